import { describe, expect, it } from 'vitest';

import type { Entry } from '../../src/site/site-content.ts';
import { deriveSearchChoices, deriveSearchIndex, listSearchYears } from '../../src/site/search-index.ts';
import { deriveSiteModel, type SiteModel } from '../../src/site/site-model.ts';
import {
  at,
  makeAnnouncement,
  makeComponent,
  makeConfig,
  makeContent,
  makeIncident,
  makeMaintenance,
  makeUpdate,
} from '../support/builders.ts';

function modelOf(entries: Entry[], more = {}): SiteModel {
  return deriveSiteModel(makeContent({ entries, ...more }));
}

const OLD = makeIncident({
  id: 'old',
  category: 'upstream',
  impact: 'none',
  components: { gone: 'operational' },
  updates: [makeUpdate('2025-12-31T23:59:59Z'), makeUpdate('2026-01-01T00:30:00Z', { phase: 'resolved' })],
});

describe('listSearchYears()', () => {
  it('has each UTC year under which an entry is filed, newest first', () => {
    expect(listSearchYears(modelOf([OLD, makeIncident(), makeAnnouncement()]))).toEqual(['2026', '2025']);
    expect(listSearchYears(modelOf([]))).toEqual([]);
  });
});

describe('deriveSearchIndex()', () => {
  it('has of an incident all that it is found by, as a reader sees it', () => {
    const incident = makeIncident({
      introduction: 'Some *words* before. <!-- not these -->',
      updates: [
        makeUpdate('2026-11-20T10:05:00Z', { text: 'We see `502` & more.' }),
        makeUpdate('2026-11-20T10:20:00Z', { phase: 'identified' }),
        makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved', text: '# Over\n\nIt works.' }),
      ],
    });
    expect(deriveSearchIndex('2026', modelOf([incident, OLD]))).toEqual([
      {
        id: 'api-errors',
        title: 'Elevated errors on the public API',
        kind: 'incident',
        category: 'internal',
        impact: 'major',
        components: ['api'],
        at: at('2026-11-20T10:05:00Z'),
        state: 'partial_outage',
        line: 'Major incident · Resolved · Public API · 55 minutes',
        text: 'Some words before. We see 502 & more. Over It works.',
      },
    ]);
  });

  it('has entries of every kind, newest first; neither category nor impact where there is none', () => {
    const now = at('2026-11-22T10:45:00Z');
    const index = deriveSearchIndex('2026', modelOf([makeAnnouncement(), makeIncident(), makeMaintenance(now)]));
    expect(index.map(({ kind, state }) => [kind, state])).toEqual([
      ['maintenance', 'under_maintenance'],
      ['incident', 'partial_outage'],
      ['announcement', undefined],
    ]);
    expect(index.map((entry) => 'category' in entry || 'impact' in entry)).toEqual([false, true, false]);
  });
});

describe('deriveSearchChoices()', () => {
  it('offers what finds something, and all components: those of the page, then former ones with entries', () => {
    const config = makeConfig({
      components: [
        makeComponent('quiet', 'Quiet'),
        makeComponent('api', 'Public API'),
        makeComponent('gone', 'Gone', { retired: '2026-01-01' }),
        makeComponent('forgotten', 'Forgotten', { retired: '2026-01-01' }),
      ],
    });
    const unknown = makeAnnouncement({ components: ['never-known'] });
    expect(deriveSearchChoices(modelOf([makeIncident(), OLD, unknown], { config }))).toEqual({
      components: [
        { id: 'quiet', name: 'Quiet', isRetired: false },
        { id: 'api', name: 'Public API', isRetired: false },
        { id: 'gone', name: 'Gone', isRetired: true },
        { id: 'never-known', name: 'never-known', isRetired: true },
      ],
      categories: ['upstream', 'internal'],
      impacts: ['none', 'major'],
      kinds: ['incident', 'announcement'],
    });
  });
});
