import { z } from 'zod';

/** A point in time: milliseconds since the Unix epoch, UTC. Files hold whole seconds. */
export type Instant = number;

const SECOND_MS = 1_000;
const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[+-]\d{2}:?\d{2})$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** What a time in a file has to look like, for error texts. */
export const TIMESTAMP_EXPECTED = 'a time with an offset';
/** The same of a day. */
export const DAY_EXPECTED = 'a date, or a time with an offset';
export const TIMESTAMP_EXAMPLE = '2026-11-20T10:05:00Z';

/** Hints for people who wrote something near a time; the first whose pattern fits is told. */
const NEAR_MISSES: readonly [RegExp, string][] = [
  [/^\d{1,2}:\d{2}(?!\d)/, 'The date is missing. Write the day before it: 2026-11-20T10:05:00Z.'],
  [/^0\d{3}-/, 'Check the year.'],
  [/^\d{1,2}[./]\d{1,2}[./]\d{4}\b/, 'Write the year first: 2026-11-20.'],
  [/\b\d{1,2}:\d{2}(?::\d{2})?\s*[ap]\.?m\b/i, 'Write the hour from 00 to 23.'],
  [/[T ]24:/i, 'Write the end of a day as 00:00 of the next day.'],
  [/:\d{2}:60/, 'Write a leap second as 59.'],
  [/(?<!\d)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?$/, 'Say which zone it is: end it with Z, UTC or +01:00.'],
  [
    /:\d{2}\s*(?:[A-Z]{2,5}|[A-Za-z]+\/[A-Za-z_/]+|(?:UTC|GMT)[+-]\d+)$/,
    'Write the zone as an offset from UTC such as +01:00, since names of zones can mean several.',
  ],
];

/** What a person who wrote a text in the place of a time may have overlooked; undefined where nothing is near. */
export function timestampHint(text: string): string | undefined {
  const written = text.trim();
  const near = NEAR_MISSES.find(([pattern]) => pattern.test(written));
  if (near !== undefined) return near[1];
  const day = /^\d{4}-\d{2}-\d{2}/.exec(written)?.[0];
  if (day === undefined) return undefined;
  if (parseDay(day) === undefined) return `There is no day ${day}.`;
  return day === written ? 'Write the time of day after it: 2026-11-20T10:05:00Z.' : undefined;
}

/** Milliseconds east of UTC for `Z`, `UTC`, `+01:00` or `+0100`; undefined beyond the 14 hours that exist. */
function offsetMs(zone: string): number | undefined {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (Number(match[3]) > 59 || minutes > 14 * 60) return undefined;
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}

/**
 * Reads a time that carries an offset: `2026-11-20T10:05:00Z`, `2026-11-20 10:05 UTC`, `2026-11-20T11:05+01:00`.
 * Fractions of a second are dropped. Undefined for a time without an offset and for one that no calendar has.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = TIMESTAMP.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute] = match.slice(1, 6).map(Number) as [number, number, number, number, number];
  const second = Number(match[6] ?? 0);
  const shift = offsetMs(match[7] ?? 'Z');
  if (shift === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const local = utc(year, month, day);
  return local === undefined ? undefined : local + ((hour * 60 + minute) * 60 + second) * SECOND_MS - shift;
}

/**
 * Midnight UTC of a calendar day, undefined where the calendar has no such day. Years before 1000 are slips of the
 * hand, and 9999 has no room for an offset; neither can be written back as it was read.
 */
function utc(year: number, month: number, day: number): Instant | undefined {
  if (year < 1000 || year > 9998) return undefined;
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : undefined;
}

/** Reads a day `2026-11-20` as its first instant in UTC, or a time with an offset. */
export function parseDay(text: string): Instant | undefined {
  const match = DATE.exec(text.trim());
  if (match === null) return parseInstant(text);
  return utc(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The whole second that an instant lies in. */
export function startOfSecond(at: Instant): Instant {
  return Math.floor(at / SECOND_MS) * SECOND_MS;
}

/** Writes a time as Candor's files hold it: `2026-11-20T10:05:00Z`. Sub-second digits are dropped. */
export function formatInstant(at: Instant): string {
  return `${new Date(startOfSecond(at)).toISOString().slice(0, -'.000Z'.length)}Z`;
}

/** Milliseconds that clocks are ahead of UTC as an offset: `+01:00`, `-03:30`. */
export function formatOffset(shift: number): string {
  const minutes = Math.abs(Math.round(shift / 60_000));
  const digits = [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, '0'));
  return `${shift < 0 ? '-' : '+'}${digits.join(':')}`;
}

/** Writes a time by clocks that are whole minutes ahead of UTC: `2026-12-06T02:00:00+01:00`, in UTC `…Z`. */
export function formatShifted(at: Instant, shift: number): string {
  return shift === 0 ? formatInstant(at) : formatInstant(at + shift).replace('Z', formatOffset(shift));
}

/** A time with an offset in the form that files hold, by the very offset; undefined for anything else. */
export function canonicalTimestamp(text: string): string | undefined {
  const at = parseInstant(text);
  const [, , , , , , , zone = 'Z'] = TIMESTAMP.exec(text.trim()) ?? [];
  return at === undefined ? undefined : formatShifted(at, offsetMs(zone) ?? 0);
}

/** The UTC day of an instant: `2026-11-20`. */
export function formatDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The time of day of an instant, UTC, which whoever writes it has to say: `10:05`. */
export function formatClock(at: Instant): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** An instant as a person reads it, to the minute: `2026-11-20 10:05 UTC`. */
export function formatMinute(at: Instant): string {
  return `${formatDay(at)} ${formatClock(at)} UTC`;
}

/** A time as written in a file, still text: the written offset is kept. */
export const TimestampSchema = z
  .string({ error: TIMESTAMP_EXPECTED })
  .refine((text) => parseInstant(text) !== undefined, { error: TIMESTAMP_EXPECTED })
  .meta({ examples: [TIMESTAMP_EXAMPLE], pattern: TIMESTAMP.source });

/** A day or a time as written in a file, still text. A day means its first instant in UTC. */
export const DaySchema = z
  .string({ error: DAY_EXPECTED })
  .refine((text) => parseDay(text) !== undefined, { error: DAY_EXPECTED })
  .meta({ examples: ['2026-11-20'], pattern: `${DATE.source}|${TIMESTAMP.source}` });

/** A time with an offset in the answer of a program, read as an instant. */
export const InstantSchema = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at === undefined) context.addIssue({ code: 'custom', message: TIMESTAMP_EXPECTED });
  return at ?? NaN;
});
