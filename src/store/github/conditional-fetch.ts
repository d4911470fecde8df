/** Requests to GitHub that a loop makes again and again: an answer that is known and still right is not sent twice. */

import { readBounded, toResponse } from './bounded-fetch.ts';

const MAX_ANSWERS = 200;

interface Answer {
  etag: string;
  status: number;
  headers: [string, string][];
  body: string;
  url: string;
}

/** The answers of this process by whom it asked what; those that were needed last stay. */
const answers = new Map<string, Answer>();

function remember(key: string, answer: Answer): void {
  answers.delete(key);
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > MAX_ANSWERS && oldest !== undefined) answers.delete(oldest);
}

/**
 * `fetch` for GitHub's client: GET requests carry the tag of the answer that is known, and where GitHub says that this
 * still holds (which counts towards no limit) it is given again. Rejects as `fetch` does, and for a far too long answer.
 */
export async function fetchConditionally(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  const key = `${headers.get('authorization') ?? ''} ${headers.get('accept') ?? ''} ${String(url)}`;
  const known = answers.get(key);
  if (known !== undefined) headers.set('if-none-match', known.etag);
  const response = await fetch(url, { ...init, headers });
  if (response.status === 304 && known !== undefined) {
    remember(key, known);
    return toResponse(known);
  }
  const { status, url: from } = response;
  const etag = response.headers.get('etag') ?? '';
  const answer = { etag, status, headers: [...response.headers], body: await readBounded(response), url: from };
  if (etag !== '' && status === 200) remember(key, answer);
  return toResponse(answer);
}
