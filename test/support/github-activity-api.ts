/** GitHub's lists of deployments, releases and workflow runs: pages, tags and parameters as its description has them. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { components, operations } from '@octokit/openapi-types';

type Schemas = components['schemas'];
type Deployment = Pick<Schemas['deployment'], 'id' | 'environment' | 'created_at' | 'task'>;
type Status = Pick<Schemas['deployment-status'], 'id' | 'state' | 'created_at' | 'log_url' | 'target_url'>;
type Release = Pick<Schemas['release'], 'html_url' | 'tag_name' | 'draft' | 'published_at' | 'body'>;
type Run = Pick<
  Schemas['workflow-run'],
  'html_url' | 'name' | 'path' | 'event' | 'status' | 'conclusion' | 'created_at' | 'display_title'
>;

export interface RepositoryOnGitHub {
  /** Each list newest first, as GitHub has them. */
  deployments: Deployment[];
  statuses: Map<number, Status[]>;
  releases: Release[];
  runs: Run[];
}

type QueryOf<O extends keyof operations> = operations[O] extends { parameters: { query?: infer Q } }
  ? keyof NonNullable<Q>
  : never;

/** The parameters that GitHub describes; it would not tell of one that it does not know. */
const PARAMETERS = {
  deployments: ['page', 'per_page'] satisfies QueryOf<'repos/list-deployments'>[],
  statuses: ['page', 'per_page'] satisfies QueryOf<'repos/list-deployment-statuses'>[],
  releases: ['page', 'per_page'] satisfies QueryOf<'repos/list-releases'>[],
  runs: [
    'created',
    'exclude_pull_requests',
    'page',
    'per_page',
  ] satisfies QueryOf<'actions/list-workflow-runs-for-repo'>[],
};

const PATHS: Record<keyof typeof PARAMETERS, RegExp> = {
  deployments: /^\/deployments$/,
  statuses: /^\/deployments\/(\d+)\/statuses$/,
  releases: /^\/releases$/,
  runs: /^\/actions\/runs$/,
};

const WEB = 'https://github.example.org';

/** A deployment with its statuses, newest first. */
export function makeDeployment(
  id: number,
  at: string,
  states: readonly Status['state'][] = ['success'],
): {
  deployment: Deployment;
  statuses: Status[];
} {
  const statuses = states.map((state, index) => ({
    id: id * 100 - index,
    state,
    created_at: at,
    target_url: `https://ci.example.org/secret-${id}`,
    log_url: `https://ci.example.org/secret-${id}`,
  }));
  return { deployment: { id, environment: 'production', created_at: at, task: 'deploy' }, statuses };
}

/** A published release. */
export function makeRelease(tag: string, at: string, overrides: Partial<Release> = {}): Release {
  const html_url = `${WEB}/acme/api/releases/tag/${tag}`;
  return { html_url, tag_name: tag, draft: false, published_at: at, body: 'Fixes', ...overrides };
}

/** A run of a workflow that has ended well after a push. */
export function makeRun(name: string, at: string, overrides: Partial<Run> = {}): Run {
  return {
    html_url: `${WEB}/acme/api/actions/runs/${Date.parse(at)}`,
    name,
    path: '.github/workflows/x.yml',
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    created_at: at,
    display_title: 'The words of a commit',
    ...overrides,
  };
}

/** A repository in which this goes on; every list is brought into GitHub's order. */
export function makeRepositoryOnGitHub(
  parts: { deployments?: ReturnType<typeof makeDeployment>[]; releases?: Release[]; runs?: Run[] } = {},
): RepositoryOnGitHub {
  const { deployments = [], releases = [], runs = [] } = parts;
  return {
    deployments: deployments.map(({ deployment }) => deployment).sort((a, b) => b.id - a.id),
    statuses: new Map(deployments.map(({ deployment, statuses }) => [deployment.id, statuses])),
    releases: [...releases],
    runs: [...runs].sort((a, b) => b.created_at.localeCompare(a.created_at)),
  };
}

function createdWithin(runs: readonly Run[], range: string | null): Run[] {
  const [from = '', until = ''] = range?.split('..') ?? [];
  return runs.filter(({ created_at }) => created_at >= from && created_at <= until);
}

function entriesOf(
  known: RepositoryOnGitHub,
  { kind, id, query }: { kind: keyof typeof PARAMETERS; id: number; query: URLSearchParams },
): unknown[] | undefined {
  if (kind === 'runs') return createdWithin(known.runs, query.get('created'));
  return kind === 'statuses' ? known.statuses.get(id) : known[kind];
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { body, link }: { body: string; link: string },
): void {
  const etag = `W/"${createHash('sha256').update(body).digest('hex')}"`;
  const headers = { etag, ...(link === '' ? {} : { link }) };
  if (request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
  else response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(body);
}

/** Answers a request for one of the lists; false where it is for something else, or GitHub would not know it. */
export function answerActivity(
  api: { url: string; repositories: ReadonlyMap<string, RepositoryOnGitHub> },
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const url = new URL(request.url ?? '/', api.url);
  const [, repository = '', rest = ''] = /^\/api\/v3\/repos\/([^/]+\/[^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  const known = api.repositories.get(repository);
  const kind = (Object.keys(PATHS) as (keyof typeof PATHS)[]).find((each) => PATHS[each].test(rest));
  if (known === undefined || kind === undefined) return false;
  const parameters: readonly string[] = PARAMETERS[kind];
  const id = Number(PATHS[kind].exec(rest)?.[1]);
  const entries = entriesOf(known, { kind, id, query: url.searchParams });
  if (entries === undefined || [...url.searchParams.keys()].some((each) => !parameters.includes(each))) return false;
  const [page, size] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('per_page') ?? 30)];
  const shown = entries.slice((page - 1) * size, page * size);
  url.searchParams.set('page', String(page + 1));
  const link = page * size < entries.length ? `<${url.href}>; rel="next"` : '';
  const body = JSON.stringify(kind === 'runs' ? { total_count: entries.length, workflow_runs: shown } : shown);
  send(request, response, { body, link });
  return true;
}
