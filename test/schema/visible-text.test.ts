import fc from 'fast-check';
import { expect, test } from 'vitest';

import { shorten, showInvisible, thinMarks, toAddress, toLine } from '../../src/schema/visible-text.ts';

test.each([
  ['line ends and tabs', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['escape sequences', '\u001b[31m\u009b31m', '\\u{1B}[31m\\u{9B}31m'],
  ['separators of lines and paragraphs', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
  ['a turned direction', '\u202einternal\u2066', '\\u{202E}internal\\u{2066}'],
  ['characters without width', 'in\u200bter\u2060nal\ufeff', 'in\\u{200B}ter\\u{2060}nal\\u{FEFF}'],
  ['a soft hyphen', 'in\u00adternal', 'in\\u{AD}ternal'],
  ['marks of Arabic direction and of Mongolian vowels', 'a\u061cb\u180e', 'a\\u{61C}b\\u{180E}'],
  ['tags, which hide a text in a text', 'a\u{e0041}\u{e0042}', 'a\\u{E0041}\\u{E0042}'],
  ['half a surrogate pair', 'a\ud800', 'a\\u{D800}'],
  ['a joiner between letters', 'in\u200dter', 'in\\u{200D}ter'],
  ['a joiner at the end of an emoji', '👩\u200d', '👩\\u{200D}'],
  ['an emoji of several characters as it is', '👩‍👧 👩🏽‍🚒 ❤️‍🔥', '👩‍👧 👩🏽‍🚒 ❤️‍🔥'],
  ['letters of any script as they are', 'Störung 障害 отказ é', 'Störung 障害 отказ é'],
])('showInvisible() shows %s', (_what, text, shown) => {
  expect(showInvisible(text)).toBe(shown);
});

test('showInvisible() changes nothing in what it has shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = showInvisible(text);
      expect(showInvisible(shown)).toBe(shown);
    }),
  );
});

test.each([
  ['line ends of every kind become a space', 'a\r\nb\u2028c\u0085d\te', 'a b c d e'],
  ['a direction that is turned ends with the text', 'a \u202Eb', 'a \u202Eb\u202C'],
  ['so do several, the last one first', '\u2067a\u202Bb', '\u2067a\u202Bb\u202C\u2069'],
  ['the end of an isolation ends what is in it as well', '\u2068a\u202Eb\u2069c', '\u2068a\u202Eb\u202C\u2069c'],
  ['ends of what was begun outside are dropped', 'a\u2069\u202Cb', 'ab'],
  ['the end of an embedding ends no isolation', '\u2066a\u202Cb\u2069', '\u2066ab\u2069'],
  ['marks of direction stay, which turn nothing', 'C\u200E++', 'C\u200E++'],
])('toLine(): %s', (_what, text, line) => {
  expect(toLine(text)).toBe(line);
});

test('toLine() changes nothing in what it has changed', () => {
  const signs = fc.constantFrom(...'ab\n\u0301\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069');
  fc.assert(
    fc.property(fc.string({ unit: signs, maxLength: 30 }), (text) => {
      expect(toLine(toLine(text))).toBe(toLine(text));
    }),
  );
});

test('toAddress() writes out what in an address is not seen, and leaves letters of any script', () => {
  expect(toAddress('https://example.org/a\u202Egnp.x b/障害?é=1%20#\u200B')).toBe(
    'https://example.org/a%E2%80%AEgnp.x%20b/障害?é=1%20#%E2%80%8B',
  );
  expect(toAddress('https://example.org/\uD800')).toBe('https://example.org/\uFFFD');
});

test('thinMarks() leaves the letters of languages, and six marks of a pile', () => {
  for (const text of ['Ṩ ễ ǖ', 'שָׁלוֹם', 'ที่ กู้', 'བསྒྲུབས', '❤️‍🔥 👍🏽'])
    expect(thinMarks(text.normalize('NFD'))).toBe(text.normalize('NFD'));
  expect(thinMarks(`Z${'\u0300\u0323'.repeat(50)}!`)).toBe(`Z${'\u0300\u0323'.repeat(3)}!`);
});

test.each([
  ['abcde', 5, 'abcde'],
  ['abcdef', 5, 'abcd…'],
  ['👍👍👍👍👍', 5, '👍👍👍👍👍'],
  ['👍👍👍👍👍👍', 5, '👍👍👍👍…'],
  ['a👍'.repeat(1_000), 4, 'a👍a…'],
])('shorten() leaves of %j at most %i characters', (text, most, shown) => {
  expect(shorten(text, most)).toBe(shown);
});
