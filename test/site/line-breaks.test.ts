import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { LONGEST, setText } from '../../src/site/line-breaks.ts';

/** Letters that are as wide as the text is large. */
const measure = (text: string, size: number): number => [...text].length * size;

/** Room for ten letters in two lines, or for twenty in three. */
const settings = [
  { size: 2, lines: 2 },
  { size: 1, lines: 3 },
];

function lines(text: string): string[] {
  return setText(text, 20, { settings, measure }).lines;
}

describe('setText()', () => {
  test.each([
    ['large where that has room', 'API is down', { size: 2, lines: ['API is', 'down'] }],
    ['smaller where not', 'Public API is down for some', { size: 1, lines: ['Public API is', 'down for some'] }],
    ['not at all where there is none', '', { size: 2, lines: [] }],
  ])('sets a text %s', (_how, text, expected) => {
    expect(setText(text, 20, { settings, measure })).toEqual(expected);
  });

  test.each([
    ['in lines of about the same width', 'aaaa bbbb cccc dddd eeee', ['aaaa bbbb cccc', 'dddd eeee']],
    [
      'not at a space that holds a time and its zone together',
      'Until about 10:05\u00A0UTC',
      ['Until about', '10:05\u00A0UTC'],
    ],
    ['within a word that no line holds', 'x'.repeat(30), ['x'.repeat(20), 'x'.repeat(10)]],
    [
      'between the words of Japanese',
      '一部のお客様がログインに繋がらない状況です。',
      ['一部のお客様がログインに繋がら', 'ない状況です。'],
    ],
    [
      'neither before a closing mark nor after an opening one',
      '接続が切れることがあります。「タイムアウト」が多発',
      ['接続が切れることがあります。', '「タイムアウト」が多発'],
    ],
  ])('breaks %s', (_how, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  test.each([
    ['after a word', 'aaaaa bbbbb ccccc ddddd eeeee fffff ggggg hhhhh iiiii jjjjj', 'ggggg hhhhh iiiii…'],
    [
      'without the comma that stood there',
      'aaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbb ccccccccccc, ddddddddd eeee',
      'ccccccccccc…',
    ],
    ['within a word where nothing else is left', 'x'.repeat(100), `${'x'.repeat(19)}…`],
  ])('cuts what is too long %s', (_how, text, last) => {
    expect(lines(text)).toHaveLength(3);
    expect(lines(text).at(-1)).toBe(last);
  });

  test('keeps to the width and to the number of lines, whatever it is given', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 2 * LONGEST }), fc.lorem({ maxCount: 80 }));
    fc.assert(
      fc.property(text, (given) => {
        const set = setText(given, 40, {
          settings,
          measure: (line, size) => [...new Intl.Segmenter('en').segment(line)].length * size,
        });
        expect(set.lines.length).toBeLessThanOrEqual(3);
        for (const line of set.lines)
          expect([...new Intl.Segmenter('en').segment(line)].length).toBeLessThanOrEqual(40 / set.size);
      }),
    );
  });
});
