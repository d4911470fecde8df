import { describe, expect, it } from 'vitest';

import { decodeText, MAX_BODY_BYTES, readBody } from '../../../src/checks/http/body.ts';

async function* chunks(sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield Buffer.alloc(size, 'x');
}

describe('readBody()', () => {
  it.each([
    [[], 0, false],
    [[1, 2], 3, false],
    [[MAX_BODY_BYTES], MAX_BODY_BYTES, false],
    [[MAX_BODY_BYTES, 1], MAX_BODY_BYTES, true],
    [[3 * MAX_BODY_BYTES], MAX_BODY_BYTES, true],
  ])('of chunks of %j bytes has %i bytes', async (sizes, length, isCut) => {
    const body = await readBody(chunks(sizes));
    expect({ length: body.bytes.length, isCut: body.isCut }).toEqual({ length, isCut });
  });

  it('takes an empty body for empty in every encoding', async () => {
    expect((await readBody(chunks([]), 'gzip')).bytes).toHaveLength(0);
  });

  it('closes a source that it does not read to the end', async () => {
    let isClosed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(64 * 1_024);
      } finally {
        isClosed = true;
      }
    }
    await readBody(endless());
    expect(isClosed).toBe(true);
  });
});

describe('decodeText()', () => {
  it.each([
    [[0xc3, 0xa4], undefined, 'ä'],
    [[0xef, 0xbb, 0xbf, 0x61], 'application/json', 'a'],
    [[0xe4], 'text/html; charset=ISO-8859-1', 'ä'],
    [[0xe4], 'text/html; charset="latin1"', 'ä'],
    [[0xc3, 0xa4], 'text/html; charset=nonsense', 'ä'],
    [[0xff], undefined, '\ufffd'],
  ])('of %j in %s is %j', (bytes, contentType, text) => {
    expect(decodeText(Uint8Array.from(bytes), contentType)).toBe(text);
  });
});
