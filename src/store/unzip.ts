/** Archives that somebody else packed: one small file is taken out of one, and nothing is written to disk. */
import { StatusError } from '../errors.ts';
import { readWithin } from '../read-within.ts';

/** More entries than this are none of ours. */
const MAX_ENTRIES = 10;

/**
 * The file of this name in an archive. Throws a StatusError for what is no archive, for one without it or with many
 * others, and for a file of more than `maxBytes`.
 */
export async function readFromArchive(
  archive: Uint8Array,
  { name, maxBytes }: { name: string; maxBytes: number },
): Promise<Uint8Array> {
  const { fromBufferPromise } = await import('yauzl');
  try {
    const zip = await fromBufferPromise(Buffer.from(archive), { lazyEntries: true });
    if (zip.entryCount > MAX_ENTRIES) throw new StatusError(`it holds ${zip.entryCount} files`);
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== name) continue;
      if (entry.uncompressedSize > maxBytes) throw new StatusError(`it holds ${entry.uncompressedSize} bytes`);
      // However small what they were packed into, and whatever that says.
      const { bytes, isCut } = await readWithin(await zip.openReadStreamPromise(entry), maxBytes);
      if (isCut) throw new StatusError(`it holds more than ${maxBytes} bytes`);
      return bytes;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : String(error);
    throw new StatusError(`Cannot read the archive: ${reason}.`, { cause: error });
  }
  throw new StatusError(`Cannot read the archive: it holds no ${name}.`);
}
