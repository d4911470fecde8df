/** What goes on in repositories on GitHub: their deployments, releases and workflow runs. */
import pLimit from 'p-limit';
import type { z } from 'zod';

import type { Activity, ActivityReport, RepositoryActivity } from '../../domain/activity.ts';
import type { ActivityReader } from '../../ports.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import {
  type Deployment,
  GITHUB_LISTS,
  type Place,
  toDeploymentActivity,
  toReleaseActivity,
  toRunActivity,
} from './activity-form.ts';
import { describeRefusal, hasStatus, isFinal } from './refusal.ts';
import { fetchConditionally } from './conditional-fetch.ts';
import { type Client, connectOnce, GITHUB_API, readApiUrl, readToken } from './client.ts';

/** Repositories that are asked about at once; GitHub wants few requests at a time. */
const CONCURRENCY = 3;
/** Pages of one list; a repository where more happens within the time that is looked at is not known in full. */
const MAX_PAGES = 5;
/** Of how many deployments of a repository the outcome is asked for, one by one. */
const MAX_STATUSES = 20;

interface Asking {
  client: Client;
  owner: string;
  repo: string;
  place: Place;
  from: Instant;
  until: Instant;
}

/** Thrown where a list does not end; its message is a clause for people. */
class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

interface Listing<T> {
  pages: AsyncIterable<{ data: unknown }>;
  schema: z.ZodType<readonly T[]>;
  /** When an entry began; undefined where that has not happened. */
  beganAt(entry: T): Instant | null | undefined;
}

/** The entries of a list, newest first, that began in the window; no page is asked for after one that ends before it. */
async function readList<T>({ pages, schema, beganAt }: Listing<T>, { from, until }: Asking): Promise<T[]> {
  const found: T[] = [];
  let count = 0;
  for await (const { data } of pages) {
    const entries = schema.parse(data);
    const times = entries.map((entry) => beganAt(entry) ?? Infinity);
    found.push(...entries.filter((_, index) => isWithin(times[index], from, until)));
    if ((times.at(-1) ?? -Infinity) < from) return found;
    count += 1;
    if (count === MAX_PAGES) throw new TooMuch('more has happened there than is looked through');
  }
  return found;
}

function isWithin(at: Instant | undefined, from: Instant, until: Instant): boolean {
  return at !== undefined && at >= from && at <= until;
}

async function readDeployments(asking: Asking): Promise<Activity[]> {
  const { client, owner, repo, place } = asking;
  const { repos } = client.rest;
  const pages = client.paginate.iterator(repos.listDeployments, { owner, repo, per_page: 30 });
  const schema = GITHUB_LISTS.deployments;
  const deployments = await readList({ pages, schema, beganAt: (each) => each.created_at }, asking);
  const outcomeOf = async ({ id }: Deployment) => {
    const asked = { owner, repo, deployment_id: id, per_page: 10 };
    return GITHUB_LISTS.statuses.parse((await repos.listDeploymentStatuses(asked)).data);
  };
  const read = await Promise.all(
    deployments.map(async (each, index) =>
      toDeploymentActivity(each, index < MAX_STATUSES ? await outcomeOf(each) : [], place),
    ),
  );
  return read.filter((activity) => activity !== undefined);
}

async function readReleases(asking: Asking): Promise<Activity[]> {
  const { client, owner, repo, place } = asking;
  const pages = client.paginate.iterator(client.rest.repos.listReleases, { owner, repo, per_page: 10 });
  const schema = GITHUB_LISTS.releases;
  const releases = await readList({ pages, schema, beganAt: (each) => each.published_at }, asking);
  return releases.flatMap((each) => toReleaseActivity(each, place) ?? []);
}

async function readRuns(asking: Asking): Promise<Activity[]> {
  const { client, owner, repo, place, from, until } = asking;
  const created = `${formatInstant(from)}..${formatInstant(until)}`;
  const asked = { owner, repo, created, exclude_pull_requests: true, per_page: 100 };
  const pages = client.paginate.iterator(client.rest.actions.listWorkflowRunsForRepo, asked);
  const runs = await readList({ pages, schema: GITHUB_LISTS.runs, beganAt: (each) => each.created_at }, asking);
  return runs.flatMap((each) => toRunActivity(each, place) ?? []);
}

const READERS = { deployments: readDeployments, releases: readReleases, 'workflow runs': readRuns } as const;

/** What ends the asking for all: a limit, a token that is none, a server that is not there. */
interface Ended {
  why: string | undefined;
}

async function readRepository(asking: Asking, ended: Ended): Promise<RepositoryActivity> {
  const { repository } = asking.place;
  const activities: Activity[] = [];
  let why: string | undefined = ended.why;
  for (const [what, read] of Object.entries(READERS)) {
    if (ended.why !== undefined) break;
    try {
      activities.push(...(await read(asking)));
    } catch (error) {
      why ??= error instanceof TooMuch ? error.message : describeRefusal(error, { repository, what });
      if (isFinal(error)) ended.why = why;
      if (hasStatus(error, 404)) break;
    }
  }
  return why === undefined
    ? { kind: 'read', repository, activities }
    : { kind: 'unknown', repository, activities, why };
}

/** The pages of a repository lie beside the API: `https://github.com/acme/api`. */
function pageOf(repository: string, apiUrl: string): string {
  const base = apiUrl === GITHUB_API ? 'https://github.com' : apiUrl.replace(/\/api\/v3$/, '');
  return `${base}/${repository}`;
}

async function readAll(
  access: { token: string; apiUrl: string },
  repositories: readonly string[],
  window: { from: Instant; until: Instant },
): Promise<ActivityReport> {
  const client = await connectOnce(access, { ask: fetchConditionally, retries: 0 });
  const ended: Ended = { why: undefined };
  const limit = pLimit(CONCURRENCY);
  const read = await limit.map([...new Set(repositories)], (repository) => {
    const [owner = '', repo = ''] = repository.split('/');
    const place = { repository, page: pageOf(repository, access.apiUrl) };
    return readRepository({ client, owner, repo, place, ...window }, ended);
  });
  return { kind: 'looked_at', repositories: read };
}

/**
 * A reader with the token of CANDOR_GITHUB_TOKEN, else of GITHUB_TOKEN, that asks the server of GITHUB_API_URL. For
 * a private repository the token needs the permissions to read its deployments, contents and actions.
 */
export function openActivityReader(environment: Readonly<Record<string, string | undefined>>): ActivityReader {
  const token = readToken(environment, 'CANDOR_GITHUB_TOKEN', 'GITHUB_TOKEN');
  const apiUrl = readApiUrl(environment);
  return {
    readActivity: async (repositories, window) => {
      if (repositories.length === 0) return { kind: 'looked_at', repositories: [] };
      if (token === '') return { kind: 'not_looked_at', why: 'no token' };
      return readAll({ token, apiUrl }, repositories, window);
    },
  };
}
