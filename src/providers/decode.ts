/** Bytes of a provider's document to its text. */

const BYTE_ORDER_MARKS: readonly [string, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
];
const HEAD_BYTES = 200;

function markedEncoding(bytes: Uint8Array): string | undefined {
  return BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
}

/** JSON and XML begin with ASCII, so that in UTF-16 every other byte of their beginning is zero. */
function guessUtf16(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0 && third === 0 && second !== 0) return 'utf-16be';
  return second === 0 && fourth === 0 && first !== 0 ? 'utf-16le' : undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head)?.[1];
}

function decoderFor(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The text of a document by its byte order mark, else by its zero bytes, the charset of its content type, what XML
 * declares, or as UTF-8. Never throws; bytes that are no text become U+FFFD.
 */
export function decodeDocument(bytes: Uint8Array, contentType = ''): string {
  const charset = /;\s*charset\s*=\s*"?([^\s";]{1,40})/i.exec(contentType)?.[1];
  const known = markedEncoding(bytes) ?? guessUtf16(bytes);
  // What a header calls UTF-16 and what has no zero bytes is none.
  const told = known ?? (charset?.toLowerCase().startsWith('utf-16') ? undefined : charset);
  const decoder = decoderFor(told) ?? decoderFor(declaredEncoding(bytes)) ?? new TextDecoder();
  return decoder.decode(bytes);
}
