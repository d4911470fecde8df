/** A text that another program hands over. */
import { MAX_FILE_BYTES } from '../../content/text.ts';
import { StatusError } from '../../errors.ts';
import { readWithin } from '../../read-within.ts';

/** The text of `--message`; for `-` all of standard input. Throws a StatusError for more than a file may hold, and for what is no UTF-8. */
export async function readMessage(written: string | undefined): Promise<string | undefined> {
  if (written !== '-') return written;
  const { bytes, isCut } = await readWithin(process.stdin, MAX_FILE_BYTES);
  if (isCut) throw new StatusError(`Cannot read the message: standard input has more than ${MAX_FILE_BYTES} bytes.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new StatusError('Cannot read the message: standard input is no text in UTF-8.', { cause: error });
  }
}
