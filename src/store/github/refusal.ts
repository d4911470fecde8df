/** Why GitHub did not answer what was asked, as a clause for people. No text of an error is shown: it may hold a token. */
import { formatClock } from '../../schema/timestamp.ts';

export interface Answered {
  status: number;
  headers: Readonly<Record<string, unknown>>;
}

/** Thrown where an answer is none of GitHub's: a page of a proxy, or nothing. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}

/** What GitHub answered, where it did: GitHub's client makes an error of status 500 also where nobody answers. */
export function answerOf(error: unknown): Answered | undefined {
  if (!(error instanceof Error) || !('response' in error)) return undefined;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('status' in response)) return undefined;
  const headers = 'headers' in response ? response.headers : undefined;
  if (typeof response.status !== 'number' || typeof headers !== 'object' || headers === null) return undefined;
  return { status: response.status, headers: { ...headers } };
}

export function isLimit({ status, headers }: Answered): boolean {
  if (status === 429) return true;
  return status === 403 && (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined);
}

/** Whether GitHub answered with this status. */
export function hasStatus(error: unknown, status: number): boolean {
  return answerOf(error)?.status === status;
}

/** What was asked for; undefined where GitHub answers with one of these statuses, such as that there is none. */
export async function unlessStatus<T>(
  statuses: readonly number[],
  asked: Promise<{ data: T }>,
): Promise<T | undefined> {
  try {
    return (await asked).data;
  } catch (error) {
    if (statuses.some((status) => hasStatus(error, status))) return undefined;
    throw error;
  }
}

/** How long GitHub asks to wait where it does not say when. */
const FALLBACK_WAIT_S = 60;

/**
 * For how many seconds a server asks to wait that GitHub's client does not wait for by itself: it knows limits by their
 * words alone. Undefined where waiting does not help, or where what was sent may have been done.
 */
export function retryAfterOf(error: unknown, { isCreation }: { isCreation: boolean }): number | undefined {
  const answer = answerOf(error);
  if (answer === undefined || !(error instanceof Error)) return undefined;
  const { status, headers } = answer;
  if (/\bsecondary rate\b/i.test(error.message) || headers['x-ratelimit-remaining'] === '0') return undefined;
  const asked = Number(headers['retry-after']);
  if (asked > 0 && (isLimit(answer) || (status === 503 && !isCreation))) return asked;
  return status === 429 ? FALLBACK_WAIT_S : undefined;
}

/** That, and until when, nothing more is answered. */
export function describeLimit({ headers }: Answered): string {
  const resetsAt = Number(headers['x-ratelimit-reset']) * 1_000;
  const isTime = headers['x-ratelimit-remaining'] === '0' && resetsAt > 0 && resetsAt < 8.64e15;
  if (!isTime) return 'GitHub asks for fewer requests';
  return `GitHub's limit for this token is used up until ${formatClock(resetsAt)} UTC`;
}

function describeAnswer(answer: Answered, { repository, what }: { repository: string; what: string }): string {
  if (isLimit(answer)) return describeLimit(answer);
  const needed = `a token in CANDOR_GITHUB_TOKEN with "deployments: read", "contents: read" and "actions: read" for it`;
  switch (answer.status) {
    case 401:
      return 'GitHub does not take the token';
    case 403:
      return `GitHub does not let this token read its ${what}, which needs ${needed}`;
    case 404:
      return `GitHub knows no ${repository} that this token may see; a private one needs ${needed}`;
    default:
      return `GitHub answered with the status ${answer.status}`;
  }
}

/** The code of the error at the bottom: `ECONNREFUSED`. */
function codeOf(error: unknown): string | undefined {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string' && /^[A-Z_]{3,40}$/.test(each.code)) return each.code;
  }
  return undefined;
}

function isTimeout(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if (each.name === 'TimeoutError' || each.name === 'AbortError') return true;
  }
  return false;
}

/** Whether another request would fare no better, whatever it asks for. */
export function isFinal(error: unknown): boolean {
  const answer = answerOf(error);
  if (answer === undefined) return isTimeout(error) || codeOf(error) !== undefined;
  return answer.status === 401 || isLimit(answer);
}

/** What went wrong before any answer, as a clause; undefined where something else did. */
export function describeSilence(error: unknown): string | undefined {
  if (isTimeout(error)) return 'GitHub did not answer in time';
  const code = codeOf(error);
  return code === undefined ? undefined : `GitHub could not be reached (${code})`;
}

/** Why something of a repository is not known. */
export function describeRefusal(error: unknown, asked: { repository: string; what: string }): string {
  const answer = answerOf(error);
  if (answer !== undefined) return describeAnswer(answer, asked);
  return describeSilence(error) ?? `GitHub's answer about its ${asked.what} could not be read`;
}
