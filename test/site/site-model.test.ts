import { describe, expect, it } from 'vitest';

import type { Entry } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeAnnouncement,
  makeComponent,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeMeasurements,
  makeUpdate,
} from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');

/** An incident from its first update to its resolution, open without one. */
function incident(id: string, [from, until]: [from: string, until?: string], more = {}): Entry {
  const updates = [makeUpdate(from), ...(until === undefined ? [] : [makeUpdate(until, { phase: 'resolved' })])];
  return makeIncident({ id, updates, ...more });
}

function maintenance(id: string, from: string, until: string): Entry {
  return makeMaintenance(NOW, { id, scheduled: { from, until } });
}

function model(entries: Entry[], more = {}) {
  return deriveSiteModel(makeContent({ entries, ...more }));
}

const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);

describe('deriveSiteModel()', () => {
  it('orders open incidents by impact, then by their start', () => {
    const { openIncidents } = model([
      incident('old', ['2026-11-21T10:00:00Z']),
      incident('new', ['2026-11-22T10:00:00Z']),
      incident('worst', ['2026-11-20T10:00:00Z'], { impact: 'critical' }),
      incident('over', ['2026-11-22T09:00:00Z', '2026-11-22T10:00:00Z']),
    ]);
    expect(ids(openIncidents)).toEqual(['worst', 'new', 'old']);
  });

  it('sorts maintenances into running, coming and past', () => {
    const { runningMaintenances, upcomingMaintenances } = model([
      maintenance('later', '2026-12-01T10:00:00Z', '2026-12-01T11:00:00Z'),
      maintenance('next', '2026-11-22T12:00:00Z', '2026-11-22T13:00:00Z'),
      maintenance('ends-late', '2026-11-22T10:00:00Z', '2026-11-22T14:00:00Z'),
      maintenance('ends-soon', '2026-11-22T10:30:00Z', '2026-11-22T11:00:00Z'),
      maintenance('past', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z'),
    ]);
    expect(ids(runningMaintenances)).toEqual(['ends-soon', 'ends-late']);
    expect(ids(upcomingMaintenances)).toEqual(['next', 'later']);
  });

  it('keeps an announcement for 14 days, or until it says', () => {
    const announced = (id: string, time: string, until?: string) =>
      makeAnnouncement({ id, ...(until && { until }), updates: [makeUpdate(time, { phase: 'announced' })] });
    const { announcements } = model([
      announced('fresh', '2026-11-09T10:00:00Z'),
      announced('stale', '2026-11-08T10:00:00Z'),
      announced('long', '2026-01-01T10:00:00Z', '2026-12-01T00:00:00Z'),
      announced('ended', '2026-11-20T10:00:00Z', '2026-11-22T10:45:00Z'),
      announced('future', '2026-11-22T11:00:00Z'),
    ]);
    expect(ids(announcements)).toEqual(['fresh', 'long']);
  });

  it('lists 14 UTC days: an entry at its start, or at its end where it began before them; quiet days together', () => {
    const { recentDays } = model([
      incident('today', ['2026-11-22T00:00:00Z']),
      incident('midnight', ['2026-11-19T23:59:59Z', '2026-11-20T10:00:00Z']),
      incident('long', ['2026-10-01T10:00:00Z', '2026-11-15T10:00:00Z']),
      incident('before', ['2026-11-08T23:59:59Z', '2026-11-08T23:59:59Z']),
      maintenance('coming', '2026-11-22T12:00:00Z', '2026-11-22T13:00:00Z'),
      makeAnnouncement(),
    ]);
    const day = (time: number): string => new Date(time).toISOString().slice(5, 10);
    expect(recentDays.map(({ from, until, entries }) => `${day(from)} ${day(until)} ${ids(entries).join()}`)).toEqual([
      '11-22 11-22 today',
      '11-20 11-21 ',
      '11-19 11-19 midnight',
      '11-16 11-18 ',
      '11-15 11-15 long',
      '11-09 11-14 ',
    ]);
  });

  it('groups every entry by UTC month and day, newest first', () => {
    const { months } = model([
      incident('a', ['2026-10-31T23:30:00Z', '2026-11-01T01:00:00Z']),
      incident('b', ['2026-11-01T00:30:00Z']),
      incident('c', ['2026-11-01T09:00:00Z']),
      makeAnnouncement({ id: 'd' }),
    ]);
    expect(months.map(({ month, days }) => [month, days.map(({ entries }) => ids(entries))])).toEqual([
      ['2026-11', [['d'], ['c', 'b']]],
      ['2026-10', [['a']]],
    ]);
  });

  it('groups components in the order of status.yml and leaves retired ones out but for their names', () => {
    const config = makeConfig({
      components: [
        makeComponent('a', 'A', { group: 'One' }),
        makeComponent('b', 'B'),
        makeComponent('c', 'C', { group: 'One' }),
        makeComponent('d', 'D', { retired: '2026-11-22' }),
        makeComponent('e', 'E', { retired: '2026-11-23' }),
      ],
    });
    const { groups, componentNames } = model([], { config });
    expect(groups.map(({ name, components }) => [name, ids(components)])).toEqual([
      ['One', ['a', 'c']],
      [undefined, ['b', 'e']],
    ]);
    expect(componentNames.get('d')).toBe('D');
  });

  it('takes state, days and uptime of a component from one series', () => {
    const measurements = new Map([
      [
        'api-health',
        makeMeasurements('api-health', { start: NOW - 10 * 86_400_000, end: NOW }, (time) =>
          time >= at('2026-11-20T10:00:00Z') && time < at('2026-11-20T11:00:00Z') ? 'down' : 'up',
        ),
      ],
    ]);
    const [api] = model([], { measurements }).components;
    const down = (api?.days ?? []).reduce((sum, { uptime }) => sum + uptime.majorMs, 0);
    expect([api?.state, api?.days.length, down, api?.uptime.majorMs]).toEqual([
      'operational',
      90,
      3_600_000,
      3_600_000,
    ]);
  });

  it.each([
    [NOW - 3 * 3_600_000, false],
    [NOW - 3 * 3_600_000 - 1, true],
    [undefined, false],
  ])('is stale when the checks ran longer ago than staleAfter: %s', (checkedAt, isStale) => {
    expect(model([], { checkedAt }).isStale).toBe(isStale);
  });
});
