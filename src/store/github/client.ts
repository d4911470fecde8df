/** The one place that loads GitHub's library, and only when it is needed. It asks in two manners: once, or patiently. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Octokit } from 'octokit';

import { fetchWithin } from './bounded-fetch.ts';
import { toGitHubError, type Wish } from './github-error.ts';
import { retryAfterOf, UnreadableAnswer } from './refusal.ts';

export type Client = Octokit;

export interface GitHubAccess {
  /** Never shown. */
  token: string;
  /** `owner/name`. */
  repository: string;
  /** `https://api.github.com`, or that of a server of one's own. */
  apiUrl: string;
}

/** GitHub's own API, where the environment names no server of one's own. */
export const GITHUB_API = 'https://api.github.com';

/** All requests of the quick manner together: a run of the checks does not wait for GitHub any longer. */
const QUICK_TIMEOUT_MS = 20_000;
/** One request of the patient manner. */
const REQUEST_TIMEOUT_MS = 30_000;
/** All waiting of the patient manner together; a limit lasts up to an hour, and the next run asks again. */
const MAX_WAIT_MS = 15 * 60_000;
const MAX_WAITS_PER_REQUEST = 5;
/** Answers that another attempt right away does not change; a limit is among them. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];

/** A repository at GitHub, and how it is asked. */
export interface GitHub {
  /** `owner/name`. */
  readonly repository: string;
  /**
   * Makes requests of one wish. Throws a GitHubError that says what could not be done and what GitHub answered, without
   * the token.
   */
  ask<T>(wish: Wish, request: (at: { client: Client; owner: string; repo: string }) => Promise<T>): Promise<T>;
}

const silent = (): void => undefined;

async function create({ token, apiUrl }: Pick<GitHubAccess, 'token' | 'apiUrl'>, options: object): Promise<Client> {
  const { Octokit } = await import('octokit');
  const client = new Octokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'candor',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    ...options,
  });
  client.hook.after('request', ({ status, data }, { method }) => {
    // The client looks into the pages of a list before anybody can tell whether they are ones.
    if (method === 'GET' && status === 200 && !isJson(data)) throw new UnreadableAnswer();
  });
  return client;
}

function isJson(data: unknown): boolean {
  return typeof data === 'object' && data !== null;
}

/** In place of the groups in which GitHub's client spaces its writes: all pass at once, be it because there are few. */
const AT_ONCE = {
  key: () => ({
    schedule: (_options: unknown, job: (...given: unknown[]) => unknown, ...given: unknown[]) => job(...given),
  }),
};
const UNSPACED = { write: AT_ONCE, notifications: AT_ONCE };

interface OnceOptions {
  /** Sends a request, by default over the network. */
  ask?: typeof fetch;
  /** How often a request is tried again; from the second on the client waits longer each time, also between requests. */
  retries?: number;
}

/** A client that asks quietly, never waits for a limit to end, and gives up altogether after 20 seconds. */
export function connectOnce(
  access: Pick<GitHubAccess, 'token' | 'apiUrl'>,
  { ask = fetch, retries = 1 }: OnceOptions = {},
): Promise<Client> {
  return create(access, {
    retry: { retries, doNotRetry: FINAL },
    throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false, ...UNSPACED },
    request: { signal: AbortSignal.timeout(QUICK_TIMEOUT_MS), fetch: ask },
  });
}

/** Waiting that is granted until it is used up. */
function startWaiting(maxMs: number): (seconds: number) => boolean {
  let leftMs = maxMs;
  return (seconds) => {
    const ms = seconds * 1_000;
    if (!(ms >= 0 && ms <= leftMs)) return false;
    leftMs -= ms;
    return true;
  };
}

/**
 * A client that waits for limits, up to 15 minutes in all, and tries again what GitHub failed to answer; what creates
 * something is sent once, as it may have been done although the answer says otherwise. Writes are a second apart, and
 * those that notify people three, as GitHub asks for. `secondMs` is how long a second of waiting takes.
 */
async function connectPatiently(access: GitHubAccess, secondMs: number): Promise<Client> {
  const mayWait = startWaiting(MAX_WAIT_MS);
  const onLimit = (...[seconds, , , waited]: [number, unknown, unknown, number]): boolean =>
    waited < MAX_WAITS_PER_REQUEST && mayWait(seconds);
  const client = await create(access, {
    retry: { retries: 3, doNotRetry: FINAL, retryAfterBaseValue: secondMs },
    throttle: {
      onRateLimit: onLimit,
      onSecondaryRateLimit: onLimit,
      retryAfterBaseValue: secondMs,
      ...(secondMs === 1_000 ? {} : UNSPACED),
    },
    request: { fetch: fetchWithin(REQUEST_TIMEOUT_MS) },
  });
  client.hook.wrap('request', async (request, options) => {
    const isCreation = options.method === 'POST';
    // The hooks below see these very options, whatever they are called with.
    if (isCreation) options.request.retries = 0;
    for (let count = 0; ; count += 1) {
      try {
        return await request(options);
      } catch (error) {
        // The throttling knows limits by their words; a gateway has others, or says when it will be back.
        const seconds = retryAfterOf(error, { isCreation });
        if (seconds === undefined || count === MAX_WAITS_PER_REQUEST || !mayWait(seconds)) throw error;
        await sleep(seconds * secondMs);
      }
    }
  });
  return client;
}

export interface ConnectOptions {
  /** `once` never waits for a limit and gives up after 20 seconds; `patiently` is for commands that have time. */
  manner: 'once' | 'patiently';
  /** How long a second of the patient manner's waiting takes. */
  secondMs?: number | undefined;
}

/** Opens a repository at GitHub. Nothing is asked yet; `access` is not checked either. */
export async function connectGitHub(
  access: GitHubAccess,
  { manner, secondMs = 1_000 }: ConnectOptions,
): Promise<GitHub> {
  const { repository, token } = access;
  const [owner = '', repo = ''] = repository.split('/');
  const client = manner === 'once' ? await connectOnce(access) : await connectPatiently(access, secondMs);
  return {
    repository,
    ask: async (wish, request) => {
      try {
        return await request({ client, owner, repo });
      } catch (error) {
        throw toGitHubError(error, wish, token);
      }
    },
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The token of the first of these variables that holds one; empty where none does. */
export function readToken(environment: Environment, ...names: readonly string[]): string {
  return names.map((name) => environment[name]?.trim() ?? '').find((token) => token !== '') ?? '';
}

/** The address of the API that GITHUB_API_URL names, else GitHub's own, without a slash at its end. */
export function readApiUrl({ GITHUB_API_URL: url = '' }: Environment): string {
  return url.trim().replace(/\/+$/, '') || GITHUB_API;
}

/** What the environment of a workflow tells of GitHub; undefined without a token or a repository. */
export function readGitHubAccess(environment: Environment): GitHubAccess | undefined {
  const token = readToken(environment, 'GITHUB_TOKEN');
  const { GITHUB_REPOSITORY: repository = '' } = environment;
  if (token === '' || !/^[\w.-]+\/[\w.-]+$/.test(repository)) return undefined;
  return { token, repository, apiUrl: readApiUrl(environment) };
}
