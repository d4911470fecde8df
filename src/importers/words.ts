/** The law of an import: no word of a source file may be lost. */

/** The words of a text with how often each stands in it; case and punctuation do not count. */
export function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text
    .normalize('NFC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/**
 * Lines of a source that hold a word which stands less often in `kept` than in the source. A word that stands twice
 * in the source and once in `kept` is missed where it stands last.
 */
export function findLostLines(source: string, kept: string): { line: number; text: string }[] {
  const left = countWords(kept);
  const lost: { line: number; text: string }[] = [];
  for (const [index, text] of source.split('\n').entries()) {
    let isLost = false;
    for (const [word, count] of countWords(text)) {
      const remaining = (left.get(word) ?? 0) - count;
      left.set(word, Math.max(remaining, 0));
      isLost ||= remaining < 0;
    }
    if (isLost) lost.push({ line: index + 1, text: text.trim() });
  }
  return lost;
}
