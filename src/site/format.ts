import { formatDay, formatInstant, type Instant } from '../schema/timestamp.ts';
import type { Strings } from './strings/en.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How times, days, durations, shares and lists read on the page. */
export interface Format {
  /** `20 Nov 2026, 10:05 UTC`. */
  dateTime(at: Instant): string;
  /** `10:05 UTC`. */
  time(at: Instant): string;
  /** `20 Nov 2026`, in the zone of the times. */
  date(at: Instant): string;
  /** `10:05 UTC` on the day of `now`, else with its date. */
  near(at: Instant, now: Instant): string;
  /** `20 Nov 2026, 22:00 to 23:30 UTC`; the second date only where it differs. */
  range(from: Instant, until: Instant): string;
  /** The end of a range that begins at `from`: `23:30 UTC`, with its date where that differs. */
  endOf(from: Instant, until: Instant): string;
  /** A UTC day with its year, `20 Nov 2026`. */
  wholeDay(at: Instant): string;
  /** A UTC day in short, `20 Nov`. */
  day(at: Instant): string;
  /** A row of UTC days, `8–20 Nov`. */
  days(from: Instant, until: Instant): string;
  /** A UTC month, `November 2026`. */
  month(at: Instant): string;
  /** A UTC month without its year, `November`. */
  monthName(at: Instant): string;
  /** A figure as people write it: `12,400`, `0.35`. */
  number(value: number): string;
  /** `under a minute`, `36 minutes`, `1 hour 5 minutes`, `2 days 3 hours`. */
  duration(ms: number): string;
  /** A response time: `120 ms`, `1.2 s`. */
  milliseconds(ms: number): string;
  /** A share of 0 to 1 in percent, with two decimals unless it is whole; never rounded up: `99.99%`, `100%`. */
  share(share: number): string;
  /** The same with one decimal, as one day of minutes has no more to tell: `99.9%`. */
  shareOfDay(share: number): string;
  list(items: readonly string[]): string;
  /** What `<time datetime>` holds. */
  iso(at: Instant): string;
  isoDay(at: Instant): string;
}

function durationParts(ms: number): [number, 'day' | 'hour' | 'minute'][] {
  const minutes = Math.round(ms / MINUTE_MS);
  const parts: [number, 'day' | 'hour' | 'minute'][] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts.slice(first, first + 2).filter(([count]) => count > 0);
}

/** Rounds down, so that a component with a bad minute never reads as one without. */
function floorTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.floor(value * scale + 1e-9) / scale;
}

function createNumberFormat(tag: string, strings: Strings): Pick<Format, 'milliseconds' | 'share' | 'shareOfDay'> {
  const whole = new Intl.NumberFormat(tag);
  const tenths = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const hundredths = new Intl.NumberFormat(tag, { minimumFractionDigits: 2 });
  const percentOf = (share: number, decimals: number, fraction: Intl.NumberFormat): string => {
    const percent = floorTo(share * 100, decimals);
    return strings.percent((Number.isInteger(percent) ? whole : fraction).format(percent));
  };
  return {
    milliseconds: (ms) =>
      ms < 1_000 ? `${whole.format(Math.round(ms))}\u00A0ms` : `${tenths.format(ms / 1_000)}\u00A0s`,
    share: (share) => percentOf(share, 2, hundredths),
    shareOfDay: (share) => percentOf(share, 1, tenths),
  };
}

/**
 * Makes the formats of one build.
 * @param options.tag BCP 47 tag for dates and numbers; `timeZone` is the IANA zone of the times that are shown. Days and
 * months stay UTC, as bars, archive and figures are.
 */
export function createFormat(options: { tag: string; timeZone: string; strings: Strings }): Format {
  const { tag, timeZone, strings } = options;
  const formatter = (form: Intl.DateTimeFormatOptions): ((at: Instant) => string) => {
    const format = new Intl.DateTimeFormat(tag, { hourCycle: 'h23', ...form });
    return (at) => format.format(at);
  };
  const date = formatter({ timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const clock = formatter({ timeZone, hour: '2-digit', minute: '2-digit' });
  const zoned = formatter({ timeZone, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
  // A time and its zone stay on one line.
  const time = (at: Instant): string => zoned(at).replaceAll(' ', '\u00A0');
  const dateTime = (at: Instant): string => `${date(at)}, ${time(at)}`;
  const endOf = (from: Instant, until: Instant): string => (date(from) === date(until) ? time(until) : dateTime(until));
  const days = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  return {
    dateTime,
    time,
    date,
    near: (at, now) => (date(at) === date(now) ? time(at) : dateTime(at)),
    range: (from, until) => strings.range(`${date(from)}, ${clock(from)}`, endOf(from, until)),
    endOf,
    wholeDay: formatter({ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }),
    day: formatter({ timeZone: 'UTC', day: 'numeric', month: 'short' }),
    days: (from, until) => days.formatRange(from, until),
    month: formatter({ timeZone: 'UTC', month: 'long', year: 'numeric' }),
    monthName: formatter({ timeZone: 'UTC', month: 'long' }),
    number: (value) => numbers.format(value),
    duration: (ms) => {
      const parts = durationParts(ms);
      return parts.length === 0 ? strings.underAMinute : parts.map(([n, unit]) => strings.count[unit](n)).join(' ');
    },
    ...createNumberFormat(tag, strings),
    list: (items) => list.format(items),
    iso: formatInstant,
    isoDay: formatDay,
  };
}

/** The first instant of the UTC day that `at` lies in. */
export function startOfDay(at: Instant): Instant {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** The UTC month of an instant: `2026-11`. */
export function isoMonth(at: Instant): string {
  return formatDay(at).slice(0, 7);
}
