/** One attempt at a request, timed and judged: what HTTP checks share with those that read something over HTTP. */
import { Stopwatch, withTimeout } from '../attempt.ts';
import type { ProbeContext, ProbeResult } from '../probe.ts';
import { judgeAnswer, judgeError, type JudgedAnswer } from '../verdict.ts';
import type { HttpRequest } from './describe.ts';
import type { OpenAnswer } from './open-answer.ts';
import { requestAnswer } from './request-answer.ts';

interface AttemptOptions extends Pick<ProbeContext, 'signal'> {
  /** Milliseconds for names, connections, TLS, headers, redirects and as much of the body as is read. */
  timeoutMs: number;
  /** How many redirects are followed. */
  redirects: number;
  degradedAbove: number | undefined;
}

/**
 * Sends a request on fresh connections and judges the answer by `finish`, which reads as much of it as it needs. Rejects
 * only where the run ends.
 */
export async function attemptRequest(
  request: HttpRequest,
  { signal, timeoutMs, redirects, degradedAbove }: AttemptOptions,
  finish: (answer: OpenAnswer, stopwatch: Stopwatch) => Promise<JudgedAnswer>,
): Promise<ProbeResult> {
  const stopwatch = new Stopwatch();
  try {
    const answer = await withTimeout({ timeoutMs, signal }, (attemptSignal) => {
      const limits = { timeoutMs, signal: attemptSignal, stopwatch };
      return requestAnswer(request, { redirects, limits }, (open) => finish(open, stopwatch));
    });
    return judgeAnswer(answer, { degradedAbove, stopwatch });
  } catch (error) {
    return judgeError(error, { stopwatch, timeoutMs });
  }
}
