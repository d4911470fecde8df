import { describe, expect, it } from 'vitest';

import type { Measurement } from '../../src/domain/measurement.ts';
import { CHART_HEIGHT, drawResponseCharts, type ResponseChart } from '../../src/site/response-chart.ts';
import { at } from '../support/builders.ts';

const NOW = at('2026-11-22T12:00:00Z');
const MINUTE_MS = 60_000;

function draw(measurements: readonly Measurement[], holdFor = 15 * MINUTE_MS): ResponseChart[] {
  return drawResponseCharts({ measurements, now: NOW, holdFor });
}

function measured(minutesAgo: number, ms: number): Measurement {
  return { check: 'api', at: NOW - minutesAgo * MINUTE_MS, state: 'up', ms };
}

describe('drawResponseCharts()', () => {
  it('draws nothing for a check without times', () => {
    expect(draw([])).toEqual([]);
    expect(draw([{ check: 'api', at: NOW - MINUTE_MS, state: 'down', code: '503' }])).toEqual([]);
  });

  it('breaks the line where nothing is known, and reaches up to a round number', () => {
    const [day] = draw([measured(50, 100), measured(40, 150), measured(10, 130)]);
    expect(day?.topMs).toBe(200);
    expect(day?.whole).toEqual({ median: 130, p95: 150, count: 3 });
    const half = CHART_HEIGHT / 2;
    expect(day?.median).toBe(`M287.5 ${half}.0L290.6 20.0H293.8M296.9 28.0H300.0`);
  });

  it('has no gaps between checks that are as rare as their measurements count', () => {
    const measurements = [90, 60, 30].map((minutes) => measured(minutes - 1, 100));
    expect(draw(measurements, 30 * MINUTE_MS)[0]?.median).toBe('M281.3 0.0L287.5 0.0L293.8 0.0H300.0');
  });

  it('has whole UTC days for the 90 days', () => {
    const [, , quarter] = draw([measured(10, 100)]);
    expect([quarter?.window.start, quarter?.window.end]).toEqual([
      at('2026-08-25T00:00:00Z'),
      at('2026-11-23T00:00:00Z'),
    ]);
    expect(quarter?.median).toMatch(/^M296\.7 0\.0H300\.0$/);
  });
});
