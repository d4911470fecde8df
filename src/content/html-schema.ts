/** What may stand in the HTML of a text that somebody wrote: structure and emphasis, nothing that acts or dresses up. */
import type { Options } from 'rehype-sanitize';

/** Tables are written in Markdown: a parser of HTML drops words that stand between the cells of a broken one. */
const TABLE_TAGS = ['table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'];
const WRITABLE_TAGS = [
  ...['a', 'b', 'blockquote', 'br', 'code', 'dd', 'del', 'details', 'div', 'dl', 'dt', 'em', 'h4', 'h5', 'h6', 'hr'],
  ...['i', 'ins', 'kbd', 'li', 'ol', 'p', 'pre', 'q', 's', 'samp', 'span', 'strong', 'sub', 'summary', 'sup'],
  ...['ul', 'var'],
];

/** No class, id, style or handler: nothing in a text can pose as a part of the page. */
export const HTML_SCHEMA: Options = {
  tagNames: [...WRITABLE_TAGS, ...TABLE_TAGS],
  attributes: { a: ['href'], ol: ['start'], td: ['colSpan', 'rowSpan'], th: ['colSpan', 'rowSpan'], details: ['open'] },
  protocols: { href: ['http', 'https', 'mailto', 'tel'] },
  ancestors: Object.fromEntries(TABLE_TAGS.slice(1).map((tag) => [tag, ['table']])),
  required: {},
  strip: [],
};

/** Tags that may be written as HTML: these, and the ones that become one of them. */
const WRITTEN_TAGS = new Set([...WRITABLE_TAGS, 'h1', 'h2', 'h3', 'img']);
const TAG = /<\/?([a-z][^\s/>]*)/gi;

/** Whether raw HTML holds only tags that are shown as what they are. Any other is shown as the text it is. */
export function isWrittenHtml(html: string): boolean {
  const known = [...html.matchAll(TAG)].every((match) => WRITTEN_TAGS.has((match[1] ?? '').toLowerCase()));
  return known && !/<[!?]/.test(withoutComments(html));
}

/** What is read of raw HTML: its text, or all of it where it is shown as the text it is. */
export function wordsInHtml(html: string): string {
  return isWrittenHtml(html) ? withoutComments(html).replace(/<[^>]*>/g, '') : html;
}

/** The text without its comments; one that is left open stays. */
function withoutComments(html: string): string {
  let kept = '';
  let from = 0;
  for (let start = html.indexOf('<!--'); start !== -1; start = html.indexOf('<!--', from)) {
    const end = html.indexOf('-->', start + 4);
    if (end === -1) break;
    kept += html.slice(from, start);
    from = end + 3;
  }
  return kept + html.slice(from);
}
