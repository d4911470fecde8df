/** Days of measurements that are worth rolling up: rows of answers that fail, recover, fall silent and reach over midnight. */
import fc from 'fast-check';

import { MEASUREMENT_STATES, type Measurement } from '../../src/domain/measurement.ts';
import type { Instant } from '../../src/schema/timestamp.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

interface Row {
  state: Measurement['state'] | undefined;
  /** Runs with this answer; `undefined` is not measured. */
  count: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  state: fc.constantFrom(...MEASUREMENT_STATES, 'up' as const, 'down' as const, undefined),
  count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 40 })),
});

/** Times of runs from a time on: mostly five minutes apart, with jitter, and at times a silence of up to some hours. */
function runTimes(from: Instant, count: number): fc.Arbitrary<Instant[]> {
  const gap = fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 290, max: 310 }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 1_200 }) },
    { weight: 1, arbitrary: fc.constantFrom(1_800, 1_801, 3_600, 20_000) },
  );
  return fc.array(gap, { minLength: 1, maxLength: count }).map((gaps) => {
    let at = from;
    return gaps.map((seconds) => (at += seconds * 1_000));
  });
}

function answer(check: string, rows: readonly Row[], times: readonly Instant[]): Measurement[] {
  const states = rows.flatMap(({ state, count }) => Array.from({ length: count }, () => state));
  return times.flatMap((at, place): Measurement[] => {
    const state = states[place % states.length];
    if (state === undefined) return [];
    const isTimed = state === 'up' || state === 'degraded';
    return [{ check, at, state, ...(isTimed && { code: '200', ms: 40 + ((place * 7) % 50) }) }];
  });
}

/** Up to four days of three checks from late on the day before `midnight`. */
export function measuredDays(midnight: Instant): fc.Arbitrary<Measurement[]> {
  const rows = fc.array(row, { minLength: 1, maxLength: 12 });
  const times = runTimes(midnight - 40 * MINUTE_MS, 600).filter((runs) => (runs.at(-1) ?? 0) < midnight + 5 * DAY_MS);
  return fc
    .tuple(times, rows, rows, rows)
    .map(([runs, ...checks]) => checks.flatMap((states, index) => answer(`check-${index + 1}`, states, runs)));
}
