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
