import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { intersect, type Interval, mergeIntervals, subtractIntervals, totalMs } from '../../src/domain/interval.ts';

type Pair = [start: number, end: number];
const intervals = (pairs: readonly Pair[]): Interval[] => pairs.map(([start, end]) => ({ start, end }));

const somePairs = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 8 });
const someIntervals = somePairs.map((pairs) =>
  intervals(pairs.map(([a, b]): Pair => [Math.min(a, b), Math.max(a, b)])),
);

/** The whole milliseconds that the intervals hold, one by one. */
function instants(list: readonly Interval[]): Set<number> {
  return new Set(list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)));
}

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

describe('mergeIntervals()', () => {
  test.each<[Pair[], Pair[], string]>([
    [[], [], 'nothing stays nothing'],
    [
      [
        [5, 9],
        [0, 3],
      ],
      [
        [0, 3],
        [5, 9],
      ],
      'sorts',
    ],
    [
      [
        [0, 5],
        [3, 9],
      ],
      [[0, 9]],
      'joins what overlaps',
    ],
    [
      [
        [0, 5],
        [5, 9],
      ],
      [[0, 9]],
      'joins what touches',
    ],
    [
      [
        [0, 9],
        [2, 3],
      ],
      [[0, 9]],
      'takes in what lies inside',
    ],
    [[[4, 4]], [], 'leaves out what is empty'],
  ])('makes of %o %o: %s', (pairs, expected) => {
    expect(mergeIntervals(intervals(pairs))).toEqual(intervals(expected));
  });

  test('neither adds nor loses an instant, in any order of the intervals', () => {
    fc.assert(
      fc.property(someIntervals, (list) => {
        const merged = mergeIntervals(list);
        expect(instants(merged)).toEqual(instants(list));
        expect(mergeIntervals(list.toReversed())).toEqual(merged);
        for (const [index, { start }] of merged.slice(1).entries()) expect(merged[index]?.end).toBeLessThan(start);
      }),
    );
  });

  test('does not alter its input', () => {
    const list = intervals([
      [0, 5],
      [3, 9],
    ]);
    mergeIntervals(list);
    expect(list).toEqual(
      intervals([
        [0, 5],
        [3, 9],
      ]),
    );
  });
});

describe('subtractIntervals()', () => {
  test.each<[Pair[], Pair[], Pair[], string]>([
    [
      [[0, 10]],
      [[3, 5]],
      [
        [0, 3],
        [5, 10],
      ],
      'leaves both sides of a hole',
    ],
    [[[0, 10]], [[0, 10]], [], 'leaves nothing of what is covered'],
    [[[0, 10]], [[10, 20]], [[0, 10]], 'leaves what only touches'],
    [
      [
        [0, 10],
        [20, 30],
      ],
      [[5, 25]],
      [
        [0, 5],
        [25, 30],
      ],
      'cuts one hole out of two intervals',
    ],
  ])('takes from %o %o and leaves %o: %s', (from, removed, expected) => {
    expect(subtractIntervals(intervals(from), intervals(removed))).toEqual(intervals(expected));
  });

  test('leaves exactly the instants that no removed interval has', () => {
    fc.assert(
      fc.property(someIntervals, someIntervals, (list, removed) => {
        const holes = instants(removed);
        const left = [...instants(list)].filter((each) => !holes.has(each));
        expect(instants(subtractIntervals(list, removed))).toEqual(new Set(left));
      }),
    );
  });
});

describe('totalMs()', () => {
  test('counts what several cover once', () => {
    expect(
      totalMs(
        intervals([
          [0, 10],
          [5, 15],
          [20, 21],
        ]),
      ),
    ).toBe(16);
  });

  test('of overlapping intervals is never more than their sum', () => {
    fc.assert(
      fc.property(someIntervals, (list) => {
        const sum = list.reduce((total, { start, end }) => total + end - start, 0);
        expect(totalMs(list)).toBeLessThanOrEqual(sum);
        expect(totalMs(list)).toBe(instants(list).size);
      }),
    );
  });
});
