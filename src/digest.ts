/** Short names that follow from a text. */
import { createHash, hash } from 'node:crypto';

/** The last `length` characters, a–z and 0–9, of a text's SHA-256 in base 36; the same text, the same characters. */
export function digestOf(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(length, '0').slice(-length);
}

/** What stands in for `page.id`, made from the repository's root commit or from what else is known of the page. */
export function derivePageId(source: string): string {
  return digestOf(source, 12);
}

/** Stands for a text of which only is asked whether it is the same: 132 bits of its SHA-256, which nobody can aim at. */
export function fingerprintOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}
