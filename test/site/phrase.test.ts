import { describe, expect, it } from 'vitest';

import { partsOf, phrase } from '../../src/site/phrase.ts';

describe('partsOf()', () => {
  it('has times where the sentence puts them, in any order', () => {
    const between = (a: string, b: string): string => `from ${b} to ${a}`;
    expect(partsOf(phrase(between, 10, 20))).toEqual(['from ', 20, ' to ', 10]);
    expect(partsOf(phrase((time = '') => `${time} or ${time}`, 10))).toEqual([10, ' or ', 10]);
  });

  it('is the text alone where there is no time', () => {
    expect(partsOf(phrase(() => 'Not known'))).toEqual(['Not known']);
    expect(partsOf(phrase(() => ''))).toEqual([]);
  });

  it('takes no text that people write for a time', () => {
    const hostile = '{0} $1 %s \u{1F525} \uFDD5';
    expect(partsOf(phrase((time = '') => `${hostile}${time}`, 10)).filter((part) => typeof part !== 'string')).toEqual([
      10,
    ]);
  });
});
