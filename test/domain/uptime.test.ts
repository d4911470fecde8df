import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Interval } from '../../src/domain/interval.ts';
import { type Segment, SERIES_STATES, type SeriesState } from '../../src/domain/series.ts';
import { deriveDays, deriveUptime, type Uptime } from '../../src/domain/uptime.ts';
import { at } from '../support/builders.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIDNIGHT = at('2026-11-20T00:00:00Z');
const WEIGHTS = { major_outage: 1, partial_outage: 0.3, degraded_performance: 0 };

type Stretch = [hours: number, state: SeriesState];

/** Segments one after the other from midnight of 20 November 2026 UTC. */
function series(...stretches: readonly Stretch[]): Segment[] {
  let start = MIDNIGHT;
  return stretches.map(([hours, state]) => {
    const segment: Segment = { start, end: start + hours * HOUR, state, source: 'measurement' };
    start = segment.end;
    return segment;
  });
}

function spanOf(segments: readonly Segment[]): Interval {
  return { start: MIDNIGHT, end: segments.at(-1)?.end ?? MIDNIGHT };
}

describe('deriveUptime()', () => {
  test.each<[string, Stretch[], number | null]>([
    ['all operational is 1', [[10, 'operational']], 1],
    [
      'a major outage counts whole',
      [
        [9, 'operational'],
        [1, 'major_outage'],
      ],
      0.9,
    ],
    [
      'a partial outage counts by its weight',
      [
        [9, 'operational'],
        [1, 'partial_outage'],
      ],
      0.97,
    ],
    [
      'degraded does not count by default',
      [
        [9, 'operational'],
        [1, 'degraded_performance'],
      ],
      1,
    ],
    ['nothing but major outage is 0', [[10, 'major_outage']], 0],
    [
      'maintenance leaves the denominator',
      [
        [8, 'operational'],
        [2, 'major_outage'],
        [90, 'under_maintenance'],
      ],
      0.8,
    ],
    [
      'no data leaves the denominator',
      [
        [8, 'operational'],
        [2, 'major_outage'],
        [90, 'no_data'],
      ],
      0.8,
    ],
    ['no data alone is not known', [[10, 'no_data']], null],
    ['maintenance alone is not known', [[10, 'under_maintenance']], null],
    ['nothing is not known', [], null],
  ])('%s', (_, stretches, ratio) => {
    const segments = series(...stretches);
    expect(deriveUptime(segments, WEIGHTS, spanOf(segments)).ratio).toBe(ratio);
  });

  test('gives the time of each state, and bad time by the weights', () => {
    const segments = series(
      [1, 'no_data'],
      [2, 'under_maintenance'],
      [3, 'degraded_performance'],
      [4, 'partial_outage'],
      [5, 'major_outage'],
      [6, 'operational'],
    );
    const weights = { major_outage: 1, partial_outage: 0.5, degraded_performance: 0.25 };
    expect(deriveUptime(segments, weights, spanOf(segments))).toEqual({
      ratio: 1 - 7.75 / 18,
      knownMs: 18 * HOUR,
      badMs: 7.75 * HOUR,
      majorMs: 5 * HOUR,
      partialMs: 4 * HOUR,
      degradedMs: 3 * HOUR,
      maintenanceMs: 2 * HOUR,
      noDataMs: 1 * HOUR,
    });
  });

  test('counts only what lies in the interval, and nothing where there is no segment', () => {
    const segments = series([10, 'operational'], [10, 'major_outage']);
    const within = { start: MIDNIGHT + 5 * HOUR, end: MIDNIGHT + 15 * HOUR };
    expect(deriveUptime(segments, WEIGHTS, within)).toMatchObject({ ratio: 0.5, knownMs: 10 * HOUR });
    const ahead = { start: MIDNIGHT + 15 * HOUR, end: MIDNIGHT + 99 * HOUR };
    expect(deriveUptime(segments, WEIGHTS, ahead)).toMatchObject({ ratio: 0, knownMs: 5 * HOUR, noDataMs: 0 });
  });
});

describe('deriveDays()', () => {
  test.each<[string, Stretch[], SeriesState]>([
    [
      'the worst state',
      [
        [20, 'operational'],
        [1, 'partial_outage'],
        [3, 'degraded_performance'],
      ],
      'partial_outage',
    ],
    [
      'operational beside no data',
      [
        [23, 'no_data'],
        [1, 'operational'],
      ],
      'operational',
    ],
    [
      'maintenance before operational',
      [
        [23, 'operational'],
        [1, 'under_maintenance'],
      ],
      'under_maintenance',
    ],
    [
      'degraded before maintenance',
      [
        [23, 'under_maintenance'],
        [1, 'degraded_performance'],
      ],
      'degraded_performance',
    ],
    ['no data when there is nothing else', [[24, 'no_data']], 'no_data'],
    ['no data without segments', [], 'no_data'],
  ])('gives a day %s', (_, stretches, state) => {
    const days = deriveDays(series(...stretches), WEIGHTS, { start: MIDNIGHT, end: MIDNIGHT + DAY });
    expect(days.map((day) => [day.day, day.state])).toEqual([['2026-11-20', state]]);
  });

  test('cuts at midnight UTC, half-open', () => {
    const segments = series([24, 'operational'], [24, 'major_outage'], [12, 'operational']);
    const days = deriveDays(segments, WEIGHTS, { start: MIDNIGHT, end: MIDNIGHT + 2.5 * DAY });
    expect(days.map(({ day, state, uptime }) => [day, state, uptime.ratio, uptime.knownMs / HOUR])).toEqual([
      ['2026-11-20', 'operational', 1, 24],
      ['2026-11-21', 'major_outage', 0, 24],
      ['2026-11-22', 'operational', 1, 12],
    ]);
  });

  test('gives the days that the window touches, each with its part', () => {
    const segments = series([72, 'operational']);
    const days = deriveDays(segments, WEIGHTS, { start: MIDNIGHT + 23 * HOUR, end: MIDNIGHT + 2 * DAY });
    expect(days.map(({ day, uptime }) => [day, uptime.knownMs / HOUR])).toEqual([
      ['2026-11-20', 1],
      ['2026-11-21', 24],
    ]);
  });

  test('cuts alike before 1970', () => {
    const days = deriveDays([], WEIGHTS, { start: -DAY - HOUR, end: -HOUR });
    expect(days.map(({ day }) => day)).toEqual(['1969-12-30', '1969-12-31']);
  });
});

const someSegments = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...SERIES_STATES)), { maxLength: 20 })
  .map((stretches) => series(...stretches));
const aShare = fc.double({ min: 0, max: 1, noNaN: true });
const someWeights = fc.record({ major_outage: aShare, partial_outage: aShare, degraded_performance: aShare });
const aWindow = fc.tuple(fc.integer({ min: -40, max: 400 }), fc.nat(400)).map(([start, hours]): Interval => ({
  start: MIDNIGHT + start * HOUR,
  end: MIDNIGHT + (start + hours) * HOUR,
}));

const SUMS = ['knownMs', 'badMs', 'majorMs', 'partialMs', 'degradedMs', 'maintenanceMs', 'noDataMs'] as const;
function expectSum(parts: readonly Uptime[], whole: Uptime): void {
  for (const key of SUMS) {
    const sum = parts.reduce((total, part) => total + part[key], 0);
    expect(sum, key).toBeCloseTo(whole[key], 3);
  }
}

describe('uptime', () => {
  test('lies between 0 and 1, and is null exactly when nothing is known', () => {
    fc.assert(
      fc.property(someSegments, someWeights, aWindow, (segments, weights, window) => {
        const { ratio, knownMs, badMs } = deriveUptime(segments, weights, window);
        expect(ratio === null).toBe(knownMs === 0);
        expect(ratio ?? 0).toBeGreaterThanOrEqual(0);
        expect(ratio ?? 1).toBeLessThanOrEqual(1);
        expect(badMs).toBeLessThanOrEqual(knownMs);
      }),
    );
  });

  test('of the whole is the sum of its days', () => {
    fc.assert(
      fc.property(someSegments, someWeights, aWindow, (segments, weights, window) => {
        const days = deriveDays(segments, weights, window);
        expectSum(
          days.map(({ uptime }) => uptime),
          deriveUptime(segments, weights, window),
        );
      }),
    );
  });

  test('of the whole is the sum of two parts cut anywhere', () => {
    fc.assert(
      fc.property(someSegments, someWeights, fc.tuple(aWindow, aShare), (segments, weights, [window, share]) => {
        const cut = Math.round(window.start + share * (window.end - window.start));
        const parts = [
          { ...window, end: cut },
          { ...window, start: cut },
        ];
        expectSum(
          parts.map((part) => deriveUptime(segments, weights, part)),
          deriveUptime(segments, weights, window),
        );
      }),
    );
  });

  test('the worst day is as bad as the worst segment', () => {
    fc.assert(
      fc.property(someSegments, (segments) => {
        const worst = (states: readonly SeriesState[]): SeriesState | undefined =>
          SERIES_STATES.findLast((state) => states.includes(state));
        const days = deriveDays(segments, WEIGHTS, spanOf(segments));
        expect(worst(days.map(({ state }) => state))).toBe(worst(segments.map(({ state }) => state)));
      }),
    );
  });
});
