/** Sentences with times in them, so that each language puts them where it wants and the page can still mark them up. */
import type { Instant } from '../schema/timestamp.ts';

/** Unicode keeps these 32 code points for such use; no text that people read has them. */
const FIRST_SLOT = 0xfdd0;

export interface Phrase {
  /** Each time is one code point in it. */
  text: string;
  times: readonly Instant[];
}

/** Writes a sentence around times: `write` gets something to put in the place of each. */
export function phrase(write: (...slots: string[]) => string, ...times: Instant[]): Phrase {
  return { text: write(...times.map((_, index) => String.fromCodePoint(FIRST_SLOT + index))), times };
}

/** The sentence in the order in which it is read: texts, and the times between them. */
export function partsOf({ text, times }: Phrase): (string | Instant)[] {
  return text
    .split(/([\uFDD0-\uFDEF])/)
    .map((part) => times[(part.codePointAt(0) ?? 0) - FIRST_SLOT] ?? part)
    .filter((part) => part !== '');
}
