import { describe, expect, it } from 'vitest';

import type { Edit, Provenance, Publication } from '../../src/domain/provenance.ts';
import { changedAt, lastEdit, listEdits } from '../../src/site/entry-edits.ts';
import { deriveSiteModel, type SiteModel } from '../../src/site/site-model.ts';
import { at, makeConfig, makeContent, makeIncident, makeUpdate } from '../support/builders.ts';

const OPENED = makeUpdate('2026-11-20T10:05:00Z', { text: 'We see errors.' });

function publication(time: string): Publication {
  return { commit: 'c0ffee'.repeat(7).slice(0, 40), at: at(time), liveAt: undefined, author: undefined };
}

const SINCE = publication('2026-11-20T10:06:00Z');

function edit(change: Partial<Extract<Edit, { subject: 'update' }>>, time = '2026-11-24T12:00:00Z'): Edit {
  return { publication: publication(time), since: SINCE, subject: 'update', before: OPENED, after: OPENED, ...change };
}

function modelWith(
  edits: readonly Edit[],
  unknown?: Provenance['unknown'],
): { model: SiteModel; incident: ReturnType<typeof makeIncident> } {
  const incident = makeIncident({ updates: [OPENED] });
  const known: Provenance = { unknown, first: SINCE, published: new Map(), edits };
  const config = makeConfig();
  return {
    incident,
    model: deriveSiteModel(makeContent({ config, entries: [incident], provenance: new Map([[incident.id, known]]) })),
  };
}

/** What the page says of changes: those of its update, then all others. */
function tell(...edits: Edit[]): { update: string | undefined; entry: string[]; lines: string[] } {
  const { model, incident } = modelWith(edits);
  const { ofUpdates, ofEntry } = listEdits(incident, model);
  const lists = [...ofUpdates.values(), ...ofEntry];
  const lines = lists.flatMap((list) =>
    list.edits.flatMap(({ lines: shown }) =>
      shown.map((line) =>
        line
          .map(({ kind, text }) => ({ same: '', removed: '-', added: '+' })[kind] + text.replace(/\s/g, ' ').trim())
          .join('|'),
      ),
    ),
  );
  return { update: ofUpdates.get(OPENED.at)?.summary.text, entry: ofEntry.map(({ summary }) => summary.text), lines };
}

const saying = (text: string): typeof OPENED => ({ ...OPENED, text });

describe('listEdits()', () => {
  it.each([
    ['a correction', { before: saying('We see erors.') }, 'Spelling corrected 4 days later'],
    ['a change', { before: saying('We see odd errors.') }, 'Edited 4 days later'],
    ['a rewrite', { before: saying('Something else was said.') }, 'Rewritten 4 days later'],
    ['another phase', { before: { ...OPENED, phase: 'identified' as const } }, 'Edited 4 days later'],
    ['another time', { before: { ...OPENED, at: OPENED.at - 60_000 } }, 'Given another time 4 days later'],
    ['one that came back', { before: undefined }, 'Put back 4 days later'],
  ])('tells %s below the update', (_, change, summary) => {
    expect(tell(edit(change))).toMatchObject({ update: summary, entry: [] });
  });

  it('tells what else of an update is different, in words', () => {
    const before = { ...OPENED, phase: 'identified' as const, components: { api: 'major_outage' as const } };
    const after = { ...OPENED, nextUpdateBy: at('2026-11-20T11:00:00Z') };
    expect(tell(edit({ before, after })).lines).toEqual([
      'Phase:|-Identified||+Investigating',
      'Public API:|-Major outage||+nothing',
      'Next update:|-nothing||+20 Nov 2026, 11:00 UTC',
    ]);
  });

  it('tells of an update under the time that it has now, and of one that is gone in a place of its own', () => {
    const before = { ...OPENED, at: OPENED.at - 60_000 };
    const told = tell(
      edit({ before: { ...before, text: 'We see many errors.' }, after: before }),
      edit({ before }),
      edit({ before: makeUpdate('2026-11-20T10:10:00Z', { text: 'Never mind.' }), after: undefined }),
    );
    expect(told.update).toBe('Edited 2 times, the last time 4 days later');
    expect(told.entry).toHaveLength(1);
    expect(told.entry[0]).toMatch(/^Update of . taken out 4 days later$/);
    expect(told.lines).toContain('-Never mind.');
  });

  it('tells of facts and of the entry itself', () => {
    const facts = {
      title: 'Errors',
      impact: 'minor' as const,
      category: undefined,
      components: undefined,
      startedAt: undefined,
      window: undefined,
    };
    const shared = { publication: publication('2026-11-20T10:06:30Z'), since: SINCE };
    const told = tell(
      { ...shared, subject: 'fact', fact: 'impact', before: facts, after: { ...facts, impact: 'critical' } },
      { ...shared, subject: 'introduction', before: 'One.', after: 'One more. Two.' },
      { ...shared, subject: 'entry', isGone: true },
    );
    expect(told.entry).toEqual([
      'Impact changed under a minute later',
      'Introduction rewritten under a minute later',
      'Withdrawn under a minute later',
    ]);
    expect(told.lines[0]).toBe('-Minor incident||+Critical incident');
  });

  it('shows the latest of many changes, and how many there were before', () => {
    const edits = Array.from({ length: 25 }, (_, n) => edit({ before: saying(`Version ${n}.`) }));
    const { model, incident } = modelWith(edits);
    const list = listEdits(incident, model).ofUpdates.get(OPENED.at);
    expect(list).toMatchObject({ earlier: 5, summary: { text: 'Edited 25 times, the last time 4 days later' } });
    expect(list?.edits).toHaveLength(20);
  });

  it('leaves out paragraphs far from any change, and the end of a change that nobody reads', () => {
    const text = (words: string): string => `One.\n\nTwo.\n\n${words}\n\nFour.\n\nFive.\n\nSix.`;
    const { lines } = tell(edit({ before: saying(text('Three.')), after: saying(text('Three and more.')) }));
    expect(lines).toEqual(['…', 'Two.', '-Three.|+Three and more.', 'Four.', '…']);
    const long = saying(Array.from({ length: 9_000 }, (_, n) => `word${n}`).join(' '));
    const cut = tell(...Array.from({ length: 5 }, () => edit({ before: long })));
    expect(cut.lines.join('').length).toBeLessThan(70_000);
    expect(cut.lines.filter((line) => line === '…')).toHaveLength(2);
  });

  it('says that nobody can know in a clone without the whole history, and nothing where there is nothing', () => {
    const shallow = modelWith([], 'shallow');
    expect(listEdits(shallow.incident, shallow.model)).toMatchObject({ isUnknown: true, ofEntry: [] });
    const outside = makeIncident({ id: 'other' });
    expect(listEdits(outside, shallow.model)).toMatchObject({ isUnknown: false, ofEntry: [] });
    expect(lastEdit(outside, shallow.model)).toBeUndefined();
  });
});

describe('changedAt()', () => {
  const LATER = at('2026-11-24T12:00:00Z');

  it.each([
    ['another word', edit({ before: saying('We see many errors.') }), LATER],
    ['a letter', edit({ before: saying('We see erors.') }), OPENED.at],
    ['a letter and the phase', edit({ before: { ...saying('We see erors.'), phase: 'identified' } }), LATER],
    ['the phase alone', edit({ before: { ...OPENED, phase: 'identified' } }), LATER],
    ['one that came back', edit({ before: undefined }), LATER],
    ['one that is gone', edit({ after: undefined }), OPENED.at],
  ])('is told for %s', (_, change, time) => {
    const { model, incident } = modelWith([change]);
    expect(changedAt(incident, OPENED.at, model)).toBe(time);
  });
});
