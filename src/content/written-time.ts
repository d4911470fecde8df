/**
 * Times as people write them, in a form, behind a flag or as an answer. One without an offset is meant by the clocks of a
 * zone; where these show it twice, or never, nothing is chosen in silence.
 */
import { instantsOfWallTime, type WallTime, wallTimeAt } from '../domain/time-zone.ts';
import { showReceived } from '../schema/problems.ts';
import {
  formatDay,
  formatMinute,
  formatOffset,
  type Instant,
  parseInstant,
  timestampHint,
} from '../schema/timestamp.ts';
import type { Finding } from './finding.ts';
import { readWrittenSpan } from './written-span.ts';

export type WrittenTime = { at: Instant; finding?: undefined } | { at?: undefined; finding: Finding };

/** Where and when a time was written. */
export interface TimeContext {
  /** IANA name of the zone whose clocks a time without an offset is by. */
  timeZone: string;
  now: Instant;
  /** What `+2h`, `2h` and a clock time without a day are counted from; by default `now`. */
  from?: Instant | undefined;
  /** Whether what was is asked for: a clock time is then the last such moment in place of the next, and `2h` so long ago. */
  isPast?: boolean | undefined;
}

/** The same with what it has by default. */
interface Context {
  timeZone: string;
  now: Instant;
  from: Instant;
  isPast: boolean;
}

const DAY_MS = 86_400_000;
/** A text longer than this is no time. */
const LONGEST = 100;
/** No calendar has a later time that an offset still fits. */
const LAST = Date.UTC(9998, 11, 31);
const FIRST = Date.UTC(1970, 0);
const LOCAL = /^(\d{4}-\d{2}-\d{2})[Tt ]{1,3}(\d{1,2}:\d{2}(?::\d{2})?)$/;
const CLOCK = /^(\d{1,2}:\d{2}(?::\d{2})?)\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;
const SPAN = /^(?:(in\s|\+)\s*(.+)|(.+?)\s+ago|(.+))$/i;

/** A time of day on a day, with an offset or by the clocks of the zone. */
interface ClockTime {
  day: string;
  clock: string;
  zone?: string | undefined;
}

/** Every instant at which that time is shown; undefined for what no clock shows on any day. */
function instantsAt({ day, clock, zone }: ClockTime, timeZone: string): Instant[] | undefined {
  const wall = parseInstant(`${day}T${clock}Z`);
  if (wall === undefined) return undefined;
  if (zone === undefined) return instantsOfWallTime(wall, timeZone);
  const at = parseInstant(`${day}T${clock}${zone}`);
  return at === undefined ? undefined : [at];
}

function neverShown({ day, clock }: ClockTime, timeZone: string): WrittenTime {
  const message = `Cannot find the time ${day} ${clock} in ${timeZone}, where clocks are put forward over it`;
  const example = `${day} ${clock} UTC`;
  return { finding: { message, expected: 'a time that there is', example, received: `${day} ${clock}` } };
}

/** The one of these instants that is meant, of which there may be none and may be two. */
function choose(instants: readonly Instant[], time: ClockTime, timeZone: string): WrittenTime {
  const [at, second] = instants;
  if (at === undefined) return neverShown(time, timeZone);
  if (second === undefined) return { at };
  const { day, clock } = time;
  const wall: WallTime = parseInstant(`${day}T${clock}Z`) ?? at;
  const message = `Cannot tell which ${day} ${clock} is meant in ${timeZone}, where clocks are put back over it`;
  const examples = [at, second].map((each) => `${day} ${clock}${formatOffset(wall - each)}`);
  return { finding: { message, expected: examples.join(' or '), received: `${day} ${clock}` } };
}

/** The next such moment after `from`, or the last up to it. */
function byClock(clock: string, zone: string | undefined, context: Context): WrittenTime | undefined {
  const { timeZone, from, isPast } = context;
  const today = wallTimeAt(from, timeZone);
  const isMeant = (at: Instant): boolean => (isPast ? at <= from : at > from);
  // An offset of its own may be on another day than the clocks of the zone.
  for (const offset of [-1, 0, 1, 2]) {
    const time = { day: formatDay(today + (isPast ? -offset : offset) * DAY_MS), clock, zone };
    const instants = instantsAt(time, timeZone);
    if (instants === undefined) return undefined;
    const wall = parseInstant(`${time.day}T${clock}Z`) ?? today;
    const isSkipped = instants.length === 0 && (isPast ? wall <= today : wall > today);
    if (isSkipped || instants.some(isMeant)) return choose(instants.filter(isMeant), time, timeZone);
  }
  return undefined;
}

const DAYS: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/** `tomorrow 02:00`, by the clocks of the zone. */
function onDay(text: string, { now, timeZone }: Context): WrittenTime | undefined {
  const [, word = '', clock = ''] = /^(yesterday|today|tomorrow),?\s+(?:at\s+)?(\d{1,2}:\d{2})$/i.exec(text) ?? [];
  const time = { day: formatDay(wallTimeAt(now, timeZone) + (DAYS[word.toLowerCase()] ?? 0) * DAY_MS), clock };
  const instants = instantsAt(time, timeZone);
  return instants === undefined ? undefined : choose(instants, time, timeZone);
}

/** `in 2h` and `2h ago` from `now`, `+2h` and `2h` from `from`. */
function bySpan(text: string, { now, from, isPast }: Context): WrittenTime | undefined {
  const [, word = '', ahead = '', back = '', bare = ''] = SPAN.exec(text) ?? [];
  const ms = readWrittenSpan(ahead + back + bare);
  if (ms === undefined) return undefined;
  const isAgo = back !== '' || (bare !== '' && isPast);
  const start = word.trim() === '+' || (bare !== '' && !isPast) ? from : now;
  const at = isAgo ? now - ms : start + ms;
  return at > FIRST && at < LAST ? { at } : undefined;
}

/** `2026-11-20 12:00 UTC`: an hour from now or before it, at a full one. */
function exampleNear({ now, isPast }: Context): string {
  const hourMs = 3_600_000;
  return formatMinute((Math.floor(now / hourMs) + (isPast ? -1 : 2)) * hourMs);
}

function unreadable(written: string, context: Context): WrittenTime {
  const { timeZone, now, isPast } = context;
  const isClock = /^\d{1,2}:\d{2}(?!\d)/.test(written);
  // What else is wrong with a time that needs neither a day nor an offset.
  const dated = isClock ? `${formatDay(now)} ${written}` : written;
  const finding: Finding = {
    message: 'Cannot read the time',
    expected: `a time by the clocks of ${timeZone} or with another offset, or a time span`,
    example: `"${exampleNear(context)}", "14:00" or "${isPast ? '20m ago' : 'in 30m'}"`,
    received: showReceived(written),
    hint: timestampHint(/:\d{2}$/.test(dated) ? `${dated}Z` : dated),
  };
  return { finding };
}

/**
 * Reads a time with an offset as files have it, `2026-12-06 02:00`, `tomorrow 02:00`, `14:00` (the next such moment, or
 * the last), `in 2h` (from `now`), `+2h` or `2h` (from `from`) or `30m ago`; else says what to write.
 */
export function readWrittenTime(text: string, given: TimeContext): WrittenTime {
  const context: Context = { ...given, from: given.from ?? given.now, isPast: given.isPast ?? false };
  const written = text.trim();
  if (written.length > LONGEST) return unreadable(written, context);
  const at = parseInstant(written);
  if (at !== undefined) return { at };
  const [, day, local = ''] = LOCAL.exec(written) ?? [];
  const time = day === undefined ? undefined : { day, clock: local };
  const instants = time === undefined ? undefined : instantsAt(time, context.timeZone);
  if (time !== undefined && instants !== undefined) return choose(instants, time, context.timeZone);
  const [, clock, zone] = CLOCK.exec(written) ?? [];
  const next = clock === undefined ? undefined : byClock(clock, zone, context);
  return next ?? onDay(written, context) ?? bySpan(written, context) ?? unreadable(written, context);
}
