/** The file that a run of validate.yml leaves: whoever opened the pull request may have written it. */
import { MAX_PREVIEW_BYTES, type Preview, PreviewSchema } from '../../schema/preview.ts';

/** Reads a preview; undefined for anything that is not exactly one. */
export function parsePreview(bytes: Uint8Array): Preview | undefined {
  if (bytes.length > MAX_PREVIEW_BYTES) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return PreviewSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    // No UTF-8, no JSON, or brackets in brackets until the stack ends.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
