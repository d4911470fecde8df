import { renderMarkdown } from './html.ts';

/** Tags as `renderMarkdown` writes them: attributes in double quotes; no other `<` is left. */
const TAG = /<\/?([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*>/g;
const WITHIN_WORDS = new Set([
  ...['a', 'b', 'code', 'del', 'em', 'i', 'ins', 'kbd', 'q', 's', 'samp', 'span', 'strong', 'sub', 'sup', 'var'],
]);
const REFERENCE = /&(?:#x([0-9a-f]+)|(amp|lt));/gi;

/** The text that character references as `renderMarkdown` writes them stand for. */
export function withoutReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (_, code: string | undefined, name: string | undefined) => {
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    return name === 'amp' ? '&' : '<';
  });
}

/** The words of a Markdown text as a reader sees them, on one line. Never throws on any text. */
export function renderPlainText(markdown: string): string {
  const text = renderMarkdown(markdown).replace(TAG, (_, name: string) => (WITHIN_WORDS.has(name) ? '' : ' '));
  return withoutReferences(text).replace(/\s+/g, ' ').trim();
}

/** The lines of HTML, each tag replaced; items begin with a point. */
function toLines(markdown: string, replaceTag: (tag: string, name: string) => string): string[] {
  const html = renderMarkdown(markdown).replace(/\s+/g, ' ');
  const text = html.replace(TAG, replaceTag);
  const lines = text.split('\n').map((line) => withoutReferences(line).replace(/\s+/g, ' ').trim());
  // The first paragraph of an item stands beside its point.
  return lines
    .join('\n')
    .replace(/^•\n+/gm, '• ')
    .split(/\n+/)
    .filter((line) => line !== '');
}

function breakAt(tag: string, name: string): string {
  if (WITHIN_WORDS.has(name)) return '';
  if (name === 'td' || name === 'th') return ' ';
  return tag.startsWith('<li') ? '\n• ' : '\n';
}

/** The same with a line for each paragraph, item and row; items begin with a point. */
export function renderPlainLines(markdown: string): string[] {
  return toLines(markdown, breakAt);
}

const STRUCK = new Set(['del', 's']);

/**
 * The same with what else a reader is told: where links lead, in brackets, and what is struck out, between `~~`. Two
 * texts of which this is the same say the same, however they are formatted.
 */
export function renderToldLines(markdown: string): string[] {
  let address = '';
  return toLines(markdown, (tag, name) => {
    if (STRUCK.has(name)) return '~~';
    if (tag.startsWith('<a ')) address = /href="([^"]*)"/.exec(tag)?.[1] ?? '';
    if (tag === '</a>' && address !== '') {
      const told = ` (${address})`;
      address = '';
      return told;
    }
    return breakAt(tag, name);
  });
}
