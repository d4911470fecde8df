import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SERIES_STATES, type SeriesState } from '../../src/domain/series.ts';
import type { Day } from '../../src/domain/uptime.ts';
import { drawStrip, keyOfStrip } from '../../src/site/day-strip.ts';

const NOTHING = {
  ratio: 1,
  knownMs: 0,
  badMs: 0,
  majorMs: 0,
  partialMs: 0,
  degradedMs: 0,
  maintenanceMs: 0,
  noDataMs: 0,
};

function days(...states: SeriesState[]): Day[] {
  return states.map((state, index) => ({
    day: `2026-11-${String(index + 1).padStart(2, '0')}`,
    state,
    uptime: NOTHING,
  }));
}

/** The days that a path draws, by their place, once each. */
function placesOf(d: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const [, command, by = '', , width = ''] of d.matchAll(/([Mm])(\d+) (\d+)h(\d+)/g)) {
    at = command === 'M' ? Number(by) : at + Number(by);
    for (let left = Number(width); left > 0; left -= 1) places.push(at++);
  }
  return [...new Set(places)];
}

describe('drawStrip()', () => {
  it('draws quiet days in one run', () => {
    expect(drawStrip(days('operational', 'operational', 'operational'))).toEqual([
      { state: 'operational', d: 'M0 23h3' },
    ]);
  });

  it('draws over each day what its state is, and a quiet line below what covers it alone', () => {
    const state = fc.constantFrom(...SERIES_STATES);
    fc.assert(
      fc.property(fc.array(state, { maxLength: 90 }), (states) => {
        const drawn = drawStrip(days(...states)).flatMap((path) =>
          placesOf(path.d).map((place) => [place, path.state] as const),
        );
        const shown = new Map(drawn);
        expect(states.map((_, place) => shown.get(place))).toEqual(states);
        const below = drawn.filter(([place, each]) => shown.get(place) !== each).map(([place]) => states[place]);
        expect(below).not.toContain('no_data');
        expect(below).not.toContain('under_maintenance');
        expect(shown.size).toBe(states.length);
      }),
    );
  });

  it('gives each state lines of its own place, so that they differ without colour', () => {
    expect(new Set(keyOfStrip().map(({ d }) => d)).size).toBe(SERIES_STATES.length);
    expect(
      keyOfStrip()
        .map(({ state }) => state)
        .sort(),
    ).toEqual([...SERIES_STATES].sort());
  });
});
