/** `candor check --every`: run after run, until somebody asks the process to stop. */
import { performance } from 'node:perf_hooks';

import { formatInstant } from '../../schema/timestamp.ts';
import { systemClock } from '../../store/clock.ts';
import { describeFailure } from '../failure.ts';
import { output } from '../output.ts';

/** Timers hold no more; a longer wait is several. */
const MAX_TIMER_MS = 2 ** 31 - 1;

async function sleepOrStop(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await systemClock.sleep(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Waits by a clock that nobody puts back, so that no run is left out when the time of day is corrected. */
async function sleepUntil(due: number, signal: AbortSignal): Promise<void> {
  for (let left = due - performance.now(); left > 0 && !signal.aborted; left = due - performance.now()) {
    await sleepOrStop(Math.min(left, MAX_TIMER_MS), signal);
  }
}

/**
 * Calls `run` every `everyMs` milliseconds, at once for the first time, until the signal is aborted; a run that takes
 * longer is followed by the next one at once. A run that fails is told, and the next one comes all the same.
 */
export async function repeatRuns(everyMs: number, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  for (let due = performance.now(); ; due = Math.max(due + everyMs, performance.now())) {
    await sleepUntil(due, signal);
    if (signal.aborted) return;
    try {
      await run();
    } catch (error) {
      if (signal.aborted && error === signal.reason) return;
      const failure = describeFailure(error);
      output.note(`${formatInstant(systemClock.now())}  This run failed; the next one follows. ${failure}`);
    }
  }
}
