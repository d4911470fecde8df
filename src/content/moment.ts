/** Times as people say them at a command line. */
import { instantOfWallTime, wallTimeAt } from '../domain/time-zone.ts';
import { parseDuration } from '../schema/duration.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';

export interface MomentContext {
  now: Instant;
  /** IANA zone of clock times without an offset. */
  timeZone: string;
  /** What `+2h` and a bare clock time are counted from; by default `now`. */
  from?: Instant | undefined;
  /** Whether a bare clock time means the last such moment in place of the next. */
  isPast?: boolean | undefined;
}

const DAY_MS = 86_400_000;
/** No calendar has a later time that an offset still fits. */
const LAST = Date.UTC(9998, 11, 31);
const FIRST = Date.UTC(1970, 0);
const CLOCK = /^(\d{1,2}):(\d{2})$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2}(?::\d{2})?)$/;

const UNITS: readonly [RegExp, string][] = [
  [/(?<=\d)\s*days?\b/gi, 'd'],
  [/(?<=\d)\s*(?:hours?|hrs?)\b/gi, 'h'],
  [/(?<=\d)\s*(?:minutes?|mins?)\b/gi, 'm'],
  [/(?<=\d)\s*(?:seconds?|secs?)\b/gi, 's'],
];

/** `2h`, `1h 30m`, `2 hours` in milliseconds. */
function readSpan(text: string): number | undefined {
  const short = UNITS.reduce((written, [unit, letter]) => written.replace(unit, letter), text).replace(/\s/g, '');
  const parts = short.match(/\d+(?:\.\d+)?(?:ms|s|m|h|d)/g) ?? [];
  if (short === '' || parts.join('') !== short) return undefined;
  const spans = parts.map((part) => parseDuration(part) ?? NaN);
  const sum = spans.reduce((total, span) => total + span, 0);
  return Number.isNaN(sum) ? undefined : sum;
}

interface Moment {
  from: Instant;
  timeZone: string;
  isPast: boolean;
}

/** The first instant after `from`, or the last up to it, at which the clocks of the zone show this time. */
function atClock(text: string, { from, timeZone, isPast }: Moment): Instant | undefined {
  const [, hours = '24', minutes = '60'] = CLOCK.exec(text) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const midnight = Math.floor(wallTimeAt(from, timeZone) / DAY_MS) * DAY_MS;
  const wall = midnight + (Number(hours) * 60 + Number(minutes)) * 60_000;
  const today = instantOfWallTime(wall, timeZone);
  if (isPast) return today <= from ? today : instantOfWallTime(wall - DAY_MS, timeZone);
  return today > from ? today : instantOfWallTime(wall + DAY_MS, timeZone);
}

/** `in 2h` from `now`, `+2h` from `from`, `30m ago`. */
function bySpan(text: string, { now, from }: { now: Instant; from: Instant }): Instant | undefined {
  const [, word = '', ahead = '', back = ''] = /^(?:(in\s|\+)\s*(.+)|(.+?)\s+ago)$/i.exec(text) ?? [];
  const ms = readSpan(back === '' ? ahead : back);
  if (ms === undefined) return undefined;
  const start = word === '+' ? from : now;
  const at = back === '' ? start + ms : now - ms;
  return at > FIRST && at < LAST ? at : undefined;
}

/**
 * Reads a time with an offset, `in 2h` (from now), `+2h` (from `from`), `30m ago`, `11:00` (the next such moment, or the
 * last) or `2026-12-06 02:00`, clock times by the clocks of `timeZone`. Undefined for anything else.
 */
export function parseMoment(text: string, context: MomentContext): Instant | undefined {
  const { now, timeZone, from = now, isPast = false } = context;
  const written = text.trim();
  const [, day = '', clock = ''] = LOCAL.exec(written) ?? [];
  const wall = parseInstant(`${day}T${clock}Z`);
  if (wall !== undefined) return instantOfWallTime(wall, timeZone);
  return parseInstant(written) ?? bySpan(written, { now, from }) ?? atClock(written, { from, timeZone, isPast });
}
