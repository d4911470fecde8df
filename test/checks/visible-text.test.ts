import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { quoteForeign, showDuration } from '../../src/checks/visible-text.ts';

const unchanged = (text: string): string => text;

describe('quoteForeign()', () => {
  it.each([
    ['ok', '"ok"'],
    ['a\r\n::error::b\tc', '"a\\r\\n::error::b\\tc"'],
    ['\u001b[31mred\u0000', '"\\u{1B}[31mred\\u{0}"'],
    ['a\u202eb\u200bc', '"a\\u{202E}b\\u{200B}c"'],
    ['half \ud83d', '"half \\u{D83D}"'],
    ['x'.repeat(80), `"${'x'.repeat(80)}"`],
    ['x'.repeat(81), `"${'x'.repeat(80)}…"`],
    ['🙂'.repeat(81), `"${'🙂'.repeat(80)}…"`],
  ])('shows %j', (text, shown) => {
    expect(quoteForeign(text, unchanged)).toBe(shown);
  });

  it('is one line without control characters for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(quoteForeign(text, unchanged)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200D)\p{Cf}/u);
      }),
    );
  });
});

describe('showDuration()', () => {
  it.each([
    [0, '0 ms'],
    [812.4, '812 ms'],
    [1_500, '1.5 s'],
    [10_000, '10 s'],
    [240_000, '4 min'],
    [90 * 60_000, '90 min'],
    [25 * 3_600_000, '25 h'],
    [84 * 3_600_000, '3.5 d'],
  ])('shows %d ms as %s', (ms, shown) => {
    expect(showDuration(ms)).toBe(shown);
  });
});
