/** Reads the time of a beat in the forms in which jobs leave one behind. */
import { parseInstant, type Instant } from '../../schema/timestamp.ts';

export type ParsedBeat =
  | { at: Instant }
  /** Not a time, or one that does not say where on earth. */
  | { problem: 'unreadable' | 'no zone' };

/** A longer text is no time. */
const MAX_LENGTH = 100;

const NUMBER = /^\d+(?:\.\d+)?(?:e\+?\d{1,2})?$/i;
/** Seconds and milliseconds of this century and some more; what lies between and beyond is another count. */
const SECONDS = { from: 1e9, until: 1e11 };
const MILLISECONDS = { from: 1e12, until: 1e14 };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The names of zones that mean one thing in mail (RFC 5322 section 4.3) and HTTP. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ...['z', 'ut', 'utc', 'gmt'].map((name) => [name, 'Z'] as const),
  ['est', '-0500'],
  ['edt', '-0400'],
  ['cst', '-0600'],
  ['cdt', '-0500'],
  ['mst', '-0700'],
  ['mdt', '-0600'],
  ['pst', '-0800'],
  ['pdt', '-0700'],
]);

const TIME = String.raw`(?<time>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)`;
const ZONE = String.raw`(?<zone>[a-z]+[+-]\d{2}:?\d{2}|[+-]\d{2}(?::?\d{2})?|[a-z]{1,5})?`;
const DAY = String.raw`(?<day>\d{1,2})`;
const MONTH = String.raw`(?<month>[a-z]{3})[a-z]*\.?`;
const YEAR = String.raw`(?<year>\d{4})`;
const WEEKDAY = String.raw`[a-z]{3,9}\.?`;

const FORMS = [
  // 2026-11-20T10:05:00+01:00, also with a space, and as Go and Java write it.
  String.raw`(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:T|\s+)${TIME}\s*${ZONE}(?:\s+[a-z]{1,5}|\[[\w/+-]+\])?`,
  String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})T(?<time>\d{4}|\d{6})(?:[.,]\d+)?${ZONE}`,
  // Fri, 20 Nov 2026 10:05:00 GMT, of HTTP and mail.
  String.raw`(?:${WEEKDAY},?\s+)?${DAY}[\s-]+${MONTH}[\s-]+${YEAR},?\s+${TIME}\s*${ZONE}`,
  // Fri Nov 20 10:05:00 UTC 2026, of date, and Fri Nov 20 2026 10:05:00 GMT+0000, of JavaScript.
  String.raw`${WEEKDAY},?\s+${MONTH}\s+${DAY}\s+${TIME}(?:\s+${ZONE})?\s+${YEAR}`,
  String.raw`${WEEKDAY},?\s+${MONTH}\s+${DAY}\s+${YEAR}\s+${TIME}\s*${ZONE}`,
].map((form) => new RegExp(`^${form}$`, 'i'));

/** `+01:00` or `Z` for a zone as written; undefined for a name that may mean several. */
function offsetOf(zone: string): string | undefined {
  const digits = /^(?:gmt|utc|ut)?([+-]\d{2})(?::?(\d{2}))?$/i.exec(zone);
  return digits === null ? ZONES.get(zone.toLowerCase()) : `${digits[1]}:${digits[2] ?? '00'}`;
}

function numberOf(month: string): string {
  return /^\d+$/.test(month) ? month : String(MONTHS.indexOf(month.toLowerCase()) + 1).padStart(2, '0');
}

function parseNumber(value: number): ParsedBeat {
  if (value >= SECONDS.from && value < SECONDS.until) return { at: value * 1_000 };
  if (value >= MILLISECONDS.from && value < MILLISECONDS.until) return { at: value };
  return { problem: 'unreadable' };
}

/**
 * Reads a time that carries its zone: ISO 8601, a date of HTTP or mail, what `date` prints, Unix seconds or milliseconds;
 * in quotes and among white space as well.
 */
export function parseBeat(text: string): ParsedBeat {
  const written = text
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim()
    .replace(/\s*\([^()]*\)$/, '');
  if (written.length > MAX_LENGTH) return { problem: 'unreadable' };
  if (NUMBER.test(written)) return parseNumber(Number(written));
  const parts = FORMS.map((form) => form.exec(written)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return { problem: 'unreadable' };
  const { year = '', month = '', day = '', time = '', zone = '' } = parts;
  const clock = time.includes(':') ? time : (time.match(/../g) ?? []).join(':');
  const local = `${year}-${numberOf(month)}-${day.padStart(2, '0')}T${clock}`;
  if (parseInstant(`${local}Z`) === undefined) return { problem: 'unreadable' };
  const offset = offsetOf(zone);
  if (offset === undefined) return { problem: 'no zone' };
  const at = parseInstant(`${local}${offset}`);
  return at === undefined ? { problem: 'unreadable' } : { at };
}
