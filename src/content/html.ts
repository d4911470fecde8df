/** Markdown of an update -> HTML that is safe and quiet on any page: no third-party request, no script, no style. */
import type { Element, ElementContent, Root as HtmlRoot, RootContent as HtmlNode } from 'hast';
import type { Nodes, Paragraph, PhrasingContent, Root as MarkdownRoot, RootContent, Table } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

import { thinMarks } from '../schema/visible-text.ts';
import { HTML_SCHEMA, isWrittenHtml } from './html-schema.ts';
import { unwrapMisplaced } from './html-nesting.ts';
import { isTooInvolved } from './markdown-cost.ts';
import { renderSentences } from './plain-html.ts';

/** The first heading level that a text may take: the page has a title, sections and the update's own heading above. */
const FIRST_HEADING = 4;
const LAST_HEADING = 6;
/** Texts are shown on several pages, in feeds and in the index of the history; this much HTML of them is kept, in characters. */
const CACHE_LENGTH = 64_000_000;

const PHRASING_PARENTS = new Set([
  ...['paragraph', 'heading', 'emphasis', 'strong', 'delete', 'link', 'linkReference', 'tableCell'],
]);

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

/** Blocks with a mark in front of their first words. */
function marked<T extends RootContent>(blocks: readonly T[], mark: string): (T | Paragraph)[] {
  const [first, ...rest] = blocks;
  if (first?.type !== 'paragraph') return [{ type: 'paragraph', children: [text(mark)] }, ...blocks];
  return [{ ...first, children: [text(mark), ...first.children] }, ...rest];
}

/** A node in a form that keeps its words and needs no id, class or form field on the page. */
function plainMarkdown(node: RootContent, inPhrase: boolean): RootContent {
  if (node.type === 'html' && !isWrittenHtml(node.value)) {
    return inPhrase ? text(node.value) : { type: 'paragraph', children: [text(node.value)] };
  }
  if (node.type === 'footnoteReference') return text(`[${node.label ?? node.identifier}]`);
  if (node.type === 'footnoteDefinition') {
    return { type: 'blockquote', children: marked(node.children, `[${node.label ?? node.identifier}] `) };
  }
  if (node.type === 'listItem' && typeof node.checked === 'boolean') {
    return { ...node, checked: null, children: marked(node.children, node.checked ? '☑ ' : '☐ ') };
  }
  // Cells beyond those of the head are dropped where the alignment does not count them.
  if (node.type === 'table') return { ...node, align: Array<null>(widthOf(node)).fill(null) };
  return node;
}

function widthOf(table: Table): number {
  return Math.max(...table.children.map((row) => row.children.length));
}

function rewriteMarkdown(parent: Nodes): void {
  if (!('children' in parent)) return;
  const inPhrase = PHRASING_PARENTS.has(parent.type);
  const children: RootContent[] = parent.children.map((child) => plainMarkdown(child, inPhrase));
  Object.assign(parent, { children });
  for (const child of children) rewriteMarkdown(child);
}

/** The shallowest headings of a text become the first level below the page's own, the next ones follow. */
function demoteHeadings(parent: Nodes): void {
  const headings: Extract<Nodes, { type: 'heading' }>[] = [];
  const collect = (node: Nodes): void => {
    if (node.type === 'heading') headings.push(node);
    if ('children' in node) for (const child of node.children) collect(child);
  };
  collect(parent);
  const depths = [...new Set(headings.map(({ depth }) => depth))].sort();
  for (const heading of headings) {
    const level = Math.min(LAST_HEADING, FIRST_HEADING + depths.indexOf(heading.depth));
    Object.assign(heading, { depth: level });
  }
}

/** A picture would be a request to another host: what it shows is said, and the way to it is a link. */
function pictureAsText(picture: Element, inLink: boolean): ElementContent {
  const { alt, src } = picture.properties;
  const address = typeof src === 'string' && /^https?:\/\//i.test(src) ? src : undefined;
  const words = { type: 'text' as const, value: typeof alt === 'string' && alt !== '' ? alt : (address ?? '') };
  if (inLink || address === undefined) return words;
  return { type: 'element', tagName: 'a', properties: { href: address }, children: [words] };
}

function rewriteHtml(parent: HtmlRoot | Element, inLink = false): void {
  const nodes: readonly HtmlNode[] = parent.children;
  const children = nodes.flatMap((child): HtmlNode[] => {
    if (child.type !== 'element') return [child];
    if (child.tagName === 'img') return [pictureAsText(child, inLink)];
    if (/^h[1-3]$/.test(child.tagName)) child.tagName = `h${FIRST_HEADING}`;
    rewriteHtml(child, inLink || child.tagName === 'a');
    return unwrapMisplaced(child);
  });
  Object.assign(parent, { children });
}

const toTree = unified().use(remarkParse);
const rewrite = () => (tree: MarkdownRoot) => {
  rewriteMarkdown(tree);
  demoteHeadings(tree);
};
const rewriteResult = () => (tree: HtmlRoot) => rewriteHtml(tree);

const toHtml = toTree()
  .use(rewrite)
  .use(remarkRehype)
  .use(rewriteResult)
  .use(rehypeSanitize, HTML_SCHEMA)
  .use(rehypeStringify);
const toHtmlFromGfm = toTree()
  .use(remarkGfm)
  .use(rewrite)
  .use(remarkRehype)
  .use(rewriteResult)
  .use(rehypeSanitize, HTML_SCHEMA)
  .use(rehypeStringify);
const toHtmlFromRaw = toTree()
  .use(remarkGfm)
  .use(rewrite)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rewriteResult)
  .use(rehypeSanitize, HTML_SCHEMA)
  .use(rehypeStringify);

/** What GFM adds to CommonMark begins with one of these: tables, strikes, addresses, footnotes, tasks. */
const GFM = /[|~@]|www\.|https?:|\[[\^x\s]/i;
const RAW_HTML = /<[a-z/!?]/i;

const cache = new Map<string, string>();
let cachedLength = 0;

/**
 * Renders the Markdown of an update or introduction (CommonMark with GFM). Headings begin at level 4; pictures become
 * links; HTML is kept where it is structure and is shown as text where it is not. Never throws on any text.
 */
export function renderMarkdown(written: string): string {
  const markdown = thinMarks(written);
  return renderSentences(markdown) ?? cache.get(markdown) ?? keep(markdown, render(markdown));
}

function render(markdown: string): string {
  return isTooInvolved(markdown) ? showAsWritten(markdown) : process(markdown);
}

function keep(markdown: string, html: string): string {
  if (cachedLength + html.length > CACHE_LENGTH) {
    cache.clear();
    cachedLength = 0;
  }
  cache.set(markdown, html);
  cachedLength += html.length;
  return html;
}

/** The parser that knows what the text may hold; the simplest of them is the fastest. */
function processorFor(markdown: string): typeof toHtml {
  if (RAW_HTML.test(markdown)) return toHtmlFromRaw;
  return GFM.test(markdown) ? toHtmlFromGfm : toHtml;
}

function process(markdown: string): string {
  try {
    return String(processorFor(markdown).processSync(markdown));
  } catch (error) {
    // Thousands of nested quotes or lists exhaust the stack of any recursive parser; the words are shown as written.
    if (!(error instanceof RangeError)) throw error;
    return showAsWritten(markdown);
  }
}

function showAsWritten(markdown: string): string {
  return `<pre>${markdown.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
}
