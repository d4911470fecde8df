import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { countEach, layOutPlot, placeDots, sideOf, timeAxis } from '../../../src/site/transparency/dot-plot.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const lengths = fc.array(fc.integer({ min: 0, max: 400 * DAY }), { maxLength: 300 });

describe('timeAxis()', () => {
  it.each([
    [0, [MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, DAY]],
    [DAY, [MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, DAY]],
    [7 * DAY, [MINUTE, 10 * MINUTE, HOUR, DAY, 7 * DAY]],
  ])('goes from a minute to a day, or to the longest: %i ms', (longest, ticks) => {
    expect(timeAxis(longest).ticks.map(({ ms }) => ms)).toEqual(ticks);
  });

  it('has room for the words of each tick, whatever the longest is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 * DAY }), (longest) => {
        const { ticks } = timeAxis(longest);
        for (const [index, { x }] of ticks.entries()) {
          expect(x - (ticks[index - 1]?.x ?? -1)).toBeGreaterThanOrEqual(0.18);
          expect(x).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('places what is longer further right, and everything on the line', () => {
    fc.assert(
      fc.property(lengths, (all) => {
        const { place } = timeAxis(Math.max(0, ...all));
        const places = [...all].sort((a, b) => a - b).map(place);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places.every((x) => x >= 0 && x <= 1)).toBe(true);
      }),
    );
  });
});

describe('placeDots()', () => {
  it('lays no dot on another, and each as low as that allows', () => {
    fc.assert(
      fc.property(lengths, (all) => {
        const { place } = timeAxis(Math.max(0, ...all));
        const dots = placeDots(
          [...all].sort((a, b) => a - b),
          place,
        );
        for (const [index, { x, level }] of dots.entries()) {
          const near = dots.slice(0, index).filter((other) => x - other.x < 0.026 - 1e-9);
          expect(near.map((other) => other.level)).not.toContain(level);
          for (let below = 0; below < level; below += 1) expect(near.some((other) => other.level === below)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('layOutPlot()', () => {
  const items = (count: number) => Array.from({ length: count }, (_, index) => ({ ms: index * MINUTE }));

  it('draws each item, up to a thousand; of more, evenly chosen ones', () => {
    expect([countEach(0), countEach(1_000), countEach(1_001), countEach(27_000)]).toEqual([1, 1, 2, 27]);
    const { rows, each } = layOutPlot([{ items: items(2_001) }]);
    expect([each, rows[0]?.dots.length, rows[0]?.dots[1]?.item.ms]).toEqual([3, 667, 3 * MINUTE]);
  });

  it('puts one row below the other on one axis, with room for its label', () => {
    const { rows, bottom } = layOutPlot([
      { label: 'Edited', items: items(3) },
      { label: 'Rewritten', items: items(1) },
    ]);
    const [first, second] = rows;
    expect(first?.labelAt).toBeLessThan(first?.base ?? 0);
    expect(second?.labelAt).toBeGreaterThan(first?.base ?? Infinity);
    expect(bottom).toBeGreaterThan(second?.base ?? Infinity);
  });
});

describe('sideOf()', () => {
  it.each([
    [0, 'first'],
    [0.5, undefined],
    [1, 'last'],
  ])('keeps words at %d within the line', (x, side) => {
    expect(sideOf(x)).toBe(side);
  });
});
