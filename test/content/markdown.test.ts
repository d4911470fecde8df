import fc from 'fast-check';
import { expect, test } from 'vitest';

import { findSectionHeadings, readHeadings } from '../../src/content/markdown.ts';

const PIECES = [
  '## Resolved',
  '##',
  '##x',
  '### Three',
  '#',
  'text',
  '- item',
  '  more',
  '> quote',
  '1. one',
  '***',
  '---',
  '===',
  '    code',
  '\\## no',
  '[a]: b',
  '| a |',
  '`code',
  '*',
  '## closed ##',
  '##\ttab',
  '<b>',
  '```',
  '   ## set in',
  '',
  ' ',
  '\t',
];

test('findSectionHeadings() finds in lines what the tree has', () => {
  const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((lines) => lines.join('\n'));
  const facts = (headings: ReturnType<typeof readHeadings>) =>
    headings.map(({ raw, start, line }) => ({ raw, start, line }));
  fc.assert(
    fc.property(texts, (text) => {
      expect(facts(findSectionHeadings(text))).toEqual(facts(readHeadings(text)));
    }),
    { numRuns: 2_000 },
  );
});
