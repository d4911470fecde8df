/** Time spans as people write them: `30m`, `1h 30m`, `2 hours`. */
import { parseDuration } from '../schema/duration.ts';

/** A text longer than this is no span. */
const LONGEST = 60;
const PART = /\d{1,6}(?:\.\d{1,3})?(?:ms|s|m|h|d)/g;

const UNITS: readonly [RegExp, string][] = [
  [/(?<=\d)\s*days?\b/g, 'd'],
  [/(?<=\d)\s*(?:hours?|hrs?)\b/g, 'h'],
  [/(?<=\d)\s*(?:minutes?|mins?)\b/g, 'm'],
  [/(?<=\d)\s*(?:seconds?|secs?)\b/g, 's'],
];

/** Reads a time span as milliseconds; undefined for anything else, and for more than a century. */
export function readWrittenSpan(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const words = text.toLowerCase().replace(/(?:,| and )/g, ' ');
  const short = UNITS.reduce((written, [unit, letter]) => written.replace(unit, letter), words).replace(/\s/g, '');
  const parts = short.match(PART) ?? [];
  if (short === '' || parts.join('') !== short) return undefined;
  const sum = parts.map((part) => parseDuration(part) ?? NaN).reduce((total, span) => total + span, 0);
  return Number.isNaN(sum) ? undefined : sum;
}
