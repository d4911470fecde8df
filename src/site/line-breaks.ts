/** Sets a text in lines: where they may break, how large it can be, where it has to end. */

/** One way of setting a text: so large, in at most so many lines. */
export interface Setting {
  size: number;
  lines: number;
}

export interface SetText {
  size: number;
  lines: string[];
}

/** Width of a text that is set at `size`, in pixels. */
export type Measure = (text: string, size: number) => number;

/** What stays together on a line. */
interface Piece {
  text: string;
  /** Whether a space parts it from the piece before it. */
  isSpaced: boolean;
}

/** Letters of a text that are looked at. */
export const LONGEST = 300;
const NARROWEST = 0.55;
const WRITTEN_WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const NEVER_FIRST = /^[\p{Pe}\p{Pf}\p{Po}ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const NEVER_LAST = /[\p{Ps}\p{Pi}]$/u;

const words = new Intl.Segmenter('ja', { granularity: 'word' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Japanese breaks between its words, but neither before closing marks nor after opening ones. */
function splitWord(word: string): string[] {
  if (!WRITTEN_WITHOUT_SPACES.test(word)) return [word];
  const parts: string[] = [];
  for (const { segment } of words.segment(word)) {
    const last = parts.at(-1);
    if (last !== undefined && (NEVER_FIRST.test(segment) || NEVER_LAST.test(last))) parts[parts.length - 1] += segment;
    else parts.push(segment);
  }
  return parts;
}

function splitText(text: string): Piece[] {
  const spaced = text.split(/[^\S\u00A0]+/).filter((word) => word !== '');
  return spaced.flatMap((word) => splitWord(word).map((part, index) => ({ text: part, isSpaced: index === 0 })));
}

/** A piece that no line can hold, in pieces that one can. */
function breakUp(piece: Piece, fits: (text: string) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let { isSpaced } = piece;
  let text = '';
  for (const { segment } of graphemes.segment(piece.text)) {
    if (text !== '' && !fits(text + segment)) {
      pieces.push({ text, isSpaced });
      isSpaced = false;
      text = '';
    }
    text += segment;
  }
  return [...pieces, { text, isSpaced }];
}

function fillLines(pieces: readonly Piece[], fits: (text: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    const longer = line + (piece.isSpaced && line !== '' ? ' ' : '') + piece.text;
    if (line === '' || fits(longer)) {
      line = longer;
    } else {
      lines.push(line);
      line = piece.text;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Ends a line with an ellipsis: after a word that still fits beside it, else within one. */
function cut(line: string, fits: (text: string) => boolean): string {
  const letters = [...graphemes.segment(line)].map(({ segment }) => segment);
  while (letters.length > 1 && !fits(`${letters.join('')}…`)) letters.pop();
  const kept = letters.join('');
  const isWithinWord = kept !== line && /^\S/.test(line.slice(kept.length));
  const words = isWithinWord ? kept.replace(/\s+\S*$/, '') : kept;
  return `${(words.length > kept.length / 2 ? words : kept).replace(/[\s\p{Po}\p{Pd}]+$/u, '')}…`;
}

/**
 * Sets a text as large as it can be: in the first of the settings that holds it, in lines of about the same width; in
 * the last one, cut, where none does.
 */
export function setText(
  text: string,
  width: number,
  options: { settings: readonly Setting[]; measure: Measure },
): SetText {
  const { settings, measure } = options;
  const pieces = splitText(text.slice(0, LONGEST));
  let set: SetText = { size: 0, lines: [] };
  for (const { size, lines: most } of settings) {
    const isWithin = (limit: number) => (line: string) => measure(line, size) <= limit;
    const fits = isWithin(width);
    const isWhole = pieces.every((piece) => fits(piece.text));
    const whole = isWhole ? pieces : pieces.flatMap((piece) => breakUp(piece, fits));
    set = { size, lines: fillLines(whole, fits) };
    if (set.lines.length <= most && text.length <= LONGEST && isWhole) {
      return { size, lines: balance(whole, { count: set.lines.length, width, isWithin }) };
    }
  }
  const most = settings.at(-1)?.lines ?? 1;
  const isLonger = set.lines.length > most || text.length > LONGEST;
  if (!isLonger) return set;
  const kept = set.lines.slice(0, most);
  return { ...set, lines: [...kept.slice(0, -1), cut(kept.at(-1) ?? '', (line) => measure(line, set.size) <= width)] };
}

interface Balance {
  count: number;
  width: number;
  isWithin: (limit: number) => (line: string) => boolean;
}

/** The same number of lines in the narrowest column that takes it. */
function balance(pieces: readonly Piece[], { count, width, isWithin }: Balance): string[] {
  let narrow = width * NARROWEST;
  let wide = width;
  while (wide - narrow > 8) {
    const middle = (narrow + wide) / 2;
    const fits = isWithin(middle);
    const isHeld = pieces.every((piece) => fits(piece.text)) && fillLines(pieces, fits).length <= count;
    if (isHeld) wide = middle;
    else narrow = middle;
  }
  return fillLines(pieces, isWithin(wide));
}
