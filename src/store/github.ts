/** The one place that loads GitHub's library, and only when it is needed, which is almost never. */
import { StatusError } from '../errors.ts';

export interface PullRequest {
  /** A token with the permission `pull-requests: write`; never shown. */
  token: string;
  /** `owner/name`. */
  repository: string;
  /** Branch that is to be merged, of the same repository. */
  head: string;
  /** Branch to merge into. */
  base: string;
  title: string;
  /** Markdown. */
  body: string;
  /** `https://api.github.com`, or that of a server of one's own. */
  apiUrl: string;
}

export interface OpenPullRequest {
  /** Where a person reviews it; repository and branch where GitHub did not say. */
  url: string;
  /** False where one for these branches was open already. */
  isNew: boolean;
}

/** All requests together: a run of the checks does not wait for GitHub any longer. */
const TIMEOUT_MS = 20_000;
/** Answers that another attempt right away does not change; a limit is among them. */
const FINAL = [400, 401, 403, 404, 410, 422, 429, 451];

/** GitHub's own API, where the environment names no server of one's own. */
export const GITHUB_API = 'https://api.github.com';

interface ConnectOptions {
  /** Sends a request, by default over the network. */
  ask?: typeof fetch;
  /** How often a request is tried again; from the second on the client waits longer each time, also between requests. */
  retries?: number;
}

/** A client that asks quietly, never waits for a limit to end, and gives up altogether after 20 seconds. */
export async function connect(
  { token, apiUrl }: Pick<PullRequest, 'token' | 'apiUrl'>,
  { ask = fetch, retries = 1 }: ConnectOptions = {},
) {
  const { Octokit } = await import('octokit');
  const silent = (): void => undefined;
  return new Octokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'candor',
    retry: { retries, doNotRetry: FINAL },
    // A limit lasts up to an hour; the branch stays, and the next run asks again.
    throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false },
    request: { signal: AbortSignal.timeout(TIMEOUT_MS), fetch: ask },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}

/**
 * Opens a pull request, or finds the one that is open between the two branches. The token needs the permissions
 * `pull-requests: write` and `contents: read`, and the repository's settings must let Actions create pull requests.
 * Throws a StatusError that says what GitHub answered.
 */
export async function openPullRequest(request: PullRequest): Promise<OpenPullRequest> {
  const { repository, head, base, title, body } = request;
  const [owner = '', repo = ''] = repository.split('/');
  try {
    const { rest } = await connect(request);
    const { data: open } = await rest.pulls.list({ owner, repo, state: 'open', head: `${owner}:${head}`, base });
    // Should a server not know the filter, another branch's pull request is not taken for ours.
    const known = open.find((pull) => pull.head.ref === head && pull.base.ref === base);
    if (known !== undefined) return { url: known.html_url, isNew: false };
    const { data: created } = await rest.pulls.create({ owner, repo, head, base, title, body });
    return { url: created.html_url, isNew: true };
  } catch (error) {
    if (saysThatItExists(error)) return { url: `${repository} (${head})`, isNew: false };
    throw describeFailure(request, error);
  }
}

/** A list may lag behind: GitHub refuses a second pull request with 422. */
function saysThatItExists(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 422 && /already exists/.test(error.message);
}

function describeFailure({ token, repository, head, base }: PullRequest, error: unknown): StatusError {
  const said = (error instanceof Error ? error.message : String(error)).replaceAll(token, '***').replace(/\s+/g, ' ');
  return new StatusError(
    `Cannot open a pull request from "${head}" to "${base}" of ${repository}: ${said.slice(0, 300)}`,
    {
      hint: 'Give the workflow "permissions: { pull-requests: write }", and allow Actions to create pull requests in the repository\'s settings.',
    },
  );
}
