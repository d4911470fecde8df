/** Text of a source's file, whatever encoding an editor left it in. */

export interface SourceText {
  text: string;
  /** The encoding that was guessed; undefined for UTF-8. */
  guessed?: string | undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Decodes UTF-8, UTF-16 with a byte order mark, and anything else as Windows-1252, which gives every byte a letter. */
export function decodeSource(bytes: Uint8Array): SourceText {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const utf16 = new Map([
    [0xfffe, 'utf-16le'],
    [0xfeff, 'utf-16be'],
  ]).get(mark);
  if (utf16 !== undefined) return { text: new TextDecoder(utf16).decode(bytes), guessed: utf16 };
  if (isUtf8(bytes)) return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
  return { text: new TextDecoder('windows-1252').decode(bytes), guessed: 'windows-1252' };
}
