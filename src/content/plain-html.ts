/**
 * The short way for what most updates are: sentences with nothing that Markdown has a meaning for but a word of code or
 * a link here and there.
 */

/** Letters, digits, spaces, line ends and the punctuation of sentences; `/` and `:` only where they make no address. */
const SENTENCES = /^[\p{L}\p{M}\p{N} \n.,;:'"’‘“”()!?%/–—…-]+$/u;
const ADDRESS = /:\/\/|www\./i;
/** A line that begins or ends with a space, or begins as a list or an underline would. */
const MARKED_LINE = /^ | $|^-|^\d+[.)]/m;
/**
 * `code` between single backticks and [links](https://example.org/), where all that stands in them is what it looks
 * like. Neither may hold the other, and a picture is none.
 */
const CODE = /(?<!`)`(?! )[\p{L}\p{M}\p{N} .,;:'"’‘“”()!?%/–—…=+*#$@{}_-]+(?<! )`(?!`)/u;
const LINK = /(?<!!)\[(?! )[\p{L}\p{M}\p{N} .,;:'"’‘“”()!?%/–—…-]+(?<! )\]\(https?:\/\/[A-Za-z\d./?=#:+,_-]+\)/u;
const SPAN = new RegExp(`${CODE.source}|${LINK.source}`, 'gu');

/** The words and the address of a link. */
function readLink(link: string): { words: string; url: string } {
  const end = link.indexOf('](');
  return { words: link.slice(1, end), url: link.slice(end + 2, -1) };
}

/** Whether all but the code and the addresses of links is sentences. */
function isSentences(markdown: string): boolean {
  const text = markdown.replace(SPAN, (span) => (span.startsWith('`') ? 'x' : readLink(span).words));
  return SENTENCES.test(text) && !ADDRESS.test(text) && !MARKED_LINE.test(text);
}

function renderSpan(span: string): string {
  if (span.startsWith('`')) return `<code>${span.slice(1, -1)}</code>`;
  const { words, url } = readLink(span);
  return `<a href="${url}">${words}</a>`;
}

/**
 * Renders a text that is nothing but sentences, with code and links in them, to the same HTML as the parser would.
 * Undefined for any other text; a hundred times as fast, which is what a build of a long history lives on.
 */
export function renderSentences(markdown: string): string | undefined {
  if (!isSentences(markdown)) return undefined;
  const paragraphs = markdown
    .replace(SPAN, renderSpan)
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/^\n|\n$/g, ''));
  return paragraphs
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
}
