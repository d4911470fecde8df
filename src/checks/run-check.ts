import type { CheckOutcome } from '../domain/measurement.ts';
import type { Clock } from '../ports.ts';
import type { Check } from '../schema/check.ts';
import type { Instant } from '../schema/timestamp.ts';
import { showInvisible } from '../schema/visible-text.ts';
import type { Probe, ProbeResult } from './probe.ts';
import type { Redact } from './redaction.ts';
import { resolveSecrets, type Environment } from './secrets.ts';
import { quoteForeign } from './visible-text.ts';

const FIRST_BACKOFF_MS = 250;
const MAX_BACKOFF_MS = 5_000;

export interface RunCheckOptions {
  /** Where variables of checks are read from, `process.env` as a rule. */
  environment: Environment;
  /** Waits between attempts. */
  sleep: Clock['sleep'];
  /** Ends the check; it is then unknown, with the message of an `Error` that is the reason. */
  signal: AbortSignal;
  /** What counts as now, in place of the clock. */
  now?: Instant | undefined;
  /** Makes one attempt of a check of any type. */
  probe: Probe<Check>;
}

/** The outcome of a check that was ended before it had a result. */
export function describeAbort(check: Check, signal: AbortSignal): CheckOutcome {
  const reason: unknown = signal.reason;
  const message = reason instanceof RunDeadline ? reason.message : 'the run was stopped before the check had finished';
  return { check: check.id, state: 'unknown', message };
}

/** Why a run ends checks that have not finished; its message stands in their outcomes. */
export class RunDeadline extends Error {
  override readonly name = 'RunDeadline';
}

/** Where in our own files an error comes from: `src/checks/http/probe.ts:31`. */
function locate(error: Error): string {
  const place = /\b(src[\\/][\w\\/.-]+\.ts:\d+)/.exec(error.stack ?? '')?.[1];
  return place === undefined ? '' : ` at ${place.replaceAll('\\', '/')}`;
}

/** A bug in a probe says nothing about the service. */
function describeBug(check: Check, error: unknown, redact: Redact): ProbeResult {
  const found =
    error instanceof Error ? `${error.name}${locate(error)}: ${quoteForeign(error.message, redact)}` : 'no error';
  return { state: 'unknown', message: showInvisible(`the ${check.type} probe failed unexpectedly, ${found}`) };
}

/** Tries until the first attempt that is not down, at most 1 + retries times; the last result counts. */
async function attemptRepeatedly(check: Check, redact: Redact, options: RunCheckOptions): Promise<ProbeResult> {
  const { now, probe, signal, sleep } = options;
  let result = await probe(check, { signal, redact, now });
  for (let retry = 0; retry < check.retries && result.state === 'down'; retry += 1) {
    await sleep(Math.min(FIRST_BACKOFF_MS * 2 ** retry, MAX_BACKOFF_MS), signal);
    result = await probe(check, { signal, redact, now });
  }
  return result;
}

/**
 * Carries out one check: fills in its variables, makes up to 1 + retries attempts, each on a fresh connection with a
 * growing pause before it, and returns the first success or the last failure. Never rejects: what cannot be carried
 * out, is ended by the signal or fails by a bug is `unknown` and says why. No secret is in the outcome.
 */
export async function runCheck(check: Check, options: RunCheckOptions): Promise<CheckOutcome> {
  let redact: Redact = (text) => text;
  try {
    const resolution = resolveSecrets(check, options.environment);
    if (resolution.kind === 'unresolved') return { check: check.id, state: 'unknown', message: resolution.message };
    redact = resolution.redact;
    const result = await attemptRepeatedly(resolution.check, redact, options);
    if (options.signal.aborted) return describeAbort(check, options.signal);
    const message = result.message === undefined ? undefined : redact(result.message);
    return { ...result, check: check.id, message };
  } catch (error) {
    if (options.signal.aborted) return describeAbort(check, options.signal);
    return { ...describeBug(check, error, redact), check: check.id };
  }
}
