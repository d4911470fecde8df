/** Measurements drawn as letters, one every ten minutes, and series read back the same way. */
import type { Measurement, MeasurementState, Runs } from '../../src/domain/measurement.ts';
import type { Segment, SeriesState } from '../../src/domain/series.ts';
import type { Instant } from '../../src/schema/timestamp.ts';
import { at } from './builders.ts';

export const MINUTE = 60_000;
const STEP = 10 * MINUTE;
/** Time of the first letter. */
export const T0 = at('2026-11-20T10:00:00Z');

const MEASURED: Record<string, MeasurementState> = { u: 'up', g: 'degraded', d: 'down', '?': 'unknown' };
const DRAWN: Record<SeriesState, string> = {
  no_data: '-',
  operational: 'o',
  under_maintenance: 'm',
  degraded_performance: 'g',
  partial_outage: 'p',
  major_outage: 'M',
};

/** The time of the letter at `place`. */
export function letterTime(place: number): Instant {
  return T0 + place * STEP;
}

/** Draws `u` up, `g` degraded, `d` down, `?` unknown, any other letter none. */
export function measured(check: string, letters: string): Measurement[] {
  return [...letters].flatMap((letter, place) => {
    const state = MEASURED[letter];
    return state === undefined ? [] : [{ check, at: letterTime(place), state }];
  });
}

/** A letter every ten minutes: `o` operational (`a` assumed), `m` maintenance, `g`, `p`, `M` major, `-` no data. */
export function drawn(segments: readonly Segment[]): string {
  return segments
    .map(({ start, end, state, source }) => (source === 'assumed' ? 'a' : DRAWN[state]).repeat((end - start) / STEP))
    .join('');
}

/** Runs in the plain containers that comparisons know. */
export function plain({ byCheck, times }: Runs): Runs {
  return { byCheck: new Map(byCheck), times };
}
