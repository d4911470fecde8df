/** The requests of channels: bounded in time and size, each on a connection of its own. */
import { Stopwatch, withTimeout } from '../checks/attempt.ts';
import { decodeText } from '../checks/http/body.ts';
import { findHeaderProblem, type HttpRequest, parseHttpUrl } from '../checks/http/describe.ts';
import { exchange } from '../checks/http/exchange.ts';
import type { OpenAnswer } from '../checks/http/open-answer.ts';
import { judgeError } from '../checks/verdict.ts';
import { hasCode } from '../errors.ts';
import type { ChannelAnswer, ChannelPorts, ChannelRequest, SendOutcome } from '../channel-ports.ts';

/** As long as a subscriber of Statuspage may take. */
const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 64 * 1_024;
const USER_AGENT = 'Candor/0.1';

/** A request ready to send; undefined where its URL or a header cannot be sent. */
function describe({ url: text, method = 'POST', headers = {}, body }: ChannelRequest): HttpRequest | undefined {
  const url = parseHttpUrl(text);
  const sent = { accept: '*/*', 'user-agent': USER_AGENT, ...headers };
  if (url === undefined || findHeaderProblem(sent) !== undefined) return undefined;
  url.hash = '';
  return { url, method, headers: sent, body, confidentialHeaders: new Set(), isBodyConfidential: true };
}

/** How long `retry-after` asks to wait: seconds, or until a date (RFC 9110, section 10.2.3). */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}(?:\.\d+)?$/.test(value.trim())) return Math.ceil(Number(value) * 1_000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

type Answered = Extract<ChannelAnswer, { kind: 'answered' }>;

/** What is known with the head of an answer. */
function describeHead({ head }: OpenAnswer, now: number): Answered {
  const { status, headers } = head;
  const retryAfterMs = readRetryAfter(headers.get('retry-after'), now);
  return { kind: 'answered', status, headers, text: '', isCut: true, retryAfterMs };
}

/** In words that name no address; an error of the system that checks have none for is told by its code. */
function describeFailure(error: unknown, stopwatch: Stopwatch, timeoutMs: number): string {
  try {
    return judgeError(error, { stopwatch, timeoutMs }).message ?? 'the server cannot be reached';
  } catch (unjudged) {
    if (hasCode(unjudged) && /^E[A-Z0-9]+$/.test(unjudged.code ?? '')) {
      return `the server cannot be reached (${String(unjudged.code)})`;
    }
    throw unjudged;
  }
}

/** Makes the `fetch` of channels; it rejects only with the reason of `signal`. */
export function createFetch(signal: AbortSignal, timeoutMs = TIMEOUT_MS): ChannelPorts['fetch'] {
  return async (wanted) => {
    const request = describe(wanted);
    if (request === undefined) return { kind: 'failed', reason: 'its address or its secret cannot be sent as it is' };
    const stopwatch = new Stopwatch();
    let begun: Answered | undefined;
    try {
      return await withTimeout({ timeoutMs, signal }, (attempt) =>
        exchange(request, { timeoutMs, signal: attempt, stopwatch }, async (answer) => {
          begun = describeHead(answer, Date.now());
          const { bytes } = await answer.readBytes(MAX_ANSWER_BYTES);
          return { ...begun, text: decodeText(bytes, begun.headers.get('content-type')), isCut: false };
        }),
      );
    } catch (error) {
      if (signal.aborted) throw error;
      // Whoever says that it was taken and then not what else there is to say, has taken it.
      if (begun !== undefined) return begun;
      return { kind: 'failed', reason: describeFailure(error, stopwatch, timeoutMs) };
    }
  };
}

/** Statuses after which the same message may be taken later: a secret can be mended, a server can come back. */
const MAY_PASS = new Set([401, 403, 407, 408, 409, 421, 423, 425, 429]);

/** What an answer means where its status tells all: taken, to be tried again, or refused for good. */
export function judgeAnswer(answer: ChannelAnswer): SendOutcome {
  if (answer.kind === 'failed') return { result: 'retry', reason: answer.reason };
  const { status, retryAfterMs } = answer;
  if (status >= 200 && status < 300) return { result: 'sent' };
  const reason = `the server answered ${status}`;
  if (status >= 500 || MAY_PASS.has(status)) return { result: 'retry', reason, afterMs: retryAfterMs };
  return { result: 'refused', reason };
}
