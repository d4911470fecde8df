import type { HttpCheck } from '../../schema/check.ts';
import type { Stopwatch } from '../attempt.ts';
import type { ProbeContext, ProbeResult } from '../probe.ts';
import { findSlowness, type JudgedAnswer } from '../verdict.ts';
import { attemptRequest } from './attempt-request.ts';
import { describeRequest } from './describe.ts';
import { findContentFailure, findExpectationProblem, findHeadFailure, needsBody } from './evaluate.ts';
import type { OpenAnswer } from './open-answer.ts';

/** Reads no further than to the first thing that is wrong, and no body that nobody asked for. */
async function finishAnswer(check: HttpCheck, answer: OpenAnswer, attempt: Attempt): Promise<JudgedAnswer> {
  const { redact, stopwatch } = attempt;
  let failure = findHeadFailure(check.expect, answer.head, redact);
  let ms = stopwatch.elapsedMs();
  if (failure === undefined && needsBody(check.expect)) {
    const body = await answer.readBody();
    ms = stopwatch.elapsedMs();
    failure = findContentFailure(check.expect, body, redact);
  }
  return { status: answer.head.status, failure: failure ?? findSlowness(ms, check.expect.under), ms };
}

interface Attempt {
  stopwatch: Stopwatch;
  redact: ProbeContext['redact'];
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
  const { timeout: timeoutMs, redirects, degradedAbove } = check;
  return attemptRequest(request, { signal, timeoutMs, redirects, degradedAbove }, (answer, stopwatch) =>
    finishAnswer(check, answer, { stopwatch, redact }),
  );
}
