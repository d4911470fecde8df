/** Texts of channels that take only so much. */

/** How a service counts the length of a text. */
export type LengthOf = (text: string) => number;

const codePoints: LengthOf = (text) => Array.from(text).length;
const ELLIPSIS = '…';

function clip(text: string, limit: number, lengthOf: LengthOf): string {
  if (lengthOf(text) <= limit) return text;
  if (limit < lengthOf(ELLIPSIS)) return '';
  const characters = Array.from(text);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const fits = lengthOf(characters.slice(0, middle).join('').trimEnd() + ELLIPSIS) <= limit;
    if (fits) low = middle;
    else high = middle - 1;
  }
  const cut = characters.slice(0, low).join('');
  const isInWord = /\S$/.test(cut) && /^\S/.test(characters[low] ?? '');
  const atWord = isInWord ? cut.replace(/\s\S*$/, '') : cut;
  // A word that is longer than half the room, or a language that puts no spaces, is cut where it has to be.
  const kept = atWord.length * 2 > cut.length ? atWord : cut;
  return kept.trimEnd() + ELLIPSIS;
}

/** At most so much of a text, cut at a word, with a sign that there is more. */
export function cutAtWord(text: string, limit: number, lengthOf: LengthOf = codePoints): string {
  return clip(text, Math.max(0, limit), lengthOf);
}

/**
 * A message of what has to stand in it and of what may be cut: `head`, as much of `body` as there is room for, and
 * `link`, which is always whole; a blank line in between. Where even head and link are too long, the head is cut.
 */
export function fitMessage(
  { head, body, link }: Readonly<Record<'head' | 'body' | 'link', string>>,
  limit: number,
  lengthOf: LengthOf = codePoints,
): string {
  const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');
  const whole = joined([head, body, link]);
  if (lengthOf(whole) <= limit) return whole;
  const room = limit - lengthOf(joined([head, 'x', link])) + 1;
  if (room > 1) return joined([head, cutAtWord(body, room, lengthOf), link]);
  return joined([cutAtWord(head, limit - lengthOf(joined(['', link])) - 2, lengthOf), link]);
}
