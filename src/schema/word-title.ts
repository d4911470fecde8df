/** A word of a closed set as people read it: `in_progress` as `In progress`. */
export function wordTitle(word: string): string {
  const words = word.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
