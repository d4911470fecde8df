/** Texts that came from outside, shown so that nothing in them acts or hides. */

/** Joins the parts of an emoji, which is seen; anywhere else it is not. */
const EMOJI_JOINER = /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?)\u200D(?=\p{Extended_Pictographic})/u;
/** What would break a line, steer a terminal, turn the direction of the text, or not be seen at all. */
const INVISIBLE = new RegExp(`${EMOJI_JOINER.source}|([\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}])`, 'gu');

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string): string {
  return NAMED[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

/** The text on one line, with every character written out that could act or pretend to be something else. */
export function showInvisible(text: string): string {
  return text.replace(INVISIBLE, (found, invisible?: string) =>
    invisible === undefined ? found : escapeCharacter(invisible),
  );
}

/** Whether a text has something to see in it, and not only spaces or characters without width. */
export function isVisible(text: string): boolean {
  return /[^\p{C}\p{Z}\p{M}\u2800\u3164]/u.test(text);
}

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Signs that turn the direction of what follows, each with the one that ends it. */
const ENDS = new Map([
  ...Array.from('\u202A\u202B\u202D\u202E', (sign) => [sign, '\u202C'] as const),
  ...Array.from('\u2066\u2067\u2068', (sign) => [sign, '\u2069'] as const),
]);
const TURNING = /([\u202A-\u202E\u2066-\u2069])/;

/** The text in which every sign that turns the direction ends within it, and none ends what was begun outside. */
function closeDirections(text: string): string {
  const open: string[] = [];
  const kept = text.split(TURNING).map((part) => {
    const end = ENDS.get(part);
    if (end !== undefined) open.push(end);
    if (end !== undefined || !TURNING.test(part)) return part;
    // The end of an isolation ends what was begun in it as well; that of an embedding reaches no further out.
    const from = part === '\u2069' ? open.lastIndexOf(part) : open.length - 1;
    return from >= 0 && open[from] === part ? open.splice(from).reverse().join('') : '';
  });
  return kept.join('') + open.reverse().join('');
}

/** More marks on a letter than any language writes. */
const STACKED = /(\p{M}{6})\p{M}+/gu;

/** The text without the marks that pile up on a letter until they cover the lines around it. */
export function thinMarks(text: string): string {
  return text.replace(STACKED, '$1');
}

/** An address that is read as what it is: a browser asks for the same, yet nothing in it hides or turns round. */
export function toAddress(url: string): string {
  return url.toWellFormed().replace(/[\p{C}\p{Z}]/gu, encodeURIComponent);
}

/** A text as it can stand within a sentence of ours: on one line, and changing nothing but itself. */
export function toLine(text: string): string {
  return closeDirections(thinMarks(text).replace(BREAKS, ' '));
}

/** At most so many characters of a text, of which the last says that there is more. No character is cut in two. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  // A character has two units at most; nobody need take a long text apart.
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
