import { describe, expect, it } from 'vitest';

import type { Measurement, MeasurementState } from '../../src/domain/measurement.ts';
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
});
