import { z } from 'zod';

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/;

/** A century: what is longer is a slip of the hand, and leads to times that no calendar has. */
const LONGEST_MS = 36_500 * UNIT_MS.d;

/** Reads `90s`, `15m`, `2h`, `1d`, `500ms` as milliseconds; undefined for anything else. `0` alone is zero. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const unit = match[2] as keyof typeof UNIT_MS | 'ms';
  const ms = Number(match[1]) * (unit === 'ms' ? 1 : UNIT_MS[unit]);
  return ms <= LONGEST_MS ? ms : undefined;
}

/** A duration as written in a file (`90s`, `15m`, `2h`, `1d`), read as milliseconds; `example` is one that fits. */
export function durationSchema(example: string) {
  return z
    .union([z.string(), z.literal(0)])
    .refine((text) => parseDuration(String(text)) !== undefined, { error: 'a duration such as 90s, 15m, 2h or 1d' })
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
