import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SERIES_STATES, type SeriesState } from '../../src/domain/series.ts';
import type { Day } from '../../src/domain/uptime.ts';
import { countTroubledDays, DAY_WIDTH, drawStrip, keyOfStrip, listDays } from '../../src/site/day-strip.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeConfig,
  makeComponent,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeUpdate,
} from '../support/builders.ts';

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
  const places = [...d.matchAll(/M(\d+) \d+h(\d+)/g)].flatMap(([, start, width]) =>
    Array.from({ length: Number(width) / DAY_WIDTH }, (_, index) => Number(start) / DAY_WIDTH + index),
  );
  return [...new Set(places)];
}

describe('drawStrip()', () => {
  it('draws quiet days in one run', () => {
    expect(drawStrip(days('operational', 'operational', 'operational'))).toEqual([
      { state: 'operational', d: 'M0 23h15' },
    ]);
  });

  it('draws every day once, in the path of its state', () => {
    const state = fc.constantFrom(...SERIES_STATES);
    fc.assert(
      fc.property(fc.array(state, { maxLength: 90 }), (states) => {
        const drawn = drawStrip(days(...states)).flatMap((path) =>
          placesOf(path.d).map((place) => [place, path.state] as const),
        );
        expect(drawn.sort(([a], [b]) => a - b)).toEqual([...states.entries()]);
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

describe('listDays()', () => {
  const incident = makeIncident({
    id: 'fire',
    components: { api: 'major_outage' },
    updates: [
      makeUpdate('2026-11-20T23:30:00Z'),
      makeUpdate('2026-11-20T23:50:00Z', { phase: 'identified', components: { api: 'partial_outage' } }),
      makeUpdate('2026-11-21T00:10:00Z', { phase: 'resolved' }),
    ],
  });
  const now = at('2026-11-22T10:45:00Z');
  const maintenance = makeMaintenance(now, {
    id: 'work',
    scheduled: { from: '2026-11-18T22:00:00Z', until: '2026-11-18T22:40:00Z' },
  });
  const config = makeConfig({ components: [makeComponent('api', 'API', { checks: [], since: '2026-09-01' })] });
  const [component] = deriveSiteModel(makeContent({ config, entries: [incident, maintenance] })).components;
  if (component === undefined) throw new Error('Cannot find the component');
  const listed = listDays(component);

  it('names each day with trouble with its times and entries, and quiet days together, newest first', () => {
    expect(
      listed.map(({ from, until, state, times, entries }) => [
        new Date(from).toISOString().slice(5, 10),
        new Date(until).toISOString().slice(5, 10),
        state,
        times.map(({ state: each, ms }) => `${each} ${ms / 60_000}`).join(),
        entries.map(({ id }) => id).join(),
      ]),
    ).toEqual([
      ['11-22', '11-22', 'operational', '', ''],
      ['11-21', '11-21', 'partial_outage', 'partial_outage 10', 'fire'],
      ['11-20', '11-20', 'major_outage', 'major_outage 20,partial_outage 10', 'fire'],
      ['11-19', '11-19', 'operational', '', ''],
      ['11-18', '11-18', 'under_maintenance', 'under_maintenance 40', 'work'],
      ['09-01', '11-17', 'operational', '', ''],
      ['08-25', '08-31', 'no_data', '', ''],
    ]);
  });

  it('covers 90 days without a gap', () => {
    const covered = listed.reduce((sum, { from, until }) => sum + (until - from) / 86_400_000 + 1, 0);
    expect(covered).toBe(90);
  });

  it('countTroubledDays() leaves maintenance and missing data out', () => {
    expect(countTroubledDays(component.days)).toBe(2);
  });
});
