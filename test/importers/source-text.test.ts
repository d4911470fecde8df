import { describe, expect, it } from 'vitest';

import { decodeSource } from '../../src/importers/source-text.ts';

describe('decodeSource()', () => {
  it('reads UTF-8 and keeps a byte order mark for the reader of the text', () => {
    expect(decodeSource(new TextEncoder().encode('\uFEFFKühl'))).toEqual({ text: '\uFEFFKühl' });
  });

  it('reads other bytes as Windows-1252 and says so', () => {
    expect(decodeSource(Uint8Array.from([0x4b, 0xfc, 0x68, 0x6c, 0x80]))).toEqual({
      text: 'Kühl€',
      guessed: 'windows-1252',
    });
  });

  it('reads UTF-16 by its byte order mark', () => {
    expect(decodeSource(Uint8Array.from([0xff, 0xfe, 0x4b, 0, 0xfc, 0]))).toEqual({ text: 'Kü', guessed: 'utf-16le' });
    expect(decodeSource(Uint8Array.from([0xfe, 0xff, 0, 0x4b, 0, 0xfc]))).toEqual({ text: 'Kü', guessed: 'utf-16be' });
  });

  it('reads no bytes as no text', () => {
    expect(decodeSource(new Uint8Array())).toEqual({ text: '' });
  });
});
