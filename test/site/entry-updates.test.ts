import { describe, expect, it } from 'vitest';

import { listUpdates } from '../../src/site/entry-updates.ts';
import type { Entry } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { at, makeConfig, makeContent, makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');

/** The updates with their changes as `name: from > to`. */
function listed(entry: Entry, config = makeConfig()) {
  const model = deriveSiteModel(makeContent({ config, entries: [entry] }));
  return listUpdates(entry, model).map(({ changes, ...update }) => ({
    ...update,
    changes: changes.map(({ name, from, to }) => `${name}: ${from ?? ''} > ${to}`),
  }));
}

describe('listUpdates()', () => {
  const incident = makeIncident({
    components: { api: 'partial_outage', mail: 'degraded_performance' },
    updates: [
      makeUpdate('2026-11-20T10:05:00Z', { text: 'One' }),
      makeUpdate('2026-11-20T10:20:00Z', {
        phase: 'identified',
        components: { api: 'major_outage' },
        nextUpdateBy: at('2026-11-20T11:00:00Z'),
      }),
      makeUpdate('2026-11-20T10:41:00Z', { phase: 'monitoring', components: { api: 'operational' } }),
      makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }),
    ],
  });

  it('lists the newest first, each with what it changed, and all well at resolved', () => {
    expect(listed(incident).map(({ phase, changes }) => [phase, changes])).toEqual([
      ['resolved', ['mail: degraded_performance > operational']],
      ['monitoring', ['Public API: major_outage > operational']],
      ['identified', ['Public API: partial_outage > major_outage']],
      ['investigating', ['Public API:  > partial_outage', 'mail:  > degraded_performance']],
    ]);
  });

  it('names an update by its time, also where two share it', () => {
    const twice = makeIncident({ updates: [makeUpdate('2026-11-20T10:05:00Z'), makeUpdate('2026-11-20T10:05:00Z')] });
    expect(listed(twice).map(({ anchor }) => anchor)).toEqual(['2026-11-20T10-05-00Z-2', '2026-11-20T10-05-00Z']);
  });

  it('says of each promise what came next, if anything', () => {
    const by = at('2026-11-20T11:00:00Z');
    const cameAt = at('2026-11-20T10:41:00Z');
    expect(listed(incident).map(({ promise }) => promise)).toEqual([undefined, undefined, { by, cameAt }, undefined]);
    const open = makeIncident({ updates: incident.updates.slice(0, 2) });
    expect(listed(open)[0]?.promise).toEqual({ by, cameAt: undefined });
  });

  it('judges no promise of what was written down afterwards, but has one that is still open', () => {
    const retold = { backfilled: true, updates: incident.updates };
    expect(listed(makeIncident(retold)).map(({ promise }) => promise)).toEqual(Array(4).fill(undefined));
    const open = makeIncident({ ...retold, updates: incident.updates.slice(0, 2) });
    expect(listed(open)[0]?.promise?.by).toBe(at('2026-11-20T11:00:00Z'));
  });

  it('says of a component that is named later only what it is, and of one that is named again nothing', () => {
    const later = makeIncident({
      updates: [
        makeUpdate('2026-11-20T10:05:00Z'),
        makeUpdate('2026-11-20T10:20:00Z', { components: { api: 'partial_outage', gone: 'degraded_performance' } }),
        makeUpdate('2026-11-20T10:30:00Z', { components: { gone: 'major_outage' } }),
        makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }),
        makeUpdate('2026-11-20T11:30:00Z', { phase: 'resolved' }),
        makeUpdate('2026-11-20T11:40:00Z', { components: { api: 'partial_outage', late: 'partial_outage' } }),
      ],
    });
    expect(listed(later).map(({ changes }) => changes)).toEqual([
      ['Public API: operational > partial_outage', 'late:  > partial_outage'],
      [],
      ['Public API: partial_outage > operational', 'gone: major_outage > operational'],
      ['gone: degraded_performance > major_outage'],
      ['gone:  > degraded_performance'],
      ['Public API:  > partial_outage'],
    ]);
  });

  it('says of what is over with its first update what it was', () => {
    const over = makeIncident({ updates: [makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' })] });
    expect(listed(over).map(({ changes }) => changes)).toEqual([['Public API: partial_outage > operational']]);
  });

  it('says why a text was taken back, also under a former id', () => {
    const redaction = { incident: 'old-id', update: '2026-11-20T10:05:00Z', reason: 'It named a person.', by: 'api' };
    const renamed = makeIncident({ formerly: ['old-id'], updates: [makeUpdate('2026-11-20T10:05:00Z')] });
    const [update] = listed(renamed, makeConfig({ redactions: [redaction] }));
    expect(update).toMatchObject({ removedBecause: 'It named a person.', removedAt: undefined });
  });

  it('says nothing of the components of a maintenance until an update does', () => {
    const maintenance = makeMaintenance(NOW, {
      updates: [
        makeUpdate('2026-11-20T09:00:00Z', { phase: 'scheduled' }),
        makeUpdate('2026-11-24T22:10:00Z', { phase: 'in_progress', components: { api: 'major_outage' } }),
      ],
    });
    expect(listed(maintenance).map(({ changes }) => changes)).toEqual([['Public API:  > major_outage'], []]);
  });
});
