import pLimit from 'p-limit';

import type { CheckOutcome } from '../domain/measurement.ts';
import type { Clock } from '../ports.ts';
import type { Check } from '../schema/check.ts';
import type { Instant } from '../schema/timestamp.ts';
import { MAX_TIMER_MS } from './attempt.ts';
import type { Probe } from './probe.ts';
import { probeCheck } from './registry.ts';
import { describeAbort, runCheck, RunDeadline } from './run-check.ts';
import type { Environment } from './secrets.ts';
import { showDuration } from './visible-text.ts';

export const DEFAULT_CONCURRENCY = 200;

/** Four minutes: a run that is started every five ends before the next. */
export const DEFAULT_DEADLINE_MS = 240_000;

export interface RunChecksOptions {
  /** Where variables of checks are read from, `process.env` as a rule. */
  environment: Environment;
  /** Waits between the attempts of one check. */
  sleep: Clock['sleep'];
  /** What the run counts as, in place of the clock. */
  now?: Instant | undefined;
  /** How many checks are under way at once. */
  concurrency?: number | undefined;
  /** Milliseconds after which checks that have not finished are `unknown`. */
  deadlineMs?: number | undefined;
  /** Ends the run early, in the same way. */
  signal?: AbortSignal | undefined;
  /** Makes one attempt of a check; by default the probe of its type. */
  probe?: Probe<Check> | undefined;
}

/** Resolves when the signal is aborted. */
function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/**
 * Carries out checks, as many at once as `concurrency` allows, and returns an outcome for each in their order.
 * Never rejects and never takes longer than the deadline, whatever a server or a probe does: a check that has not
 * finished by then, or has not begun, is `unknown` and says so.
 */
export async function runChecks(checks: readonly Check[], options: RunChecksOptions): Promise<CheckOutcome[]> {
  const { environment, sleep, now, probe = probeCheck, deadlineMs = DEFAULT_DEADLINE_MS } = options;
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const reason = new RunDeadline(`not finished within the ${showDuration(deadlineMs)} of the run`);
  const timer = setTimeout(() => controller.abort(reason), Math.min(deadlineMs, MAX_TIMER_MS));
  const aborted = whenAborted(signal);
  const limit = pLimit(options.concurrency ?? DEFAULT_CONCURRENCY);
  try {
    return await limit.map(checks, async (check) => {
      if (signal.aborted) return describeAbort(check, signal);
      const ended = aborted.then(() => describeAbort(check, signal));
      return Promise.race([runCheck(check, { environment, sleep, signal, now, probe }), ended]);
    });
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}
