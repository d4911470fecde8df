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
/** Code and links, and what is nearly one. */
const span = fc.oneof(
  fc.constantFrom(
    '`retry`',
    '`a b`',
    '` a`',
    '``a``',
    '`a``b`',
    '`',
    '`a_b*c*`',
    '`https://a.org`',
    '`x@y.org`',
    '`~~z~~`',
  ),
  fc.constantFrom('[it](https://a.org/b_c?d=e#f)', '[a](http://a)', '![a](https://a.org)', '[ a](https://a.org)'),
  fc.constantFrom(
    '[a',
    '](https://a.org)',
    '[x]',
    '[^a](https://a.org)',
    '[www.a.org](https://b.org)',
    '[1.](HTTPS://A)',
  ),
  fc.string({ unit: fc.constantFrom(...'aé1 .:/`[]()!-_*@~{', 'https://', 'www.', '](https://'), maxLength: 12 }),
);
const gap = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(' ', '\n', '\n\n', '\n\n\n', '') },
  { weight: 1, arbitrary: fc.constantFrom('  ', ' \n', '\n ', '\t') },
);
const piece = fc.oneof({ weight: 2, arbitrary: word }, { weight: 1, arbitrary: span });
const sentences = fc.array(fc.tuple(piece, gap), { maxLength: 8 }).map((parts) =>
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
      { numRuns: 1_200 },
    );
    expect(given).toBeGreaterThan(200);
  });

  test.each([
    ['a sentence', 'We see errors.', '<p>We see errors.</p>'],
    ['two paragraphs', 'We see errors.\n\n\nWe look.', '<p>We see errors.</p>\n<p>We look.</p>'],
    ['a line end', 'One,\ntwo.', '<p>One,\ntwo.</p>'],
    ['nothing', '\n', ''],
    ['code', 'Set `retry = 3` again.', '<p>Set <code>retry = 3</code> again.</p>'],
    [
      'a link',
      'See [the report](https://example.org/r/1).',
      '<p>See <a href="https://example.org/r/1">the report</a>.</p>',
    ],
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
    '``a``',
    '`a``b`',
    '` a `',
    '![a](https://example.org)',
    '[`a`](https://example.org)',
    '[a](https://example.org?b&c)',
    '[a](javascript:b)',
    '[www.example.org](https://example.org)',
  ])('leaves %j to the parser', (text) => {
    expect(renderSentences(text)).toBeUndefined();
  });
});
