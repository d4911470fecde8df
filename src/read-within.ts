/** Bytes that somebody else sends: nobody but us says how many are taken. */

export interface ReadBytes {
  bytes: Uint8Array;
  /** Whether there were more, of which nothing was kept. */
  isCut: boolean;
}

/** Reads a source to its end, or as far as `limit` bytes, and then leaves it, which closes it. Rejects with its error. */
export async function readWithin(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limit: number,
): Promise<ReadBytes> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, limit), isCut: length > limit };
}
