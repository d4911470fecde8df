/**
 * The windows of a recurring maintenance. The rule's days come from the library, which gets wall-clock times as if they
 * were UTC; what these are in their zone is decided here, as the library would leave out a time that a clock skips.
 */
import { RRuleTemporal } from 'rrule-temporal';

import type { MaintenanceFrontMatter } from '../schema/incident.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';
import { instantOfWallTime, type WallTime, wallTimeAt } from './time-zone.ts';

type Scheduled = MaintenanceFrontMatter['scheduled'];

const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;
/** How far back windows are known: further than uptime is told. */
const BACK_MS = 2 * YEAR_MS;
/** How many windows that lie ahead are known. */
const AHEAD = 6;
/** How far one looks for a window that lies ahead, or for the last one; the farther only where the nearer has none. */
const REACHES_MS = [30 * DAY_MS, YEAR_MS, 10 * YEAR_MS];

/** Numbers of a wall-clock time, or of an instant, as RFC 5545 writes it: `20261206T020000Z`. */
export function toIcal(wall: WallTime): string {
  return new Date(wall).toISOString().replace(/[-:]|\.\d+/g, '');
}

const UNTIL = /UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?/;

/** The digits of an `UNTIL` as a time on the wall, a day as its end; and whether they are UTC. */
function readUntil(digits: readonly (string | undefined)[]): { written: WallTime; isUtc: boolean } {
  const [year = 0, month = 1, day = 1, hour = 23, minute = 59, second = 59] = digits
    .slice(0, 6)
    .map((text) => (text === undefined ? undefined : Number(text)));
  return { written: Date.UTC(year, month - 1, day, hour, minute, second), isUtc: digits[6] === 'Z' };
}

/** `UNTIL` in UTC as the same on the wall. A day is its end, and a time without `Z` is one of the zone already. */
function onTheWall(recurrence: string, timeZone: string): string {
  return recurrence.replace(UNTIL, (_, ...digits) => {
    const { written, isUtc } = readUntil(digits);
    return `UNTIL=${toIcal(isUtc ? wallTimeAt(written, timeZone) : written)}`;
  });
}

/** The rule of a recurrence as it stands beside a start in a zone, by RFC 5545, section 3.3.10: with `UNTIL` in UTC. */
export function recurrenceRule({ recurrence = '', timeZone = 'Etc/UTC' }: Scheduled): string {
  return recurrence.replace(UNTIL, (_, ...digits) => {
    const { written, isUtc } = readUntil(digits);
    return `UNTIL=${toIcal(isUtc ? written : instantOfWallTime(written, timeZone))}`;
  });
}

/** A recurring maintenance with everything but its rule that its windows are made from. */
interface Series {
  first: Interval;
  wall: Interval;
  timeZone: string;
  skipped: ReadonlySet<Instant>;
}

interface RuledSeries extends Series {
  rule: RRuleTemporal;
}

function readSeries({ from, until, timeZone = 'Etc/UTC', exdates = [] }: Scheduled): Series {
  const first = { start: parseInstant(from) ?? NaN, end: parseInstant(until) ?? NaN };
  return {
    first,
    wall: { start: wallTimeAt(first.start, timeZone), end: wallTimeAt(first.end, timeZone) },
    timeZone,
    skipped: new Set(exdates.map((text) => parseInstant(text) ?? NaN)),
  };
}

/** What `ask` gets from the library; `otherwise` for what is no rule, and where it gives up a search for days. */
function orGivenUp<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch (error) {
    // It throws no errors of its own kind.
    if (error instanceof Error) return otherwise;
    throw error;
  }
}

/** Undefined for what is no rule. */
function openRule({ recurrence = '' }: Scheduled, { wall, timeZone }: Series): RRuleTemporal | undefined {
  const rruleString = `DTSTART:${toIcal(wall.start)}\nRRULE:${onTheWall(recurrence, timeZone)}`;
  return orGivenUp(() => new RRuleTemporal({ rruleString, cache: false }), undefined);
}

/**
 * The window that begins at a wall-clock time of the rule. Both its times are those of the first window, so it is longer
 * by the hour that is shown twice and shorter by the one that is skipped; one of which nothing is left lasts as long as
 * the first.
 */
function windowAt(wall: WallTime, { first, wall: firstWall, timeZone }: Series): Interval {
  if (wall === firstWall.start) return first;
  const start = instantOfWallTime(wall, timeZone);
  const end = instantOfWallTime(wall + firstWall.end - firstWall.start, timeZone);
  return { start, end: end > start ? end : start + first.end - first.start };
}

/** The windows that begin within a stretch of wall-clock time and are held. */
function windowsIn({ start, end }: Interval, series: RuledSeries): Interval[] {
  if (end < start) return [];
  const found = orGivenUp(() => series.rule.between(new Date(start), new Date(end), true), []);
  const windows = found.map(({ epochMilliseconds }) => windowAt(epochMilliseconds, series));
  return windows.filter((window) => !series.skipped.has(window.start));
}

/** The same of the nearest reach that holds so many, else of the farthest. */
function reach(count: number, stretchOf: (reach: number) => Interval, series: RuledSeries): Interval[] {
  let windows: Interval[] = [];
  for (const each of REACHES_MS) {
    windows = windowsIn(stretchOf(each), series);
    if (windows.length >= count) break;
  }
  return windows;
}

/** What is known of a recurring maintenance around a time. */
export interface KnownWindows {
  /** Sorted; empty where every one is skipped. */
  windows: Interval[];
  /** Whether there were windows before these. */
  isCut: boolean;
}

/**
 * The windows of a recurring maintenance (RFC 5545, section 3.8.5.3) around `now`: those of the last two years, at least
 * the last one, and the next few of the next ten years. `from` is the first whatever the rule says, and the only one of a
 * rule that cannot be carried out, which `validate` tells. What `exdates` name is left out. A rule costs milliseconds,
 * whatever it says: the library gives up where a rule keeps it looking.
 */
export function expandRecurrence(scheduled: Scheduled, now: Instant): KnownWindows {
  const series = readSeries(scheduled);
  const rule = openRule(scheduled, series);
  return rule === undefined ? { windows: [series.first], isCut: false } : expand({ ...series, rule }, now);
}

function expand(series: RuledSeries, now: Instant): KnownWindows {
  const { wall, first, skipped } = series;
  // A day more than any zone is from UTC.
  const middle = Math.max(now + DAY_MS, wall.start);
  const since = Math.max(now - BACK_MS, wall.start);
  const isCut = wall.start < since;
  const known = [
    ...(isCut ? reach(1, (each) => ({ start: Math.max(since - each, wall.start), end: since }), series).slice(-1) : []),
    ...(isCut || skipped.has(first.start) ? [] : [first]),
    ...windowsIn({ start: since, end: middle }, series),
    ...reach(AHEAD, (each) => ({ start: middle, end: middle + each }), series).slice(0, AHEAD),
  ];
  const windows = [...new Map(known.map((window) => [window.start, window])).values()];
  return { windows: windows.sort((a, b) => a.start - b.start), isCut };
}

/** What a rule makes of what stands beside it. */
export interface Examined {
  /** Whether the rule names the day of `from`. */
  isOnRule: boolean;
  /** When the first window after `from` begins; undefined where none does within ten years. */
  next: Instant | undefined;
  /** When the next window begins although one has not ended; undefined where that is not so. */
  overlap: Instant | undefined;
  /** Indexes of `exdates` at which no window begins, each with a window near it. */
  strayExdates: { index: number; near: Instant | undefined }[];
}

/** Holds a recurrence against its first window and what it skips. */
export function examineRecurrence(scheduled: Scheduled): Examined {
  const series = { ...readSeries(scheduled), skipped: new Set<Instant>() };
  const { wall, first } = series;
  const rule = openRule(scheduled, series);
  if (rule === undefined) return { isOnRule: true, next: undefined, overlap: undefined, strayExdates: [] };
  const ruled = { ...series, rule };
  const later = reach(1, (each) => ({ start: wall.start + 1, end: wall.start + each }), ruled);
  const windows = [first, ...later];
  const exdates = (scheduled.exdates ?? []).map((text) => parseInstant(text) ?? NaN);
  return {
    isOnRule: windowsIn({ start: wall.start, end: wall.start }, ruled).length > 0,
    next: later[0]?.start,
    overlap: windows.find(({ start }, index) => start < (windows[index - 1]?.end ?? start))?.start,
    strayExdates: exdates.flatMap((at, index) => {
      if (at === first.start) return [];
      const near = findNear(at, ruled);
      return near === at ? [] : [{ index, near }];
    }),
  };
}

/** The beginning of the window that is nearest to a time, within a month of it. */
function findNear(at: Instant, series: RuledSeries): Instant | undefined {
  const wall = wallTimeAt(at, series.timeZone);
  const around = { start: Math.max(wall - 32 * DAY_MS, series.wall.start), end: wall + 32 * DAY_MS };
  const starts = windowsIn(around, series).map(({ start }) => start);
  return starts.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
}
