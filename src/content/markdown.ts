/** What Candor asks of a Markdown text's structure; rendering it is `html`'s duty. */
import type { Root, RootContent } from 'mdast';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';

import { readAtx, scanHeadings, type SectionHeading, withoutClosing } from './section-headings.ts';

/** What stands within a paragraph, which structure never depends on, and which takes the most time to read. */
const WITHIN_TEXT = [
  ...['attention', 'autolink', 'characterEscape', 'characterReference', 'codeText', 'hardBreakEscape', 'htmlText'],
  ...['labelEnd', 'labelStartImage', 'labelStartLink'],
];

function readBlocksAlone(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: WITHIN_TEXT } }];
}

const parser = unified().use(readBlocksAlone).use(remarkParse).freeze();

const PROBE = 'end of text';

/** Reads the headings from the tree. */
export function readHeadings(text: string): SectionHeading[] {
  const headings: SectionHeading[] = [];
  for (const node of parser.parse(text).children) {
    if (node.type !== 'heading' || node.depth !== 2 || node.position === undefined) continue;
    const start = node.position.start.offset ?? 0;
    const end = node.position.end.offset ?? 0;
    const raw = readAtx(text.slice(start, end));
    if (raw !== undefined) headings.push({ raw, start, end, line: node.position.start.line });
  }
  return headings;
}

/** The ATX level-2 headings that are children of the document, in order. */
export function findSectionHeadings(text: string): SectionHeading[] {
  return scanHeadings(text) ?? readHeadings(text);
}

/** Text of the first heading of any level, without its marks; undefined where there is none. */
export function findFirstHeading(text: string): string | undefined {
  for (const node of parser.parse(text).children) {
    if (node.type !== 'heading' || node.position === undefined) continue;
    const source = text.slice(node.position.start.offset, node.position.end.offset);
    return withoutClosing((source.split('\n', 1)[0] ?? '').replace(/^#+/, '').trim());
  }
  return undefined;
}

/** The source of every paragraph, heading and HTML block of a text, those in lists and quotes included. */
export function findProse(text: string): string[] {
  const found: string[] = [];
  const waiting: (Root | RootContent)[] = [parser.parse(text)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'html') {
      found.push(text.slice(node.position?.start.offset, node.position?.end.offset));
    } else if ('children' in node) {
      waiting.push(...node.children);
    }
  }
  return found;
}

/** A block in which Markdown means nothing: fenced code, a comment or raw HTML. */
export interface LiteralBlock {
  kind: 'fence' | 'comment' | 'html';
  /** Its first line, from 1. */
  line: number;
  lastLine: number;
  /** Its first line as it is written. */
  opening: string;
  /** What ends it; empty where a blank line does. */
  closer: string;
  /** Whether its own end is written, and not only the text or a blank line over. */
  isClosed: boolean;
}

const HTML_CLOSERS: readonly [RegExp, string][] = [
  [/^<!--/, '-->'],
  [/^<\?/, '?>'],
  [/^<!\[CDATA\[/, ']]>'],
  [/^<pre/i, '</pre>'],
  [/^<script/i, '</script>'],
  [/^<style/i, '</style>'],
  [/^<textarea/i, '</textarea>'],
];

function literalKind(
  node: RootContent,
  source: string,
): Pick<LiteralBlock, 'kind' | 'closer' | 'isClosed'> | undefined {
  if (node.type === 'html') {
    const closer = HTML_CLOSERS.find(([opens]) => opens.test(source))?.[1] ?? '';
    const isClosed = closer !== '' && source.toLowerCase().includes(closer);
    return { kind: closer === '-->' ? 'comment' : 'html', closer, isClosed };
  }
  const closer = node.type === 'code' ? /^(?:`{3,}|~{3,})/.exec(source)?.[0] : undefined;
  if (closer === undefined) return undefined;
  const end = /\n[ \t>]*(`+|~+)[ \t]*$/.exec(source)?.[1] ?? '';
  return { kind: 'fence', closer, isClosed: end.startsWith(closer) };
}

/** Every fence, comment and HTML block of a text, those in lists and quotes included. Indented code is none. */
export function findLiteralBlocks(text: string): LiteralBlock[] {
  const found: LiteralBlock[] = [];
  const waiting: (Root | RootContent)[] = [parser.parse(text)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('children' in node) waiting.push(...node.children);
    if (node.type === 'root' || node.position === undefined) continue;
    const { start, end } = node.position;
    const source = text.slice(start.offset, end.offset);
    const literal = literalKind(node, source);
    if (literal === undefined) continue;
    const opening = source.split('\n', 1)[0] ?? '';
    found.push({ ...literal, line: start.line, lastLine: end.line, opening });
  }
  return found;
}

function closesItself(text: string): boolean {
  const headings = findSectionHeadings(`${text}\n\n## ${PROBE}\n`);
  return headings.at(-1)?.raw === PROBE;
}

/** The fences and comment ends that could close what a text left open. */
function closers(text: string): string[] {
  const fences = (text.match(/^ {0,3}(`{3,}|~{3,})/gm) ?? []).map((fence) => fence.trim());
  // The longest of a kind closes any shorter one.
  const longest = ['`', '~'].map((kind) =>
    fences
      .filter((fence) => fence.startsWith(kind))
      .reduce((long, fence) => (fence.length > long.length ? fence : long), ''),
  );
  return [
    ...longest.filter((fence) => fence !== ''),
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
