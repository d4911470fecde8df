import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { renderMarkdown } from '../../src/content/html.ts';
import { renderSentences } from '../../src/content/plain-html.ts';

/** What the parser makes of a text: a last paragraph with a mark keeps the short way out of it. */
function renderWithMark(text: string, mark: string): string {
  return renderMarkdown(`${text}\n\n${mark}`);
}

function join(html: string, last: string): string {
  return html === '' ? last : `${html}\n${last}`;
}

const word = fc.oneof(
  fc.constantFrom(
    'we',
    'API',
    'Zürich',
    '数据',
    'क्षि',
    "it's",
    '“so”',
    '10:05',
    '3.5',
    '99.9%',
    'x—y',
    'a/b',
    'well-known',
  ),
  fc.constantFrom(
    '1.',
    '12)',
    '-',
    '--',
    '---',
    '(c)',
    '...',
    '…',
    '!',
    "''",
    '""',
    ':',
    ':)',
    'www',
    'http:',
    '/',
    '&',
  ),
  fc.string({ unit: fc.constantFrom(...'aZ9é .,;:\'"()!?%/–-\n'), maxLength: 8 }),
);
const gap = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(' ', '\n', '\n\n', '\n\n\n', '') },
  { weight: 1, arbitrary: fc.constantFrom('  ', ' \n', '\n ', '\t') },
);
const sentences = fc.array(fc.tuple(word, gap), { maxLength: 8 }).map((parts) =>
  parts
    .map(([text, space]) => text + space)
    .join('')
    .trimEnd(),
);

describe('renderSentences()', () => {
  test('gives what the parser gives, wherever it gives anything', () => {
    let given = 0;
    fc.assert(
      fc.property(sentences, (text) => {
        const html = renderSentences(text);
        if (html === undefined) return;
        given += 1;
        expect(renderWithMark(text, '*x*')).toBe(join(html, '<p><em>x</em></p>'));
        expect(renderWithMark(text, '~~x~~')).toBe(join(html, '<p><del>x</del></p>'));
        expect(renderWithMark(text, 'H<sub>2</sub>O')).toBe(join(html, '<p>H<sub>2</sub>O</p>'));
      }),
      { numRuns: 2_000 },
    );
    expect(given).toBeGreaterThan(200);
  });

  test.each([
    ['a sentence', 'We see errors.', '<p>We see errors.</p>'],
    ['two paragraphs', 'We see errors.\n\n\nWe look.', '<p>We see errors.</p>\n<p>We look.</p>'],
    ['a line end', 'One,\ntwo.', '<p>One,\ntwo.</p>'],
    ['nothing', '\n', ''],
  ])('renders %s', (_, text, html) => {
    expect(renderSentences(text)).toBe(html);
  });

  test.each([
    '*so*',
    'a_b',
    '<b>',
    'a & b',
    '# a',
    '- a',
    '1. a',
    'a\n---',
    ' a',
    'a  \nb',
    'see https://example.org',
    'see www.example.org',
    'a@b.org',
  ])('leaves %j to the parser', (text) => {
    expect(renderSentences(text)).toBeUndefined();
  });
});
