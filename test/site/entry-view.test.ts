import { expect, it } from 'vitest';

import { entryLabel, entryLine, listOrigins, pageState } from '../../src/site/entry-view.ts';
import type { Entry } from '../../src/site/site-content.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { at, makeAnnouncement, makeContent, makeIncident, makeMaintenance, makeUpdate } from '../support/builders.ts';

const NOW = at('2026-11-22T10:45:00Z');
const model = deriveSiteModel(makeContent());

const RESOLVED = [
  makeUpdate('2026-11-20T10:05:00Z'),
  makeUpdate('2026-11-20T10:41:00Z', { phase: 'monitoring' }),
  makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }),
];

it.each<[string, Entry, string, string]>([
  ['an open incident', makeIncident(), 'Major incident · Investigating', 'partial_outage'],
  ['a resolved one', makeIncident({ updates: RESOLVED }), 'Major incident · Resolved', 'operational'],
  [
    'an incident without impact',
    makeIncident({ impact: 'none' }),
    'Incident without impact · Investigating',
    'operational',
  ],
  ['a maintenance to come', makeMaintenance(NOW), 'Maintenance · Scheduled', 'under_maintenance'],
  ['an announcement', makeAnnouncement(), 'Announcement', 'no_data'],
])('entryLabel() and pageState() of %s', (...[, entry, label, state]) => {
  expect([entryLabel(entry, model), pageState(entry)]).toEqual([label, state]);
});

it('entryLine() names four components at most', () => {
  const components = Object.fromEntries(['api', 'b', 'c', 'd', 'e'].map((id) => [id, 'partial_outage' as const]));
  expect(entryLine(makeIncident({ components, updates: RESOLVED }), model)).toBe(
    'Major incident · Resolved · Public API, b, c and 2 more · 55 minutes',
  );
});

it.each([
  [{}, []],
  [{ openedBy: 'monitor' as const }, ['Opened by our monitoring, not by a person.']],
  [{ backfilled: true }, ['Written down afterwards.']],
  // What was written elsewhere need not have been written afterwards.
  [{ backfilled: true, importedFrom: 'cState' }, ['Brought over from cState.']],
])('listOrigins() of %o says how it came to be, where that is unusual', (...[frontMatter, origins]) => {
  expect(listOrigins(makeIncident(frontMatter), model)).toEqual(origins);
});
