/** What Candor asks of a Markdown text's structure; rendering it is `html`'s duty. */
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const parser = unified().use(remarkParse).freeze();

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

const PROBE = 'end of text';

const ATX = /^##(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$/;

/**
 * Whether a line that begins with `##` may be something else than a heading of the document: in a fence, in an HTML
 * block, or set in so that it may belong to a list. Where nothing of that occurs, a look at the lines is enough.
 */
const NEEDS_TREE = /```|~~~|^ {0,3}<|^[ \t]+##/m;

/** Reads the headings from the lines alone. */
function scanHeadings(text: string): SectionHeading[] {
  const headings: SectionHeading[] = [];
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const atx = line.startsWith('##') ? ATX.exec(line) : null;
    if (atx !== null) headings.push({ raw: (atx[1] ?? '').trim(), start, end: start + line.length, line: index + 1 });
    start += line.length + 1;
  }
  return headings;
}

/** Reads the headings from the tree. */
export function readHeadings(text: string): SectionHeading[] {
  const headings: SectionHeading[] = [];
  for (const node of parser.parse(text).children) {
    if (node.type !== 'heading' || node.depth !== 2 || node.position === undefined) continue;
    const start = node.position.start.offset ?? 0;
    const end = node.position.end.offset ?? 0;
    const atx = ATX.exec(text.slice(start, end));
    if (atx !== null) headings.push({ raw: (atx[1] ?? '').trim(), start, end, line: node.position.start.line });
  }
  return headings;
}

/** The ATX level-2 headings that are children of the document, in order. */
export function findSectionHeadings(text: string): SectionHeading[] {
  return NEEDS_TREE.test(text) ? readHeadings(text) : scanHeadings(text);
}

/** Text of the first heading of any level, without its marks; undefined where there is none. */
export function findFirstHeading(text: string): string | undefined {
  for (const node of parser.parse(text).children) {
    if (node.type !== 'heading' || node.position === undefined) continue;
    const source = text.slice(node.position.start.offset, node.position.end.offset);
    return source
      .split('\n', 1)[0]
      ?.replace(/^#+\s*|\s*#+$/g, '')
      .trim();
  }
  return undefined;
}

function closesItself(text: string): boolean {
  const headings = findSectionHeadings(`${text}\n\n## ${PROBE}\n`);
  return headings.at(-1)?.raw === PROBE;
}

/** The fences and comment ends that could close what a text left open. */
function closers(text: string): string[] {
  const fences = text.match(/^ {0,3}(`{3,}|~{3,})/gm) ?? [];
  return [
    ...new Set(fences.map((fence) => fence.trim()).reverse()),
    '-->',
    '?>',
    ']]>',
    '</script>',
    '</pre>',
    '</style>',
    '</textarea>',
    '>',
  ];
}

/**
 * Closes a code fence or HTML block that a text left open, so that a heading put after it is a heading.
 * A text that closes itself comes back unchanged.
 */
export function closeOpenBlocks(text: string): string {
  if (closesItself(text)) return text;
  const closed = closers(text)
    .map((closer) => `${text}\n${closer}`)
    .find(closesItself);
  return closed ?? text.replace(/^/gm, '> ');
}

/** Drops blank lines around a text; the indentation of its first line stays. */
export function trimBlankLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
