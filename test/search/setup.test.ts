import { describe, expect, it } from 'vitest';

import { describeFound, fill, type SearchWords } from '../../src/search/setup.ts';

const WORDS: SearchWords = {
  ...{ searching: 'searching', foundNone: 'none', foundOne: 'one', more: 'more', again: 'again' },
  ...{ foundAll: 'all {found}', foundSome: '{shown} of {found}', foundSoFar: '{shown} of {found} and more' },
  ...{ failed: 'failed', failedPartly: 'failed partly' },
};

describe('describeFound()', () => {
  it.each([
    [{ found: 0, shown: 0, isComplete: true }, 'none'],
    [{ found: 1, shown: 1, isComplete: true }, 'one'],
    [{ found: 50, shown: 50, isComplete: true }, 'all 50'],
    [{ found: 1_234, shown: 50, isComplete: true }, '50 of 1.234'],
    [{ found: 60, shown: 50, isComplete: false }, '50 of 60 and more'],
  ])('says %j', (progress, text) => {
    expect(describeFound(progress, WORDS, 'de')).toBe(text);
  });
});

describe('fill()', () => {
  it('fills in what it is given, once, and leaves the rest', () => {
    expect(fill('{a} {b} {c}', { a: '{b}', b: '$&' })).toBe('{b} $& {c}');
  });
});
