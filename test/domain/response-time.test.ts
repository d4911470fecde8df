import { describe, expect, it } from 'vitest';

import type { Measurement, MeasurementState, ResponseTimes } from '../../src/domain/measurement.ts';
import { deriveResponseTimes, summariseResponseTimes } from '../../src/domain/response-time.ts';

function measurement(at: number, ms?: number, state: MeasurementState = 'up'): Measurement {
  return { check: 'api', at, state, ms };
}

describe('deriveResponseTimes()', () => {
  it('has a stretch for each part of the half-open window, and none where nothing passed', () => {
    const measurements = [
      measurement(9, 1),
      measurement(10, 100),
      measurement(14, 300, 'degraded'),
      measurement(15, 50, 'down'),
      measurement(16, 50, 'unknown'),
      measurement(17),
      measurement(20, 40),
      measurement(25, 7),
    ];
    expect(deriveResponseTimes(measurements, { start: 10, end: 25 }, 3)).toEqual([
      { median: 100, p95: 300, count: 2 },
      undefined,
      { median: 40, p95: 40, count: 1 },
    ]);
  });

  it('takes the median and the 95th of a hundred by nearest rank, in any order', () => {
    const measurements = Array.from({ length: 100 }, (_, index) => measurement(index, 100 - index));
    expect(summariseResponseTimes(measurements, { start: 0, end: 100 })).toEqual({ median: 50, p95: 95, count: 100 });
  });

  it('takes a rolled-up day as a whole, and of several the one in the middle by the number of answers', () => {
    const DAY = 86_400_000;
    const day = (at: number, dayTimes: ResponseTimes): Measurement => {
      return { check: 'api', at, state: 'up', stretch: { last: at + 1, count: dayTimes.count, dayTimes } };
    };
    const days = [
      day(10, { median: 40, p95: 90, count: 100 }),
      day(DAY + 5, { median: 70, p95: 80, count: 150 }),
      day(2 * DAY, { median: 50, p95: 60, count: 100 }),
    ];
    const raw = measurement(2 * DAY + 9, 1_000);
    const window = { start: 0, end: 3 * DAY };
    expect(deriveResponseTimes([...days, raw], window, 3)).toEqual([
      { median: 40, p95: 90, count: 100 },
      { median: 70, p95: 80, count: 150 },
      { median: 50, p95: 60, count: 101 },
    ]);
    expect(summariseResponseTimes([...days, raw], window)).toEqual({ median: 50, p95: 80, count: 351 });
    // A shorter stretch than a day cannot be told from a day's times.
    expect(deriveResponseTimes(days, window, 6)).toEqual(Array.from({ length: 6 }, () => undefined));
  });
});
