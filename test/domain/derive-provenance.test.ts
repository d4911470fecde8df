import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatIncidentText } from '../../src/content/incident-file.ts';
import { factLines, parseRevision, readRevision } from '../../src/content/revision.ts';
import { formatHeading } from '../../src/content/update-heading.ts';
import { isSameText } from '../../src/content/word-diff.ts';
import { deriveProvenance } from '../../src/domain/derive-provenance.ts';
import { type EntryRevision, findChangedBlobs, type RevisionPrint } from '../../src/domain/entry-revision.ts';
import type { Provenance, Publication } from '../../src/domain/provenance.ts';
import type { Update } from '../../src/domain/update.ts';
import { at } from '../support/builders.ts';

const START = at('2026-11-20T10:00:00Z');

function publicationOf(index: number): Publication {
  return { commit: String(index), at: START + index * 60_000, liveAt: undefined, author: undefined };
}

function printOf(text: string): RevisionPrint | undefined {
  const revision = parseRevision(text);
  if (revision === undefined) return undefined;
  const updates = new Map<number, string>();
  for (const update of revision.updates) {
    updates.set(update.at, (updates.get(update.at) ?? '') + JSON.stringify(update));
  }
  return { front: factLines(revision.front), introduction: revision.introduction, updates };
}

/** What is known of a file that was in turn each of these texts, or away; only what was asked for is read. */
function derive(texts: readonly (string | undefined)[]): Provenance {
  const revisions = texts.map((blob, index): EntryRevision => ({
    publication: publicationOf(index),
    blob,
    print: blob === undefined ? undefined : printOf(blob),
  }));
  const asked = new Set(findChangedBlobs(revisions));
  return deriveProvenance(revisions, {
    isSameText,
    contentOf: (blob) => (asked.has(blob) ? readRevision(blob) : expect.fail('a content that nobody had asked for')),
  });
}

interface Model {
  title: string;
  introduction: string;
  updates: readonly Update[];
}

/** A file as it may be written: updates in an order of their own, with another form of everything. */
function write({ title, introduction, updates }: Model, isOdd = false): string {
  const components = isOdd ? 'components:\n  "api":  partial_outage' : 'components: { api: partial_outage }';
  const front = [`title: ${title}`, 'category: internal', 'impact: major', components];
  const ordered = isOdd ? updates.toReversed() : updates;
  const sections = ordered.map((update) => {
    const heading = formatHeading(update);
    const odd = heading.replaceAll(' · ', ' | ').replace('Z', '+00:00');
    return `## ${isOdd ? odd : heading}${isOdd ? '\n\n\n' : '\n\n'}${update.text}\n`;
  });
  const body = [introduction, ...sections].filter((part) => part !== '').join('\n');
  return `---\n${(isOdd ? front.toReversed() : front).join('\n')}\n---\n\n${body}`;
}

/** Each takes many files apart. */
const RUNS = { numRuns: 40 };

const words = fc.constantFrom('We see errors.', 'It is over.', 'A *node* is gone.', '- one\n- two', '');
const update = fc.record({
  minute: fc.integer({ min: 0, max: 6 }),
  phase: fc.constantFrom('investigating' as const, 'monitoring' as const),
  text: words,
});
const model: fc.Arbitrary<Model> = fc.record({
  title: fc.constantFrom('Errors', 'Many errors'),
  introduction: words,
  updates: fc
    .uniqueArray(update, { selector: ({ minute }) => minute, minLength: 1, maxLength: 5 })
    .map((updates) =>
      updates
        .sort((a, b) => a.minute - b.minute)
        .map(({ minute, ...rest }) => ({ at: START + minute * 60_000, components: {}, ...rest })),
    ),
});
const histories = fc.array(fc.oneof({ arbitrary: model, weight: 6 }, fc.constant(undefined)), { maxLength: 8 });

describe('deriveProvenance()', () => {
  it('takes neither another form nor another order for an edit', () => {
    fc.assert(
      fc.property(model, (file) => {
        const [plain, odd] = [write(file), write(file, true)];
        const canonical = formatIncidentText('incidents/2026/a.md', odd) ?? odd;
        expect(derive([plain, odd, canonical, plain.replaceAll('*', '_')]).edits).toEqual([]);
      }),
      RUNS,
    );
  });

  it('knows of all of a history what it knows of its beginning, and more', () => {
    fc.assert(
      fc.property(histories, fc.nat({ max: 8 }), (history, cut) => {
        const texts = history.map((file) => file && write(file));
        const [begun, whole] = [derive(texts.slice(0, cut)), derive(texts)];
        expect(whole.edits.slice(0, begun.edits.length)).toEqual(begun.edits);
        for (const [time, publication] of begun.published) expect(whole.published.get(time)).toEqual(publication);
        if (begun.first !== undefined) expect(whole.first).toEqual(begun.first);
      }),
      RUNS,
    );
  });

  it('tells every word of an update that a reader could once read and cannot read now', () => {
    fc.assert(
      fc.property(fc.array(model, { minLength: 1, maxLength: 6 }), (files) => {
        const { edits } = derive(files.map((file) => write(file)));
        const told = new Set(edits.flatMap((edit) => (edit.subject === 'update' ? (edit.before?.text ?? []) : [])));
        const now = new Map(files.at(-1)?.updates.map((each) => [each.at, each.text]));
        const gone = files.flatMap(({ updates }) => updates.filter(({ at: time, text }) => now.get(time) !== text));
        // One that was given another time says what it said.
        const kept = new Set(now.values());
        expect(gone.filter(({ text }) => !told.has(text) && !kept.has(text))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('tells updates of one time apart by their words, and takes a further one for no change', () => {
    const updates = ['We see errors.', 'It is over.', 'A node is gone.'].map((text): Update => ({
      at: START,
      phase: 'monitoring',
      components: {},
      text,
    }));
    const file = (...places: number[]): string =>
      write({ title: 'Errors', introduction: '', updates: places.flatMap((place) => updates[place] ?? []) });
    expect(derive([file(0), file(1, 0), file(0, 1), file(2, 1, 0)]).edits).toEqual([]);
    expect(derive([file(0, 1), file(2, 0)]).edits).toMatchObject([{ before: updates[1], after: updates[2] }]);
    expect(derive([file(0, 1), file(1)]).edits).toMatchObject([{ before: updates[0], after: undefined }]);
  });

  it('takes a file that cannot be read for none at all, as the page goes on showing the one before', () => {
    const [first, last] = ['We see errors.', 'It is over.'].map((text) =>
      write({ title: 'Errors', introduction: text, updates: [] }),
    );
    const { edits } = derive([first, '---\ntitle: [\n', '<<<<<<< ours\n', last]);
    expect(edits.map(({ publication, subject }) => [publication.commit, subject])).toEqual([['3', 'introduction']]);
  });
});
