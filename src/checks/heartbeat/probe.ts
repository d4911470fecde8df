import type { HeartbeatCheck } from '../../schema/check.ts';
import type { Stopwatch } from '../attempt.ts';
import { attemptRequest } from '../http/attempt-request.ts';
import { describeRequest } from '../http/describe.ts';
import { findContentFailure, findExpectationProblem, findHeadFailure, type HttpExpect } from '../http/evaluate.ts';
import { compileJsonPath } from '../http/json-path.ts';
import type { OpenAnswer } from '../http/open-answer.ts';
import type { ProbeContext, ProbeResult } from '../probe.ts';
import { findSlowness, type JudgedAnswer } from '../verdict.ts';
import { findBeatFailure, isInBody } from './evaluate.ts';

/** As many as an HTTP check follows when it does not say. */
const REDIRECTS = 5;
/** An answer that is no success tells of no beat. */
const SUCCESS = '200-299';

function findProblem(check: HeartbeatCheck, expect: HttpExpect): string | undefined {
  const { from } = check;
  const path = from !== 'body' && 'json' in from ? compileJsonPath(from.json) : undefined;
  return path !== undefined && 'problem' in path ? path.problem : findExpectationProblem(expect);
}

async function finishAnswer(check: HeartbeatCheck, answer: OpenAnswer, attempt: Attempt): Promise<JudgedAnswer> {
  const { expect, redact, stopwatch, now = Date.now() } = attempt;
  const { head } = answer;
  let failure = findHeadFailure(expect, head, redact);
  let ms = stopwatch.elapsedMs();
  if (failure === undefined) {
    const isNeeded = isInBody(check.from) || expect.json !== undefined;
    const body = isNeeded ? await answer.readBody() : { text: '', isCut: false };
    ms = stopwatch.elapsedMs();
    failure = findContentFailure(expect, body, redact) ?? findBeatFailure(check, { head, body }, { redact, now });
  }
  return { status: head.status, failure: failure ?? findSlowness(ms, check.expect.under), ms };
}

interface Attempt extends Pick<ProbeContext, 'redact' | 'now'> {
  expect: HttpExpect;
  stopwatch: Stopwatch;
}

/**
 * One attempt of a heartbeat check: asks the URL as an HTTP check does, and is down when the last beat that the answer
 * tells of is older than `maxAge`, or when it tells of none. Unknown when the check itself cannot be sent or judged.
 */
export async function probeHeartbeat(check: HeartbeatCheck, context: ProbeContext): Promise<ProbeResult> {
  const { signal, redact, now } = context;
  const request = describeRequest({ ...check, method: 'GET' }, redact);
  if ('problem' in request) return { state: 'unknown', message: request.problem };
  const expect: HttpExpect = { ...check.expect, status: SUCCESS };
  const problem = findProblem(check, expect);
  if (problem !== undefined) return { state: 'unknown', message: problem };
  const options = { signal, timeoutMs: check.timeout, redirects: REDIRECTS, degradedAbove: check.degradedAbove };
  return attemptRequest(request, options, (open, stopwatch) =>
    finishAnswer(check, open, { expect, redact, stopwatch, now }),
  );
}
