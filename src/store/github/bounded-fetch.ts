/** Answers of a server that is asked for lists and small things: read whole, and never without an end. */
import { readWithin } from '../../read-within.ts';

/** More than any list of a hundred things takes; a release may carry long notes. */
const MAX_BYTES = 20 * 1024 * 1024;

/** The whole text of an answer; rejects where it is longer than anything that is asked for. */
export async function readBounded(response: Response): Promise<string> {
  const { bytes, isCut } = await readWithin(response.body ?? [], MAX_BYTES);
  if (isCut) throw new RangeError(`an answer of more than ${MAX_BYTES} bytes`);
  return new TextDecoder().decode(bytes);
}

/** An answer that was read as the network would give it; GitHub's client reads the address too. */
export function toResponse(answer: {
  status: number;
  headers: [string, string][];
  body: string;
  url: string;
}): Response {
  const { status, headers, body, url } = answer;
  const isEmpty = [204, 205, 304].includes(status);
  return Object.defineProperty(new Response(isEmpty ? null : body, { status, headers }), 'url', { value: url });
}

/** `fetch` that gives up on a request after `timeoutMs`, its answer read to the end; rejects for a far too long one. */
export function fetchWithin(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const response = await fetch(input, { ...init, signal });
    const { status, url } = response;
    return toResponse({ status, headers: [...response.headers], body: await readBounded(response), url });
  };
}
