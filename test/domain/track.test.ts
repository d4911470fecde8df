import { describe, expect, test } from 'vitest';

import { extendTrack, sweep } from '../../src/domain/track.ts';

interface Lettered {
  start: number;
  end: number;
  letter: string;
}
const isSame = (a: Lettered, b: Lettered): boolean => a.letter === b.letter;

describe('extendTrack()', () => {
  test.each<[Lettered, [number, number, string][], string]>([
    [{ start: 5, end: 9, letter: 'a' }, [[0, 9, 'a']], 'lengthens what goes on'],
    [
      { start: 5, end: 9, letter: 'b' },
      [
        [0, 5, 'a'],
        [5, 9, 'b'],
      ],
      'appends what is new',
    ],
    [
      { start: 6, end: 9, letter: 'a' },
      [
        [0, 5, 'a'],
        [6, 9, 'a'],
      ],
      'keeps a gap',
    ],
    [{ start: 5, end: 5, letter: 'b' }, [[0, 5, 'a']], 'leaves out what is empty'],
  ])('with %o gives %o: %s', (next, expected) => {
    const track: Lettered[] = [{ start: 0, end: 5, letter: 'a' }];
    extendTrack(track, next, isSame);
    expect(track.map(({ start, end, letter }) => [start, end, letter])).toEqual(expected);
  });
});

describe('sweep()', () => {
  test('gives each stretch between the edges of all tracks with what holds in it', () => {
    const first = [
      { start: 0, end: 4, letter: 'a' },
      { start: 6, end: 20, letter: 'b' },
    ];
    const second = [{ start: 3, end: 8, letter: 'x' }];
    const stretches = [...sweep([first, second], { start: 1, end: 10 })];
    const drawn = stretches.map(({ start, end, members }) => [start, end, ...members.map((m) => m?.letter ?? '-')]);
    expect(drawn).toEqual([
      [1, 3, 'a', '-'],
      [3, 4, 'a', 'x'],
      [4, 6, '-', 'x'],
      [6, 8, 'b', 'x'],
      [8, 10, 'b', '-'],
    ]);
  });

  test('gives one empty stretch without tracks, and none of an empty window', () => {
    expect([...sweep([], { start: 1, end: 3 })]).toEqual([{ start: 1, end: 3, members: [] }]);
    expect([...sweep([], { start: 3, end: 3 })]).toEqual([]);
  });
});
