import { describe, expect, test } from 'vitest';

import { intersect, type Interval } from '../../src/domain/interval.ts';

type Pair = [start: number, end: number];
const intervals = (pairs: readonly Pair[]): Interval[] => pairs.map(([start, end]) => ({ start, end }));

describe('intersect()', () => {
  test.each<[Pair, Pair, Pair | undefined, string]>([
    [[0, 10], [5, 15], [5, 10], 'a part of both'],
    [[0, 10], [2, 4], [2, 4], 'the inner one'],
    [[0, 10], [10, 20], undefined, 'nothing where they touch'],
    [[0, 10], [11, 20], undefined, 'nothing where they are apart'],
    [[5, 5], [0, 10], undefined, 'nothing of an empty one'],
  ])('of %o and %o is %o: %s', (a, b, expected) => {
    const [first, second] = intervals([a, b]);
    const both = first !== undefined && second !== undefined ? intersect(first, second) : undefined;
    expect(both && [both.start, both.end]).toEqual(expected);
  });
});
