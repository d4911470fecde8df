/** Wall clocks of IANA zones, as `Intl` knows them. A wall-clock time is written as if it were UTC. */
import { formatShifted, type Instant } from '../schema/timestamp.ts';

/** The date and time that a clock on the wall shows, as the milliseconds of the same digits in UTC. */
export type WallTime = number;

const DAY_MS = 86_400_000;
// Making a formatter costs a thousand times as much as using it.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const digits = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  const formatter = new Intl.DateTimeFormat('en', { timeZone, calendar: 'iso8601', ...digits, ...clock });
  formatters.set(timeZone, formatter);
  return formatter;
}

/** What the clocks of a zone show at an instant. Throws a RangeError for a zone that there is not. */
export function wallTimeAt(at: Instant, timeZone: string): WallTime {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** Milliseconds that the clocks of a zone are ahead of UTC at an instant. */
export function zoneShift(at: Instant, timeZone: string): number {
  return wallTimeAt(at, timeZone) - Math.floor(at / 1_000) * 1_000;
}

// Windows that recur ask for the same days again and again.
const shiftsOfDays = new Map<string, number>();

/** The shift at the first instant of a UTC day. */
function shiftAtDay(day: number, timeZone: string): number {
  const key = `${timeZone} ${day}`;
  const known = shiftsOfDays.get(key);
  if (known !== undefined) return known;
  const shift = zoneShift(day * DAY_MS, timeZone);
  shiftsOfDays.set(key, shift);
  return shift;
}

/** By how much the clocks are ahead around a time that they show: before and after any change of them. */
function shiftsAround(wall: WallTime, timeZone: string): [before: number, after: number] {
  // No zone is further than a day from UTC, and none changes its clocks twice within three days.
  const day = Math.floor(wall / DAY_MS);
  return [shiftAtDay(day - 1, timeZone), shiftAtDay(day + 2, timeZone)];
}

/**
 * Every instant at which the clocks of an IANA zone show this time, the earlier first: one, but none where clocks are
 * put forward over it, and two where they are put back over it.
 */
export function instantsOfWallTime(wall: WallTime, timeZone: string): Instant[] {
  const shifts = new Set(shiftsAround(wall, timeZone));
  // The larger shift is the earlier instant.
  const instants = [...shifts].sort((a, b) => b - a).map((shift) => wall - shift);
  return instants.filter((at) => wallTimeAt(at, timeZone) === wall);
}

/**
 * The instant at which the clocks of a zone show a time, by the rule of RFC 5545, section 3.3.5: of a time that they
 * show twice the first; a time that they skip is read with the offset from before, and so is as much later on the wall
 * as the clocks were put on.
 */
export function instantOfWallTime(wall: WallTime, timeZone: string): Instant {
  const [before, after] = shiftsAround(wall, timeZone);
  // Nearly always so, and asked again and again.
  if (before === after) return wall - before;
  return instantsOfWallTime(wall, timeZone)[0] ?? wall - before;
}

/** Writes a time as the clocks of a zone show it, with their offset: `2026-12-06T02:00:00+01:00`, in UTC `…Z`. */
export function formatInZone(at: Instant, timeZone: string): string {
  const shift = Math.round(zoneShift(at, timeZone) / 60_000) * 60_000;
  return formatShifted(at, shift);
}
