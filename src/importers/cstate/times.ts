/** Times as people write them in front matter and text, and what can be made of them. */
import type { Instant } from '../../schema/timestamp.ts';

export interface ReadTime {
  at: Instant;
  /** False where no zone is written and the site's was taken. */
  hasZone: boolean;
  /** True where only a day is written. */
  isDay: boolean;
  /** True where the written form is not one that a parser of ISO 8601 accepts, though it has one reading only. */
  isRepaired: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MONTH = /\b(?<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?<month>[a-z]{3})[a-z]*\.?,?\s+(?<year>\d{4})\b/i;
const MONTH_DAY = /\b(?<month>[a-z]{3})[a-z]*\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})\b/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i;

const TIME =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:\s*T|[\s,]+(?:at\s+|-\s+)?|\s+)(\d{1,3})(?:[:h.](\d{1,2}))?(?::(\d{1,2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?)?\s*\(?([a-z]{1,5}|(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?(?:\s+[a-z]{1,5})?)?\)?$/i;
const EXACT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?$/;

/** Abbreviations of zones that mean one offset only, in minutes east of UTC. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  bst: 60,
  est: -300,
  edt: -240,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  jst: 540,
  aest: 600,
  aedt: 660,
};

function offsetMinutes(zone: string): number | undefined {
  const numeric = /([+-])(\d{1,2})(?::?(\d{2}))?/.exec(zone);
  if (numeric === null) return ZONES[zone.trim().toLowerCase()];
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
  if (minutes > 14 * 60) return undefined;
  return numeric[1] === '-' ? -minutes : minutes;
}

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. */
function zoneShift(at: Instant, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = [
    'year',
    'month',
    'day',
    'hour',
    'minute',
    'second',
  ].map((type) => Number(parts.find((part) => part.type === type)?.value));
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}

function fromWallClock(wall: number, timeZone: string): Instant {
  if (timeZone === 'Etc/UTC') return wall;
  const guess = wall - zoneShift(wall, timeZone);
  return wall - zoneShift(guess, timeZone);
}

/** Hour of a day from its digits: `015` is 15, as `9` is 09; with am or pm the hour of a twelve-hour clock. */
function readHour(digits: string, half: string | undefined): number | undefined {
  if (digits.length === 3 && !digits.startsWith('0')) return undefined;
  const hour = Number(digits);
  if (half === undefined) return hour <= 24 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

/** Whether a time has room for the seconds and offsets that files add to it, as `schema/timestamp` reads years. */
function isWritable(at: Instant): boolean {
  return at >= Date.UTC(1000, 0, 2) && at < Date.UTC(9998, 0, 1);
}

function utcDay(year: number, month: number, day: number): number | undefined {
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && isWritable(at) ? at : undefined;
}

/** Writes a named month as digits, without the day of the week: `Tue, 5th of May 2026` as `2026-05-05`. */
function withDigits(text: string): string {
  const plain = text.replace(WEEKDAY, '');
  const match = DAY_MONTH.exec(plain) ?? MONTH_DAY.exec(plain);
  const { day = '', month = '', year = '' } = match?.groups ?? {};
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  if (match === null || number === 0) return plain;
  return plain.replace(match[0], `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/**
 * Reads a time that has one reading only: ISO 8601 and its near misses, named months, an offset or the name of a
 * zone. A time without a zone is one of `timeZone` (IANA). Undefined for what no calendar has, and for years before
 * 1000 and after 9997, which stand for "never".
 */
export function readTime(text: string, timeZone: string): ReadTime | undefined {
  const trimmed = text
    .replace(/[\s\uFEFF]+/g, ' ')
    .trim()
    .replace(/[–—−]/g, '-');
  const match = TIME.exec(withDigits(trimmed));
  if (match === null) return undefined;
  const [, year, , month, date, hourDigits, minute = '0', second = '0', half, zone] = match;
  const day = utcDay(Number(year), Number(month), Number(date));
  const hour = hourDigits === undefined ? 0 : readHour(hourDigits, half);
  if (day === undefined || hour === undefined || Number(minute) > 59 || Number(second) > 60) return undefined;
  if (hour === 24 && Number(minute) + Number(second) > 0) return undefined;
  const wall = day + ((hour * 60 + Number(minute)) * 60 + Number(second)) * 1_000;
  const isDay = hourDigits === undefined;
  const isRepaired = !EXACT.test(trimmed) || hour === 24 || second === '60';
  const zoneText = zone?.trim() ?? '';
  if (zoneText === '') return { at: fromWallClock(wall, timeZone), hasZone: false, isDay, isRepaired };
  const offset = offsetMinutes(zoneText);
  if (offset === undefined) return undefined;
  return { at: wall - offset * 60_000, hasZone: true, isDay, isRepaired };
}

const ISO_IN_TEXT =
  /\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ,]+(?:at +)?\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|UTC|GMT|CES?T|BST|E[SD]T|P[SD]T|[+-]\d{2}:?\d{2}))?(?![\d:])/;
const NAMED_IN_TEXT =
  /(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4})[ ,]+(?:at |- )?\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?(?:Z|UTC|GMT|CES?T|BST|E[SD]T|P[SD]T|[+-]\d{2}:?\d{2}))?(?![\d:])/;

/** The first date with a clock time in a text, and where it stands; undefined where there is none or no one reading. */
export function findTime(text: string, timeZone: string): { at: Instant; index: number; written: string } | undefined {
  const match = ISO_IN_TEXT.exec(text) ?? NAMED_IN_TEXT.exec(text);
  if (match === null) return undefined;
  const time = readTime(match[0], timeZone);
  return time === undefined ? undefined : { at: time.at, index: match.index, written: match[0] };
}

/** The first instant of the day that a file's name begins with, in UTC; undefined where it names no day. */
export function dayOfName(name: string): Instant | undefined {
  const match = /(?:^|\/)(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(name);
  return match === null ? undefined : utcDay(Number(match[1]), Number(match[2]), Number(match[3]));
}
