import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { excerptOf, markMatches, type Piece } from '../../src/search/excerpt.ts';
import { parseTerms } from '../../src/search/match.ts';

/** The pieces as one text, with what is found in brackets. */
function show(pieces: readonly Piece[]): string {
  return pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');
}

describe('markMatches()', () => {
  it.each([
    ['Slow database', '', 'Slow database'],
    ['Slow database, slow answers', 'SLOW', '[Slow] database, [slow] answers'],
    ['Café in Zürich', 'cafe zurich', '[Café] in [Zürich]'],
    ['Straße', 'as', 'Str[aß]e'],
    ['databases', 'database base', '[database]s'],
    ['aaaa', 'aa', '[aaaa]'],
    ['障害の発生', '発生', '障害の[発生]'],
    ['<b>bold</b>', '<b>', '[<b>]bold</b>'],
  ])('marks in %j what %j finds', (text, query, marked) => {
    expect(show(markMatches(text, parseTerms(query)))).toBe(marked);
  });

  it('loses no character of any text', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (value, query) => {
        const pieces = markMatches(value, parseTerms(query));
        expect(pieces.map((piece) => piece.text).join('')).toBe(value);
      }),
    );
  });
});

const LONG = 'one two three four five six seven eight nine ten '.repeat(20).trim();

describe('excerptOf()', () => {
  it('is nothing where no word is found', () => {
    expect(excerptOf('some text', parseTerms('other'))).toEqual([]);
    expect(excerptOf('some text', [])).toEqual([]);
  });

  it('is a short text whole', () => {
    expect(show(excerptOf('We found the database.', ['database']))).toBe('We found the [database].');
  });

  it('cuts a long text between words, around the first match', () => {
    const text = `${LONG} needle ${LONG}`;
    const excerpt = show(excerptOf(text, ['needle']));
    expect(excerpt).toMatch(/^…\w+ .* \[needle\] .*\w+…$/);
    expect(text).toContain(excerpt.slice(1, -1).replace(/[[\]]/g, ''));
    expect(excerpt.length).toBeLessThan(210);
    expect(excerpt.indexOf('[')).toBeGreaterThan(35);
  });

  it.each(['データベース', '🔥', 'e\u0301', 'x'])(
    'cuts a text of %j and no space between letters, not in one',
    (letter) => {
      const pieces = excerptOf(`${letter.repeat(300)}障害${letter.repeat(300)}`, ['障害']);
      const text = pieces.map((piece) => piece.text).join('');
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(/…\p{M}/u);
      expect(pieces.find(({ isMatch }) => isMatch)?.text).toBe('障害');
      expect(text.length).toBeLessThan(230);
    },
  );

  it('holds a match of any text that has one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.string({ maxLength: 600 }), (before, after) => {
        expect(excerptOf(`${before} needle ${after}`, ['needle']).some(({ isMatch }) => isMatch)).toBe(true);
      }),
    );
  });
});
