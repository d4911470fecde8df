import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fold, foldWithPlaces } from '../../src/search/fold.ts';

describe('fold()', () => {
  it.each([
    ['Datenbank', 'DATENBANK'],
    ['café', 'CAFE'],
    ['cafe\u0301', 'café'],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['İstanbul', 'istanbul'],
    ['ﬁle', 'file'],
    ['ＡＰＩ', 'api'],
    ['ｶﾞ', 'ガ'],
    ['a\u00a0b', 'a b'],
  ])('makes %j and %j one', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['か', 'が'],
    ['कि', 'क'],
    ['データ', 'テータ'],
  ])('keeps the letters %j and %j apart', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });
});

describe('foldWithPlaces()', () => {
  it('knows for each folded character which letter of the text it comes from', () => {
    const { folded, starts, ends } = foldWithPlaces('aß\u0301c');
    expect([folded, starts, ends]).toEqual(['assc', [0, 1, 1, 3], [1, 3, 3, 4]]);
  });

  it('folds any text as fold() does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { folded, starts, ends } = foldWithPlaces(text);
        expect(folded).toBe(fold(text));
        expect([starts.length, ends.length]).toEqual([folded.length, folded.length]);
      }),
    );
  });
});
