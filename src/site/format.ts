import { formatDay, formatInstant, type Instant } from '../schema/timestamp.ts';
import { remember } from './remember.ts';
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
  /** A UTC month as a title has it, `November 2026`. */
  month(at: Instant): string;
  /** The same within a sentence, `novembre 2026`. */
  monthInside(at: Instant): string;
  /** The same as short as there is room for in a figure, `Nov`. */
  shortMonth(at: Instant): string;
  /** A UTC month without its year, as a title has it, `November`. */
  monthName(at: Instant): string;
  /** A figure as people write it: `12,400`, `0.35`. */
  number(value: number): string;
  /** A figure in percent: `0.35%` of 0.35. */
  percent(value: number): string;
  /** `under a minute`, `36 minutes`, `1 hour 5 minutes`, `2 days 3 hours`. */
  duration(ms: number): string;
  /** The same in short, in its largest unit alone: `36 min`, `2 days`. */
  shortDuration(ms: number): string;
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

function createNumberFormat(tag: string): Pick<Format, 'number' | 'percent' | 'milliseconds' | 'share' | 'shareOfDay'> {
  const whole = new Intl.NumberFormat(tag);
  const tenths = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const percentsWith = remember(
    (minimumFractionDigits: number) => new Intl.NumberFormat(tag, { style: 'percent', minimumFractionDigits }),
  );
  const percentOf = (share: number, decimals: number): string => {
    const percent = floorTo(share * 100, decimals);
    return percentsWith(Number.isInteger(percent) ? 0 : decimals).format(percent / 100);
  };
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 });
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 6 });
  return {
    number: (value) => numbers.format(value),
    percent: (value) => percents.format(value / 100),
    milliseconds: (ms) =>
      ms < 1_000 ? `${whole.format(Math.round(ms))}\u00A0ms` : `${tenths.format(ms / 1_000)}\u00A0s`,
    share: (share) => percentOf(share, 2),
    shareOfDay: (share) => percentOf(share, 1),
  };
}

/** Lengths of time as there is room for beside a figure. */
function createShortDuration(tag: string): Format['shortDuration'] {
  const formatOf = remember(
    (unit: string) =>
      new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }),
  );
  return (ms) => {
    const [[count, unit] = [0, 'minute']] = durationParts(ms);
    return formatOf(unit).format(count);
  };
}

type TimeFormat = Pick<Format, 'dateTime' | 'time' | 'date' | 'near' | 'range' | 'endOf'>;

/** A clock of 24 hours in every language: what is read in an outage must not hang on two small letters. */
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** A time and its zone stay on one line. */
function keepTogether(time: string): string {
  return time.replaceAll(' ', '\u00A0');
}

/** The date and then the time, both as the language joins them; the zone stands in what is the time. */
function formatWhole(format: Intl.DateTimeFormat, at: Instant): string {
  const parts = format.formatToParts(at);
  const first = parts.findIndex(({ type }) => type === 'hour');
  const textOf = (some: typeof parts): string => some.map(({ value }) => value).join('');
  return textOf(parts.slice(0, first)) + keepTogether(textOf(parts.slice(first)));
}

function createTimeFormat({ tag, timeZone, strings }: FormatOptions): TimeFormat {
  const formatter = (form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(tag, { timeZone, ...form });
  const dates = formatter(DATE);
  const clock = formatter({ ...CLOCK, timeZoneName: 'short' });
  const whole = formatter({ ...DATE, ...CLOCK, timeZoneName: 'short' });
  const withoutZone = formatter({ ...DATE, ...CLOCK });
  const date = remember((at: Instant) => dates.format(at));
  const time = remember((at: Instant) => keepTogether(clock.format(at)));
  const dateTime = remember((at: Instant) => formatWhole(whole, at));
  const endOf = (from: Instant, until: Instant): string => (date(from) === date(until) ? time(until) : dateTime(until));
  return {
    dateTime,
    time,
    date,
    near: (at, now) => (date(at) === date(now) ? time(at) : dateTime(at)),
    range: (from, until) => strings.range(formatWhole(withoutZone, from), endOf(from, until)),
    endOf,
  };
}

type DayFormat = Pick<Format, 'wholeDay' | 'day' | 'days' | 'month' | 'monthInside' | 'shortMonth' | 'monthName'>;

/** Days and months, which are UTC as bars, archive and figures are. */
function createDayFormat({ tag, strings }: FormatOptions): DayFormat {
  const formatter = (form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...form });
  const wholeDays = formatter(DATE);
  const days = formatter({ day: 'numeric', month: 'short' });
  const months = formatter({ month: 'long', year: 'numeric' });
  const names = formatter({ month: 'long' });
  const short = formatter({ month: 'short' });
  const day = remember((at: Instant) => days.format(at));
  const asTitle = (text: string): string => text.charAt(0).toLocaleUpperCase(tag) + text.slice(1);
  return {
    wholeDay: remember((at) => wholeDays.format(at)),
    day,
    days: (from, until) =>
      strings.rowOfDays === 'short' ? days.formatRange(from, until) : strings.range(day(from), day(until)),
    month: (at) => asTitle(months.format(at)),
    monthInside: (at) => months.format(at),
    shortMonth: (at) => short.format(at),
    monthName: (at) => asTitle(names.format(at)),
  };
}

interface FormatOptions {
  /** BCP 47 tag for dates and numbers. */
  tag: string;
  /** IANA zone of the times that are shown. */
  timeZone: string;
  strings: Strings;
}

/** Makes the formats of one build. */
export function createFormat(options: FormatOptions): Format {
  const { tag, strings } = options;
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  return {
    ...createTimeFormat(options),
    ...createDayFormat(options),
    ...createNumberFormat(tag),
    duration: (ms) => {
      const parts = durationParts(ms);
      if (parts.length === 0) return strings.underAMinute;
      return strings.duration(parts.map(([n, unit]) => strings.count[unit](n)));
    },
    shortDuration: createShortDuration(tag),
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
