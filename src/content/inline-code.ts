/** A text of others within Markdown for GitHub, so that nothing in it acts. */
import { showInvisible } from '../schema/visible-text.ts';

/** More marks in a row than anybody writes would make the fence around them longer than the text. */
const MANY_MARKS = /`{9,}/g;

/**
 * The text on one line as code, which it cannot end: in code GitHub makes no mention, reference, link or HTML of
 * anything.
 */
export function inlineCode(text: string): string {
  const shown = showInvisible(text.replace(/\s+/g, ' ')).replace(MANY_MARKS, '````````…').trim();
  if (shown === '') return '` `';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  // A space that GitHub takes away again keeps a mark at the edge from joining the fence.
  return `${fence} ${shown} ${fence}`;
}
