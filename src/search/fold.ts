/** How texts are compared: neither case nor accents count, nor in which of its forms a letter is written. */

/** The accents of Latin, Greek and Cyrillic. Marks of other scripts make another letter, as in か and が. */
const ACCENTS = /[\u0300-\u036f]/g;

/** A letter with its marks, which are folded together or not at all. */
const LETTER = /\P{M}\p{M}*|\p{M}+/gu;

/** The form in which texts are compared. */
export function fold(text: string): string {
  // Upper case first, as ß and ı have no other common form with SS and I; a sigma at the end of a word has two.
  return text.normalize('NFKD').replace(ACCENTS, '').toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

export interface FoldedText {
  folded: string;
  /** For each code unit of the folded text, where in the text its letter begins and ends. */
  starts: number[];
  ends: number[];
}

/** The same with the way back into the text. */
export function foldWithPlaces(text: string): FoldedText {
  const result: FoldedText = { folded: '', starts: [], ends: [] };
  for (const { 0: letter, index } of text.matchAll(LETTER)) {
    const part = fold(letter);
    for (let unit = 0; unit < part.length; unit += 1) {
      result.starts.push(index);
      result.ends.push(index + letter.length);
    }
    result.folded += part;
  }
  return result;
}
