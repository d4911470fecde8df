import { createHash } from 'node:crypto';

/** SHA-256 of a text, its first 32 hexadecimal digits: enough to tell two texts apart, short enough for a line. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
