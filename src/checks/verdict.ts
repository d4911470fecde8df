import { AttemptTimeout, type Stopwatch } from './attempt.ts';
import { classifyError, describeTimeout, type Failure } from './error-class.ts';
import type { ProbeResult } from './probe.ts';
import { showDuration } from './visible-text.ts';

/** The failure of an answer that came too late for `expect.under`; undefined when it came in time. Milliseconds. */
export function findSlowness(ms: number, under: number | undefined): Failure | undefined {
  if (under === undefined || ms < under) return undefined;
  const message = `expected an answer in under ${showDuration(under)}, it took ${showDuration(ms)}`;
  return { errorClass: 'assertion', message };
}

/** Up, or degraded when a success took longer than `degradedAbove`. Milliseconds. */
export function judgeSuccess(ms: number, degradedAbove: number | undefined): ProbeResult {
  const whole = Math.round(ms);
  if (degradedAbove === undefined || ms <= degradedAbove) return { state: 'up', ms: whole };
  const message = `the answer took ${showDuration(ms)}, degraded is above ${showDuration(degradedAbove)}`;
  return { state: 'degraded', ms: whole, message };
}

/** Down, with the error class for its code. */
export function judgeFailure(failure: Failure): ProbeResult {
  return { state: 'down', code: failure.errorClass, errorClass: failure.errorClass, message: failure.message };
}

/** An answer that came with an HTTP status, and what is wrong with it. Milliseconds since the attempt began. */
export interface JudgedAnswer {
  status: number;
  failure: Failure | undefined;
  ms: number;
}

/** The result of an attempt that was answered. Its code is the status, unless something else than the status is wrong. */
export function judgeAnswer(
  { status, failure, ms }: JudgedAnswer,
  { degradedAbove, stopwatch }: { degradedAbove: number | undefined; stopwatch: Stopwatch },
): ProbeResult {
  const verdict = failure === undefined ? judgeSuccess(ms, degradedAbove) : judgeFailure(failure);
  const isStatusTold = failure === undefined || failure.errorClass.startsWith('http_');
  const code = isStatusTold ? { code: String(status) } : {};
  return { ...verdict, ...code, ms: Math.round(ms), phases: stopwatch.phases(ms) };
}

/**
 * The result of an attempt that an error ended: down when the service is to blame, unknown when this machine is.
 * Throws the error again when no network makes such an error.
 */
export function judgeError(error: unknown, attempt: { stopwatch: Stopwatch; timeoutMs: number }): ProbeResult {
  const { stage } = attempt.stopwatch;
  const phases = attempt.stopwatch.phases();
  if (error instanceof AttemptTimeout) return { ...judgeFailure(describeTimeout(stage, attempt.timeoutMs)), phases };
  const fault = classifyError(error, stage);
  if (fault === undefined) throw error;
  if (fault.errorClass === undefined) return { state: 'unknown', message: fault.message };
  return { ...judgeFailure(fault), phases };
}
