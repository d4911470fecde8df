import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseIncidentFile } from '../../../src/content/incident-file.ts';
import { parseCstateHistory } from '../../../src/importers/cstate/history.ts';
import { planCstateImport } from '../../../src/importers/cstate/plan.ts';
import { findMissingWords, readCstateFolder } from '../../support/cstate-history.ts';

const FILES = readCstateFolder(join(import.meta.dirname, '../../fixtures/cstate/content/issues')).filter(
  (file) => file.path !== '_index.md',
);
const OPTIONS = { target: { files: [] }, name: 'old', undatedAt: Date.UTC(2026, 10, 20) };

const POST = { path: 'content/issues/a.md', text: '---\ntitle: a\nseverity: down\naffected: [Mail, Post]\n---\nb\n' };

/** Pieces that break front matter, Markdown, times and headings. */
const PIECE = fc.oneof(
  fc.constantFrom(
    '---',
    '+++',
    '{',
    '\t- ',
    ': ',
    '# ',
    '"',
    "'",
    '[',
    ']',
    '&a ',
    '*a ',
    '!!str ',
    '- ',
    '\n',
    '\n\n',
    '\r\n',
    '\u0000',
    '\uFEFF',
    '```',
    '<!--',
    '-->',
    '<script>',
    '> ',
    '## Resolved · 2024-01-01T00:00:00Z',
    '## Monitoring',
    '*Resolved* - gone ',
    '[Initial message]\n',
    '2024-02-03 14:05 UTC\n',
    '{{< track "2024-02-03 14:05:00" >}}',
    '{{< track "soon" >}}',
    '{{% note %}}',
    'title: another',
    'date: tomorrow',
    'resolved: perhaps',
    'severity: awful',
    'affected: { a: b }',
    'affected: [x, x]',
    'draft: true',
    'informational: true',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

interface Edit {
  at: number;
  remove: number;
  insert: string;
}
const EDIT: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(40) }),
  insert: PIECE,
});

function mutate(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, { at, remove, insert }) => {
    const index = Math.floor(at * before.length);
    return `${before.slice(0, index)}${insert}${before.slice(index + remove)}`.toWellFormed();
  }, text);
}

const MUTANT = fc
  .tuple(fc.constantFrom(...FILES), fc.array(EDIT, { minLength: 1, maxLength: 8 }))
  .map(([file, edits]) => ({ path: `content/issues/${file.path}`, text: mutate(file.text, edits) }));

describe('planCstateImport(), whatever stands in a file', () => {
  it('never throws, writes a file that can be read, and loses no word', () => {
    fc.assert(
      fc.property(MUTANT, (source) => {
        const plan = planCstateImport(parseCstateHistory({ files: [source] }), OPTIONS);
        expect(plan.files).toHaveLength(1);
        for (const { path, text } of plan.files) {
          expect(parseIncidentFile(path, text).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
        }
        expect(findMissingWords(plan, source)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it('never throws on a configuration', () => {
    fc.assert(
      fc.property(fc.array(EDIT, { maxLength: 6 }), fc.constantFrom('config.yml', 'config.toml'), (edits, path) => {
        const text = mutate('title: a\nparams:\n  systems:\n    - name: Mail\n      category: b\n', edits);
        const history = parseCstateHistory({ files: [POST], configs: [{ path, text }] });
        expect(planCstateImport(history, OPTIONS).files).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
