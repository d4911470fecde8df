/** The times of providers' documents, in the forms that they are written in. */
import { type Instant, parseInstant } from '../schema/timestamp.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** RFC 822 section 5.1; AWS writes its feeds in Pacific time. */
const ZONES: Readonly<Record<string, string>> = {
  ...{ UT: 'Z', UTC: 'Z', GMT: 'Z', Z: 'Z' },
  ...{ EST: '-05:00', EDT: '-04:00', CST: '-06:00', CDT: '-05:00' },
  ...{ MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00' },
};
/** `Wed, 23 Sep 2026 15:42:00 GMT`, as RSS has it. */
const RFC_822 =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d{2})\s+(\d{1,2}:\d{2}(?::\d{2})?)\s+(\S+)$/i;
/** `Sat Jun 11 2022 18:55:50 GMT+0000 (Coordinated Universal Time)`, as Instatus has it. */
const JAVASCRIPT =
  /^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(\d{4})\s+(\d{2}:\d{2}:\d{2})\s+GMT([+-]\d{4})(?:\s*\([^)]*\))?$/i;
const LONGEST = 100;

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

interface Parts {
  day: string;
  month: string;
  year: string;
  clock: string;
  zone: string;
}

function fromParts({ day, month, year, clock, zone }: Parts): Instant | undefined {
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  const offset = ZONES[zone.toUpperCase()] ?? zone;
  const pad = (text: string): string => text.padStart(2, '0');
  const date = `${year.length === 2 ? `20${year}` : year}-${pad(String(number))}-${pad(day)}`;
  return parseInstant(`${date}T${clock}${offset}`);
}

function parseText(text: string): Instant | undefined {
  const [, day, month, year, clock, zone] = RFC_822.exec(text) ?? [];
  if (day !== undefined) return fromParts({ day, month, year, clock, zone } as Parts);
  const [, jsMonth, jsDay, jsYear, jsClock, jsZone] = JAVASCRIPT.exec(text) ?? [];
  if (jsMonth === undefined) return parseInstant(text);
  return fromParts({ day: jsDay, month: jsMonth, year: jsYear, clock: jsClock, zone: jsZone } as Parts);
}

/** Seconds since the epoch, or milliseconds where they would lie beyond the year 5000. */
function fromEpoch(value: number): Instant | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Math.floor(value > 1e11 ? value / 1_000 : value) * 1_000;
}

/**
 * Reads a time with its zone: ISO 8601, RFC 822, JavaScript's own form, or seconds or milliseconds since the epoch as a
 * number or digits. Whole seconds; undefined for anything else and for a time outside of this century.
 */
export function parseMoment(value: string | number): Instant | undefined {
  const text = String(value).trim();
  if (text.length > LONGEST) return undefined;
  const at = /^\d{9,14}(?:\.\d+)?$/.test(text) ? fromEpoch(Number(text)) : parseText(text);
  return at !== undefined && at >= EARLIEST && at < LATEST ? at : undefined;
}
