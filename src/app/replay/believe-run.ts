/** What of a recorded run can be believed, by the rules of a real one. */
import type { Measurement } from '../../domain/measurement.ts';
import { believe, isDoubtful } from '../../domain/triage/blindness.ts';
import type { Config } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { toOutcome } from './outcome.ts';
import type { MeasurementWindow } from './window.ts';

/** Whether every check was measured that was measured since; else one that is missing may well have answered. */
function isWhole(run: readonly Measurement[], { lastAt }: MeasurementWindow, since: Instant): boolean {
  const measured = new Set(run.map(({ check }) => check));
  return [...lastAt].every(([check, at]) => measured.has(check) || at < since);
}

export interface BeliefSetup {
  config: Config;
  /** For how long a check that is measured no more may be one that answers and not one that is gone, in milliseconds. */
  silentFor?: number | undefined;
}

/**
 * The run as a real one would have kept it: of a blind run everything is unknown. How the canaries fared is not
 * recorded, so it is as if none were named.
 * @param window what was measured before.
 */
export function believeRun(
  run: readonly Measurement[],
  window: MeasurementWindow,
  { config, silentFor = config.uptime.holdFor }: BeliefSetup,
): Measurement[] {
  // Most runs have an answer, and need no further look.
  if (run.some(({ state }) => state === 'up' || state === 'degraded')) return [...run];
  const outcomes = run.map(toOutcome);
  if (!isDoubtful(outcomes) || !isWhole(run, window, (run[0]?.at ?? 0) - silentFor)) return [...run];
  const checks = config.components.flatMap((component) => component.checks);
  const believed = believe({ outcomes, checks, canaries: 'none' });
  return run.map((measurement, index) => {
    const { state, code } = believed[index] ?? measurement;
    return { ...measurement, state, code };
  });
}
