/** Runs in a row that could not be believed: since when nobody has seen anything. */
import type { Instant } from '../schema/timestamp.ts';
import type { Measurement } from './measurement.ts';

/** What a measurement of a run that could not be believed has in place of a status. */
export const BLIND_CODE = 'blind';
/** One alone may be a moment's hitch. */
const MIN_RUNS = 2;

function isBlind({ state, code }: Measurement): boolean {
  return state === 'unknown' && code === BLIND_CODE;
}

/**
 * Since when each run up to `now` was blind, where it is at least two of them; undefined where the last run saw
 * something, or none is known.
 * @param measurements by check, sorted by time.
 */
export function deriveBlindSince(
  measurements: ReadonlyMap<string, readonly Measurement[]>,
  now: Instant,
): Instant | undefined {
  const blind = new Set<Instant>();
  let sawAt = -Infinity;
  for (const ofCheck of measurements.values()) {
    for (let index = ofCheck.length - 1; index >= 0; index -= 1) {
      const taken = ofCheck[index];
      if (taken === undefined || taken.at > now) continue;
      if (!isBlind(taken)) {
        sawAt = Math.max(sawAt, taken.at);
        break;
      }
      blind.add(taken.at);
    }
  }
  const spell = [...blind].filter((at) => at > sawAt);
  return spell.length < MIN_RUNS ? undefined : Math.min(...spell);
}
