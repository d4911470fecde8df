/** When the clocks of a time zone show a time that people wrote down. */
import type { Instant } from '../schema/timestamp.ts';
import { type WallTime, wallTimeAt, zoneShift } from './time-zone.ts';

const DAY_MS = 86_400_000;

/**
 * Every instant at which the clocks of an IANA zone show this time, the earlier first: one, but none where clocks are
 * put forward over it, and two where they are put back over it.
 */
export function instantsOfWallTime(shown: WallTime, timeZone: string): Instant[] {
  const shifts = [shown - DAY_MS, shown + DAY_MS].map((at) => zoneShift(at, timeZone));
  const found = shifts.map((shift) => shown - shift).filter((at) => wallTimeAt(at, timeZone) === shown);
  return [...new Set(found)].sort((a, b) => a - b);
}
