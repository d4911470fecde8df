import fc from 'fast-check';
import { expect, test } from 'vitest';

import { showInvisible } from '../../src/schema/visible-text.ts';

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
