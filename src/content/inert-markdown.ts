/**
 * Texts of others in a comment or an issue on GitHub, so that nothing in them acts. In code GitHub makes no mention,
 * reference, link, emoji or HTML of anything, so every such text stands in code that it cannot end.
 */
import { showInvisible } from '../schema/visible-text.ts';

/** More marks in a row than anybody writes would make the fence around them longer than the text. */
const MANY_MARKS = /`{9,}/g;

function showText(text: string): string {
  return showInvisible(text).replace(MANY_MARKS, '````````…');
}

/** How many marks stand in a row at most. */
function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

/** A text within a line. */
export function inlineCode(text: string): string {
  const shown = showText(text).replace(/\s+/g, ' ').trim();
  if (shown === '') return '` `';
  const fence = '`'.repeat(longestRun(shown) + 1);
  // A space that GitHub takes away again keeps a mark at the edge from joining the fence.
  return `${fence} ${shown} ${fence}`;
}

/** A line as several that are not wider, each with the spaces that it begins with. */
function wrapLine(line: string, width: number): string[] {
  const indent = /^ {0,8}/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.slice(indent.length).split(' ')) {
    const isFull = current !== '' && indent.length + current.length + 1 + word.length > width;
    if (isFull) lines.push(indent + current);
    current = isFull || current === '' ? word : `${current} ${word}`;
  }
  return [...lines, indent + current];
}

/** Lines of text as a block of their own, wrapped between words where they have more than `width` characters. */
export function codeBlock(lines: readonly string[], width = Infinity): string {
  const shown = lines.flatMap((line) => line.split('\n')).flatMap((line) => wrapLine(showText(line), width));
  const text = shown.join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${text}\n${fence}`;
}
