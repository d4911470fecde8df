import { describe, expect, it } from 'vitest';

import { listFacts } from '../../src/site/entry-facts.ts';
import { currentOccurrence, followingWindows } from '../../src/site/maintenance-windows.ts';
import { listCounts, listEdges, listPhases } from '../../src/site/outlook.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { formatInstant, type Instant } from '../../src/schema/timestamp.ts';
import { at, makeComponent, makeConfig, makeContent, makeMaintenance, makeUpdate } from '../support/builders.ts';

/** A Sunday night between two. */
const NOW = at('2026-11-22T01:30:00Z');
const draw = (time: Instant): string => formatInstant(time).slice(5, 16).replace('T', ' ');
/** Each Sunday from 02:00 to 04:00 in Berlin since October. */
const weekly = makeMaintenance(NOW, {
  scheduled: {
    from: '2026-10-04T02:00:00+02:00',
    until: '2026-10-04T04:00:00+02:00',
    timeZone: 'Europe/Berlin',
    recurrence: 'FREQ=WEEKLY;BYDAY=SU',
    exdates: ['2026-11-08T02:00:00+01:00'],
  },
  updates: [
    makeUpdate('2026-10-01T10:00:00Z', { phase: 'scheduled', text: 'We back up each Sunday.' }),
    makeUpdate('2026-11-15T01:40:00Z', { phase: 'completed', text: 'Done early.' }),
  ],
});
const config = makeConfig({ components: [makeComponent('api', 'Public API', { checks: [], since: '2026-01-01' })] });
const model = deriveSiteModel(makeContent({ config, entries: [weekly], now: NOW }));

describe('a recurring maintenance on the page', () => {
  it('is at work in its window, once, with what announced it', () => {
    expect(model.runningMaintenances.map(({ from, until }) => [draw(from), draw(until)])).toEqual([
      ['11-22 01:00', '11-22 03:00'],
    ]);
    expect(model.upcomingMaintenances).toEqual([]);
    expect(currentOccurrence(weekly, NOW).updates.map(({ text }) => text)).toEqual(['We back up each Sunday.']);
    expect(model.verdict.level).toBe('under_maintenance');
  });

  it('tells of the windows that follow', () => {
    expect(followingWindows(weekly, NOW).map(({ start }) => draw(start))).toEqual([
      '11-29 01:00',
      '12-06 01:00',
      '12-13 01:00',
    ]);
    const { term, value } = listFacts(weekly, model).find((fact) => fact.term === 'Then') ?? {};
    expect([term, value?.text.split(' · ').length]).toEqual(['Then', 3]);
  });

  it('turns with the clock at every edge of every window, and then counts as planned again', () => {
    expect(listEdges([weekly], NOW).map(draw)).toEqual(['11-22 03:00', '11-29 01:00']);
    expect(listPhases(currentOccurrence(weekly, NOW), NOW).map(({ phase }) => phase)).toEqual([
      'in_progress',
      'completed',
    ]);
    expect(listCounts(model).map(({ running, upcoming }) => [running, upcoming])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
  });

  it('is filed once for each window that was held, and the skipped one nowhere', () => {
    const past = ['11-15 01:00', '11-01 01:00', '10-25 00:00', '10-18 00:00', '10-11 00:00', '10-04 00:00'];
    expect(model.pastMaintenances.map(({ from }) => draw(from))).toEqual(past);
    const filed = model.months.flatMap(({ days }) => days.flatMap(({ entries }) => entries));
    expect(filed.map((entry) => (entry.kind === 'maintenance' ? draw(entry.from) : ''))).toEqual([
      '11-22 01:00',
      ...past,
    ]);
    expect(model.recentDays.flatMap(({ entries }) => entries)).toHaveLength(2);
    expect(model.entries).toHaveLength(1);
  });

  it('is left out of uptime for the time of its windows', () => {
    const [component] = model.components;
    const maintenanceMs = component?.days.reduce((sum, { uptime }) => sum + uptime.maintenanceMs, 0);
    // Four windows of two hours, one that is an hour longer as clocks were put back, one of 40 minutes, and this one.
    expect(maintenanceMs).toBe((4 * 120 + 180 + 40 + 30) * 60_000);
  });
});
