/** What a provider wrote as plain text: without markup, without what acts or hides, no longer than it may be. */
import { Parser } from 'htmlparser2';

import { thinMarks, toLine } from '../schema/visible-text.ts';

/** Beyond this much of one text nothing is read, in UTF-16 units. */
const READ_LIMIT = 40_000;
const UNPRINTABLE = /[\p{NChar}\0-\t\v-\x1f\x7f-\x9f]/gu;
/** What piles up on a line or turns its direction: most texts have none, and then need not be looked at line by line. */
const ACTING = /[\p{M}\u202A-\u202E\u2066-\u2069]/u;

const BLOCKS = new Set([
  ...['p', 'div', 'br', 'hr', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'table', 'tr', 'blockquote', 'pre', 'section'],
  ...['article', 'header', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
]);
const PARAGRAPHS = new Set(['p', 'ul', 'ol', 'table', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const HIDDEN = new Set(['script', 'style', 'head', 'template', 'noscript', 'iframe', 'object', 'svg', 'math']);
const MARKUP = /<[a-z/!?]|&[a-z0-9#]+;/i;
const BLOCK_TAG = /<(?:p|div|br|li|tr|h[1-6])\b/i;

/** The words of a text that is HTML, each block on a line of its own; a text without any markup as it stands. */
function withoutMarkup(text: string): string {
  if (!MARKUP.test(text)) return text;
  const keepsLines = !BLOCK_TAG.test(text);
  const parts: string[] = [];
  let hidden = 0;
  const breakLine = (name: string): void => {
    if (BLOCKS.has(name)) parts.push(PARAGRAPHS.has(name) ? '\n\n' : '\n');
  };
  const parser = new Parser({
    onopentag(name) {
      if (HIDDEN.has(name)) hidden += 1;
      breakLine(name);
      if (name === 'li') parts.push('- ');
    },
    ontext(words) {
      if (hidden === 0) parts.push(keepsLines ? words : words.replace(/\s+/g, ' '));
    },
    onclosetag(name) {
      if (HIDDEN.has(name)) hidden -= 1;
      if (name !== 'br' && name !== 'li') breakLine(name);
    },
  });
  parser.end(text);
  return parts.join('');
}

/** What is cut may have lost the end of what it turns round. */
const LAST_LINE = /[^\n]*$/;
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text
    .slice(0, limit - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(LAST_LINE, (line) => line.replace(TURNING, ''));
  return `${kept.trimEnd()}…`;
}

/** HTML or plain text as plain text of at most `limit` UTF-16 units, lines parted by line feeds. Never throws. */
export function toPlainText(written: string, limit: number): string {
  const whole = written.length <= READ_LIMIT ? written : written.slice(0, READ_LIMIT).replace(/<[^<>]*$/, '');
  const text = withoutMarkup(whole)
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(UNPRINTABLE, '')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return shorten(ACTING.test(text) ? text.split('\n').map(toLine).join('\n') : text, limit);
}

/** The same on one line. */
export function toPlainLine(written: string, limit: number): string {
  return shorten(thinMarks(toPlainText(written, READ_LIMIT).replace(/\s+/g, ' ')), limit);
}
