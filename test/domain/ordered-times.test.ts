import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { putInOrder } from '../../src/domain/ordered-times.ts';
import '../support/fast-check.ts';

/** The longest row that does not go backwards, found by trying every choice. */
function longestByTrial(times: readonly number[]): number {
  const choices = Array.from({ length: 2 ** times.length }, (_, choice) =>
    times.filter((_time, place) => (choice >> place) % 2 === 1),
  );
  const isRow = (row: readonly number[]): boolean => row.every((time, place) => time >= (row[place - 1] ?? 0));
  return Math.max(...choices.filter(isRow).map(({ length }) => length));
}

describe('putInOrder()', () => {
  it.each<[string, number[], number[]]>([
    ['times in order', [1, 2, 2, 5], [1, 2, 2, 5]],
    ['one that went back', [1, 2, 0, 5], [1, 2, 2, 5]],
    ['one from the future', [1, 90, 2, 5], [1, 1, 2, 5]],
    ['a first one from the future', [90, 2, 5], [2, 2, 5]],
    ['two of which one is wrong', [5, 2], [5, 5]],
    ['one from the future before the last', [1, 2, 90, 5], [1, 2, 2, 5]],
    ['a last one that went back', [3, 4, 2], [3, 4, 4]],
    ['one that cannot be read', [1, NaN, 5], [1, 1, 5]],
    ['a first one that cannot be read', [NaN, 2], [2, 2]],
    ['none that can be read', [NaN, NaN], [0, 0]],
    ['no commit', [], []],
  ])('believes as many as possible of %s', (_, claimed, times) => {
    expect(putInOrder(claimed)).toEqual(times);
  });

  it('never goes backwards, leaves what is in order, and changes no more than it must', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 9 }), (claimed) => {
        const times = putInOrder(claimed);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(putInOrder(times)).toEqual(times);
        const unchanged = times.filter((time, place) => time === claimed[place]);
        expect(unchanged.length).toBeGreaterThanOrEqual(longestByTrial(claimed));
      }),
    );
  });
});
