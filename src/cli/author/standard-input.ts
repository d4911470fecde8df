/** A text that another program hands over. */
import { MAX_FILE_BYTES } from '../../content/text.ts';
import { StatusError } from '../../errors.ts';

/** The text of `--message`; for `-` all of standard input. Throws a StatusError for more than a file may hold, and for what is no UTF-8. */
export async function readMessage(written: string | undefined): Promise<string | undefined> {
  if (written !== '-') return written;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.length;
    if (bytes > MAX_FILE_BYTES)
      throw new StatusError(`Cannot read the message: standard input has more than ${MAX_FILE_BYTES} bytes.`);
    chunks.push(part);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new StatusError('Cannot read the message: standard input is no text in UTF-8.', { cause: error });
  }
}
