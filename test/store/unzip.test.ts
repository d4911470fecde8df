import { describe, expect, test } from 'vitest';

import { readFromArchive } from '../../src/store/unzip.ts';
import { makeZip } from '../support/make-zip.ts';

const MAX_BYTES = 1_000;
const file = (name: string, text = 'Words.') => ({ name, bytes: Buffer.from(text) });
const read = (archive: Uint8Array) => readFromArchive(archive, { name: 'preview.json', maxBytes: MAX_BYTES });
const BOMB = file('preview.json', '\0'.repeat(5_000_000));

describe('readFromArchive()', () => {
  test('gives the file that is asked for', async () => {
    const found = await read(makeZip([file('other.txt', 'x'), file('preview.json')]));
    expect(Buffer.from(found).toString()).toBe('Words.');
  });

  test.each([
    ['is no archive', () => Buffer.from('PK'), 'Cannot read the archive: '],
    ['is empty', () => Buffer.alloc(0), 'Cannot read the archive: '],
    ['is cut', () => makeZip([file('preview.json')]).subarray(0, -10), 'Cannot read the archive: '],
    ['lacks the file', () => makeZip([file('x')]), 'Cannot read the archive: it holds no preview.json.'],
    ['holds a way out', () => makeZip([file('../preview.json')]), 'Cannot read the archive: invalid relative path'],
    [
      'holds many',
      () => makeZip(Array.from({ length: 500 }, () => file('x'))),
      'Cannot read the archive: it holds 500 files.',
    ],
    ['is a bomb', () => makeZip([BOMB]), 'Cannot read the archive: it holds 5000000 bytes.'],
    [
      'is a bomb that tells another size',
      () => makeZip([{ ...BOMB, toldSize: 100 }]),
      'Cannot read the archive: too many bytes',
    ],
    [
      'holds less than it tells',
      () => makeZip([{ ...file('preview.json'), toldSize: 900 }]),
      'Cannot read the archive: not enough bytes',
    ],
  ] as const)('refuses what %s', async (_, make, letter) => {
    await expect(read(make())).rejects.toThrow(letter);
  });
});
