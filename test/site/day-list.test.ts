import { describe, expect, it } from 'vitest';

import { countTroubledDays, labelDays, listDays, quietLabel } from '../../src/site/day-list.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeComponent,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeUpdate,
} from '../support/builders.ts';

describe('the days of a component in words', () => {
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
  const model = deriveSiteModel(makeContent({ config, entries: [incident, maintenance] }));
  const [component] = model.components;
  if (component === undefined) throw new Error('Cannot find the component');
  const listed = listDays(component);

  it('listDays() names each day with trouble with its times and entries, and quiet days together, newest first', () => {
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

  it('listDays() covers 90 days without a gap', () => {
    const covered = listed.reduce((sum, { from, until }) => sum + (until - from) / 86_400_000 + 1, 0);
    expect(covered).toBe(90);
  });

  it('countTroubledDays() leaves maintenance and missing data out', () => {
    expect(countTroubledDays(component.days)).toBe(2);
  });

  it('labelDays() says of each day how long it was up, what was reported and how long it was down', () => {
    const labels = labelDays(component, model);
    expect(labels).toHaveLength(90);
    expect(labels.slice(-5)).toEqual([
      ': 100% up, 40 minutes under maintenance',
      '',
      ': 98.4% up, 1 incident, 20 minutes down, 10 minutes partly down',
      ': 99.7% up, 1 incident, 10 minutes partly down',
      '',
    ]);
    expect(labels[0]).toBe(': no data');
    expect(quietLabel(model)).toBe(': 100% up');
  });
});
