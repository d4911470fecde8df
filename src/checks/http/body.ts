import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Readable, type Transform } from 'node:stream';

import { type ReadBytes, readWithin } from '../../read-within.ts';
import { ProtocolError } from '../error-class.ts';

/** How much of a body is read, in bytes, as sent and once decoded. */
export const MAX_BODY_BYTES = 1_024 * 1_024;

/** `deflate` is sent with and without the zlib header; the low half of its first byte is 8 where it is there. */
function createDecoder(encoding: string, bytes: Uint8Array): Transform | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding !== 'deflate') return undefined;
  return ((bytes[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

async function decode(body: ReadBytes, encoding: string, limit: number): Promise<ReadBytes> {
  const decoder = createDecoder(encoding, body.bytes);
  if (decoder === undefined) throw new ProtocolError('the body has an encoding other than gzip, br and deflate');
  if (body.bytes.length === 0) return body;
  const source = Readable.from([body.bytes], { objectMode: false });
  source.pipe(decoder);
  try {
    return await readWithin(decoder, limit);
  } catch (error) {
    throw new ProtocolError(`the body is not valid ${encoding}`, { cause: error });
  } finally {
    source.destroy();
    decoder.destroy();
  }
}

/**
 * Reads a body as far as `limit` bytes and decodes it as its `content-encoding` says, to as many bytes again:
 * neither a body without end nor one that unpacks to gigabytes costs more. Rejects with the stream's error, and with a
 * {@link ProtocolError} for what cannot be decoded.
 */
export async function readBody(
  source: AsyncIterable<Uint8Array>,
  contentEncoding = 'identity',
  limit: number = MAX_BODY_BYTES,
): Promise<ReadBytes> {
  const encoding = contentEncoding.trim().toLowerCase();
  const body = await readWithin(source, limit);
  if (encoding === 'identity' || encoding === '') return body;
  return decode(body, encoding, limit);
}

/** The text of a body in the charset that its content-type names, UTF-8 where it names none that is known. */
export function decodeText(bytes: Uint8Array, contentType = ''): string {
  const label = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder().decode(bytes);
    throw error;
  }
}
