/** What of a post has no field and no place in the text of its new file, kept there verbatim and out of sight. */
import { normaliseText } from '../../content/text.ts';
import { withoutControls } from '../visible-text.ts';
import { findLostLines } from '../words.ts';
import type { Field } from './fields.ts';
import type { CstatePage } from './history.ts';

export interface LeftLine {
  line: number;
  text: string;
}

/** Blanks what a field's source covers, line by line from the field's own: a reader may have joined lines. */
function blank(lines: string[], field: Field): void {
  let at = field.line - 1;
  for (const part of field.source.split('\n')) {
    const index = lines.findIndex((line, position) => position >= at && line.includes(part));
    if (index === -1) return;
    lines[index] = (lines[index] ?? '').replace(part, () => '');
    at = index;
  }
}

/** Lines of a post with words that neither its new text holds nor a field whose meaning was taken over. */
export function findLeftLines(source: CstatePage, understood: readonly Field[], kept: string): LeftLine[] {
  const lines = withoutControls(normaliseText(source.text)).split('\n');
  for (const field of understood) blank(lines, field);
  return findLostLines(lines.join('\n'), kept);
}

/**
 * Text as a comment of HTML, which no reader sees and every editor of the file does. Only what would end the comment
 * is set apart by a space.
 */
export function formatLeftText(left: readonly LeftLine[]): string {
  if (left.length === 0) return '';
  const lines = [...left].sort((a, b) => a.line - b.line).map(({ text }) => text.trimEnd());
  const inside = [...new Set(lines)].join('\n').replace(/--(?=!?>)/g, '-- ');
  return `<!-- From the imported file:\n${inside}\n-->`;
}
