import { z } from 'zod';

const DAY_MS = 86_400_000;
const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', DAY_MS],
]);
const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/;

/** A century: what is longer is a slip of the hand, and leads to times that no calendar has. */
const LONGEST_MS = 36_500 * DAY_MS;

const DURATION_EXPECTED = 'a duration such as 90s, 15m, 2h or 1d';
/** What an editor can tell a duration by. */
const FOR_EDITORS = { pattern: `^0$|${DURATION.source}`, patternErrorMessage: `Expected ${DURATION_EXPECTED}` };

/** Reads `90s`, `15m`, `2h`, `1d`, `500ms` as milliseconds; undefined for anything else. `0` alone is zero. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const [, amount, unit = ''] = DURATION.exec(text) ?? [];
  const unitMs = UNIT_MS.get(unit);
  if (unitMs === undefined) return undefined;
  const ms = Number(amount) * unitMs;
  return ms <= LONGEST_MS ? ms : undefined;
}

/** A duration as written in a file (`90s`, `15m`, `2h`, `1d`), read as milliseconds; `example` is one that fits. */
export function durationSchema(example: string) {
  return z
    .union([z.string().meta(FOR_EDITORS), z.literal(0)], { error: DURATION_EXPECTED })
    .refine((text) => parseDuration(String(text)) !== undefined, { error: DURATION_EXPECTED })
    .meta({ examples: [example] })
    .transform((text) => parseDuration(String(text)) ?? 0);
}

export const DurationSchema = durationSchema('15m');

/** A default for a {@link DurationSchema} field, in milliseconds, written as an operator would write it. */
export function defaultDuration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new RangeError(`Cannot use "${text}" as a default: not a duration`);
  return ms;
}
