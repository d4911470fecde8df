import { expect, test } from 'vitest';

import { readWithin } from '../src/read-within.ts';

const bytes = (...numbers: number[]): Uint8Array => Uint8Array.from(numbers);

test.each<[limit: number, kept: number[], isCut: boolean]>([
  [0, [], true],
  [2, [1, 2], true],
  [3, [1, 2, 3], true],
  [4, [1, 2, 3, 4], false],
  [9, [1, 2, 3, 4], false],
])('readWithin() keeps of four bytes %d at most', async (limit, kept, isCut) => {
  const read = await readWithin([bytes(1, 2), bytes(), bytes(3, 4)], limit);
  expect({ kept: [...read.bytes], isCut: read.isCut }).toEqual({ kept, isCut });
});

test('readWithin() leaves a source without an end, which closes it', async () => {
  let [sent, isClosed] = [0, false];
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield await Promise.resolve(bytes((sent += 1) % 256));
    } finally {
      isClosed = true;
    }
  }
  expect(await readWithin(endless(), 100)).toMatchObject({ isCut: true });
  expect({ sent, isClosed }).toEqual({ sent: 101, isClosed: true });
});

test('readWithin() rejects with the error of its source', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes(1));
    throw new Error('reset');
  }
  await expect(readWithin(broken(), 100)).rejects.toThrow('reset');
});
