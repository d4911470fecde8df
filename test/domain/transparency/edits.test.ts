import { describe, expect, it } from 'vitest';

import { kindOfEdit } from '../../../src/domain/edit-kind.ts';
import type { Edit } from '../../../src/domain/provenance.ts';
import { transparencyOf } from '../../../src/domain/transparency/transparency.ts';
import type { TransparencyInput } from '../../../src/domain/transparency/input.ts';
import { at, makeIncident, makeUpdate } from '../../support/builders.ts';
import { liveAt, makeInput, makeProvenance, publishedAt } from '../../support/transparency.ts';

const NOW = at('2026-11-22T10:45:00Z');
const HOUR = 3_600_000;
const UPDATE = makeUpdate('2026-11-20T10:05:00Z', { text: 'We see errors.' });
const FACTS = {
  title: 'a',
  impact: undefined,
  category: undefined,
  components: undefined,
  startedAt: undefined,
  window: undefined,
};

type UpdateEdit = Extract<Edit, { subject: 'update' }>;

function edit(time: string, change: Partial<UpdateEdit> = {}): UpdateEdit {
  const ends = { publication: publishedAt(time), since: publishedAt('2026-11-20T10:06:00Z') };
  return { ...ends, subject: 'update', before: UPDATE, after: { ...UPDATE, text: 'Another.' }, ...change };
}

function editsOf(edits: Edit[], overrides: Partial<TransparencyInput> = {}) {
  const incidents = [makeIncident({ updates: [UPDATE] })];
  const provenance = new Map([['api-errors', makeProvenance(['2026-11-20T10:05:00Z'], edits)]]);
  return transparencyOf(makeInput({ incidents, provenance, ...overrides }), NOW).edits;
}

describe('kindOfEdit()', () => {
  const ends = { publication: publishedAt('2026-11-21T10:00:00Z'), since: publishedAt('2026-11-20T10:06:00Z') };
  const update = (before: UpdateEdit['before'], after: UpdateEdit['after']): Edit =>
    edit('2026-11-21T10:00:00Z', { before, after });
  const extentOf = (_: string, after: string) => (after === 'typo' ? 'correction' : 'rewrite');
  const typo = { ...UPDATE, text: 'typo' };
  it.each<[string, Edit, string]>([
    ['a text whose spelling alone is corrected', update(UPDATE, typo), 'correction'],
    ['a text that is another', update(UPDATE, { ...UPDATE, text: 'All new.' }), 'rewrite'],
    [
      'a text that is another beside another phase',
      update(UPDATE, { ...UPDATE, text: 'All new.', phase: 'resolved' }),
      'rewrite',
    ],
    ['a spelling beside another phase', update(UPDATE, { ...typo, phase: 'resolved' }), 'heading'],
    ['another promise alone', update(UPDATE, { ...UPDATE, nextUpdateBy: NOW }), 'heading'],
    ['another time', update(UPDATE, { ...UPDATE, at: UPDATE.at + HOUR }), 'move'],
    ['an update that was taken out', update(UPDATE, undefined), 'removal'],
    ['an update that came back', update(undefined, UPDATE), 'restoration'],
    ['an introduction', { ...ends, subject: 'introduction', before: 'a', after: 'typo' }, 'correction'],
    ['a title', { ...ends, subject: 'fact', fact: 'title', before: FACTS, after: FACTS }, 'fact'],
    ['a file that went', { ...ends, subject: 'entry', isGone: true }, 'removal'],
    ['a file that came back', { ...ends, subject: 'entry', isGone: false }, 'restoration'],
  ])('calls %s by its name', (_, each, kind) => {
    expect(kindOfEdit(each, extentOf)).toBe(kind);
  });
});

describe('transparencyOf() tells of edits', () => {
  it('each with what it did, how long after it was published, and in which commit, the newest first', () => {
    const title: Edit = {
      ...edit('2026-11-20T12:06:00Z'),
      subject: 'fact',
      fact: 'title',
      before: FACTS,
      after: FACTS,
    };
    expect(editsOf([title, edit('2026-11-21T10:06:00Z')])).toMatchObject({
      publishedUpdates: 1,
      count: 2,
      countByKind: { correction: 0, change: 1, rewrite: 0, heading: 0, move: 0, removal: 0, restoration: 0, fact: 1 },
      textsAfter: { count: 1, medianMs: 24 * HOUR },
      newest: [
        {
          id: 'api-errors',
          url: 'https://status.example.org/incidents/api-errors/',
          kind: 'change',
          what: 'update',
          firstPublishedAt: '2026-11-20T10:06:00Z',
          editedAt: '2026-11-21T10:06:00Z',
          afterMs: 24 * HOUR,
          commit: 'c'.repeat(40),
        },
        { kind: 'fact', what: 'title', afterMs: 2 * HOUR },
      ],
    });
  });

  it('that were made within the twelve months, of whatever age the text was', () => {
    const edits = [edit('2025-11-21T23:00:00Z'), edit('2025-11-22T00:00:00Z'), edit('2026-11-23T00:00:00Z')];
    expect(editsOf(edits)?.newest).toMatchObject([{ editedAt: '2025-11-22T00:00:00Z' }]);
  });

  it('without any length below nothing where an update was edited in a commit that claims an earlier time', () => {
    expect(editsOf([edit('2026-11-20T09:00:00Z')])?.newest).toMatchObject([{ afterMs: 0 }]);
  });

  it('beside the updates that were published, of which one that was given another time is one', () => {
    const moved = edit('2026-11-20T12:00:00Z', { after: { ...UPDATE, at: at('2026-11-20T10:10:00Z') } });
    const provenance = new Map([
      ['api-errors', makeProvenance(['2026-11-20T10:05:00Z', '2026-11-20T10:10:00Z'], [moved])],
    ]);
    expect(editsOf([], { provenance })?.publishedUpdates).toBe(1);
  });

  it('beside no update that was imported or written down afterwards', () => {
    const incidents = [makeIncident({ updates: [UPDATE], backfilled: true })];
    expect(editsOf([edit('2026-11-21T10:06:00Z')], { incidents })).toMatchObject({ publishedUpdates: 0, count: 1 });
  });

  it.each(['shallow', 'none'] as const)('as not known where the history is %s', (history) => {
    expect(editsOf([edit('2026-11-21T10:06:00Z')], { history })).toBeNull();
  });

  it('and of texts that were taken back, by whatever id, and of pages that were withdrawn', () => {
    const incidents = [makeIncident({ updates: [UPDATE], formerly: ['errors'] })];
    const redactions = [
      { incident: 'errors', update: '2026-11-20T11:05:00+01:00', reason: 'it named a customer', by: 'ops' },
      { incident: 'errors', update: '2024-11-20T10:05:00Z', reason: 'long ago', by: 'ops' },
      { incident: 'nowhere', update: '2026-11-20T10:05:00Z', reason: 'no such page', by: 'ops' },
    ];
    const withdrawn = [
      { id: 'gone', at: at('2026-11-21T09:00:00Z'), kind: 'postmortem' as const },
      { id: 'long-gone', at: at('2024-11-21T09:00:00Z'), kind: 'entry' as const },
    ];
    expect(
      editsOf([], {
        incidents,
        redactions,
        withdrawn,
        known: new Map([['api-errors', liveAt('2026-11-20T10:06:00Z')]]),
      }),
    ).toMatchObject({
      takenBack: [{ id: 'api-errors', updateAt: '2026-11-20T10:05:00Z', reason: 'it named a customer' }],
      withdrawn: [
        { id: 'gone', url: 'https://status.example.org/postmortems/gone/', withdrawnAt: '2026-11-21T09:00:00Z' },
      ],
    });
  });

  it('by their number where there are more than a thousand, of which the newest are listed', () => {
    const many = Array.from({ length: 1_001 }, (_, index) =>
      edit(new Date(NOW - (1_001 - index) * 1_000).toISOString()),
    );
    const figures = editsOf(many);
    expect([figures?.count, figures?.newest.length, figures?.newest[0]?.editedAt]).toEqual([
      1_001,
      1_000,
      '2026-11-22T10:44:59Z',
    ]);
  });
});
