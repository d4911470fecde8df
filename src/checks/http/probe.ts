import type { HttpCheck } from '../../schema/check.ts';
import { Stopwatch, withTimeout } from '../attempt.ts';
import type { ConnectLimits } from '../connect.ts';
import { ProtocolError, type Failure } from '../error-class.ts';
import type { ProbeContext, ProbeResult } from '../probe.ts';
import { findSlowness, judgeError, judgeFailure, judgeSuccess } from '../verdict.ts';
import { describeRequest, type HttpRequest } from './describe.ts';
import { findContentFailure, findExpectationProblem, findHeadFailure, needsBody } from './evaluate.ts';
import { exchange, type OpenAnswer } from './exchange.ts';
import { followRedirect } from './redirect.ts';

/** An answer that was read as far as its check needs it. */
interface FinishedAnswer {
  status: number;
  failure: Failure | undefined;
  ms: number;
}

/** Reads no further than to the first thing that is wrong, and no body that nobody asked for. */
async function finishAnswer(check: HttpCheck, answer: OpenAnswer, attempt: Attempt): Promise<FinishedAnswer> {
  const { redact, limits } = attempt;
  let failure = findHeadFailure(check.expect, answer.head, redact);
  let ms = limits.stopwatch.elapsedMs();
  if (failure === undefined && needsBody(check.expect)) {
    const body = await answer.readBody();
    ms = limits.stopwatch.elapsedMs();
    failure = findContentFailure(check.expect, body, redact);
  }
  return { status: answer.head.status, failure: failure ?? findSlowness(ms, check.expect.under), ms };
}

interface Attempt {
  limits: ConnectLimits;
  redact: ProbeContext['redact'];
}

/** Sends the request and follows redirects, as many as the check allows, to an answer that is none. */
async function requestAnswer(check: HttpCheck, first: HttpRequest, attempt: Attempt): Promise<FinishedAnswer> {
  const visited = new Set<string>();
  let request = first;
  for (;;) {
    visited.add(`${request.method} ${request.url.href}`);
    const step = await exchange(request, attempt.limits, async (answer) => {
      const redirect = { status: answer.head.status, location: answer.head.headers.get('location') };
      const next = check.redirects === 0 ? undefined : followRedirect(request, redirect);
      return next ?? finishAnswer(check, answer, attempt);
    });
    if ('ms' in step) return step;
    if (visited.has(`${step.method} ${step.url.href}`)) throw new ProtocolError('the redirects lead in a circle');
    if (visited.size > check.redirects) throw new ProtocolError(`more than ${check.redirects} redirects`);
    request = step;
  }
}

/**
 * One attempt of an HTTP check on fresh connections; the timeout covers names, connections, TLS, headers, redirects and
 * as much of the body as is needed. The response time is that of all of it. Unknown when the check itself cannot be
 * sent or judged.
 */
export async function probeHttp(check: HttpCheck, { signal, redact }: ProbeContext): Promise<ProbeResult> {
  const request = describeRequest(check, redact);
  if ('problem' in request) return { state: 'unknown', message: request.problem };
  const problem = findExpectationProblem(check.expect);
  if (problem !== undefined) return { state: 'unknown', message: problem };
  const stopwatch = new Stopwatch();
  const timeoutMs = check.timeout;
  try {
    const answer = await withTimeout({ timeoutMs, signal }, (attemptSignal) => {
      const limits = { timeoutMs, signal: attemptSignal, stopwatch };
      return requestAnswer(check, request, { limits, redact });
    });
    const phases = stopwatch.phases(answer.ms);
    const ms = Math.round(answer.ms);
    if (answer.failure === undefined) {
      return { ...judgeSuccess(answer.ms, check.degradedAbove), code: String(answer.status), ms, phases };
    }
    const isStatusFailure = answer.failure.errorClass.startsWith('http_');
    const verdict = judgeFailure(answer.failure);
    return { ...verdict, ...(isStatusFailure ? { code: String(answer.status) } : {}), ms, phases };
  } catch (error) {
    return judgeError(error, { stopwatch, timeoutMs });
  }
}
