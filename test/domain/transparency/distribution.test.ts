import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { distributionOf } from '../../../src/domain/transparency/distribution.ts';

describe('distributionOf()', () => {
  it.each([
    [[5], { count: 1, shortestMs: 5, medianMs: 5, p90Ms: 5, longestMs: 5 }],
    [[9, 1], { count: 2, shortestMs: 1, medianMs: 1, p90Ms: 9, longestMs: 9 }],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], { count: 10, shortestMs: 1, medianMs: 5, p90Ms: 9, longestMs: 10 }],
  ])('ranks %j', (lengths, expected) => {
    expect(distributionOf(lengths)).toEqual(expected);
  });

  it('has nothing to say of nothing', () => {
    expect(distributionOf([])).toBeNull();
  });

  it('names lengths that occurred, with at least the share of all that it says below each', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (lengths) => {
        const found = distributionOf(lengths);
        for (const [share, ms] of [
          [0, found?.shortestMs],
          [0.5, found?.medianMs],
          [0.9, found?.p90Ms],
          [1, found?.longestMs],
        ] as const) {
          expect(lengths).toContain(ms);
          expect(lengths.filter((each) => each <= (ms ?? -1)).length).toBeGreaterThanOrEqual(share * lengths.length);
          expect(lengths.filter((each) => each < (ms ?? -1)).length).toBeLessThanOrEqual(share * lengths.length);
        }
      }),
    );
  });
});
