/** What a look at the lines tells of a Markdown text's sections, without the parser. */

/** A level-2 heading written with `##`, a child of the document itself. */
export interface SectionHeading {
  /** The heading's text as written, without `##`. */
  raw: string;
  /** Offset of the heading's first character in the text. */
  start: number;
  /** Offset after the heading's last character. */
  end: number;
  /** From 1. */
  line: number;
}

/** The text of a line that is an ATX heading of level 2; undefined for any other. */
export function readAtx(line: string): string | undefined {
  return /^##(?:[ \t]|$)/.test(line) ? withoutClosing(line.slice(2).trim()) : undefined;
}

/** The text of a heading without the hashes that may close it. */
export function withoutClosing(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === '#') end -= 1;
  const isClosed = end === 0 || (end < text.length && /[ \t]/.test(text.charAt(end - 1)));
  return isClosed ? text.slice(0, end).trim() : text;
}

/**
 * Whether a line that begins with `##` may be something else than a heading of the document: in a fence, in an HTML
 * block, or set in so that it may belong to a list. Where nothing of that occurs, a look at the lines is enough.
 */
const NEEDS_TREE = /```|~~~|^ {0,3}<|^[ \t]+##/m;

/** The ATX level-2 headings of the document, in order; undefined where only the tree tells which ones these are. */
export function scanHeadings(text: string): SectionHeading[] | undefined {
  if (NEEDS_TREE.test(text)) return undefined;
  const headings: SectionHeading[] = [];
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const raw = readAtx(line);
    if (raw !== undefined) headings.push({ raw, start, end: start + line.length, line: index + 1 });
    start += line.length + 1;
  }
  return headings;
}
