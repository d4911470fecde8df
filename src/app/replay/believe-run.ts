/** What of a recorded run can be believed, by the rules of a real one. */
import { lastAnswerAt, type Measurement } from '../../domain/measurement.ts';
import { believe, isDoubtful } from '../../domain/triage/blindness.ts';
import type { Config } from '../../schema/config.ts';
import { toOutcome } from './outcome.ts';
import type { MeasurementWindow } from './window.ts';

/** Whether every check was measured that was measured shortly before; else one that is missing may well have answered. */
function isWhole(run: readonly Measurement[], { byCheck }: MeasurementWindow, holdFor: number): boolean {
  const measured = new Set(run.map(({ check }) => check));
  const from = (run[0]?.at ?? 0) - holdFor;
  return [...byCheck].every(([check, before]) => {
    const last = before.at(-1);
    return measured.has(check) || last === undefined || lastAnswerAt(last) < from;
  });
}

/**
 * The run as a real one would have kept it: of a blind run everything is unknown. How the canaries fared is not
 * recorded, so it is as if none were named.
 * @param window what was measured before.
 */
export function believeRun(run: readonly Measurement[], window: MeasurementWindow, config: Config): Measurement[] {
  // Most runs have an answer, and need no further look.
  if (run.some(({ state }) => state === 'up' || state === 'degraded')) return [...run];
  const outcomes = run.map(toOutcome);
  if (!isDoubtful(outcomes) || !isWhole(run, window, config.uptime.holdFor)) return [...run];
  const checks = config.components.flatMap((component) => component.checks);
  const believed = believe({ outcomes, checks, canaries: 'none' });
  return run.map((measurement, index) => {
    const { state, code } = believed[index] ?? measurement;
    return { ...measurement, state, code };
  });
}
