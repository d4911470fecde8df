/** The short way for what most updates are: sentences without a single mark that Markdown has a meaning for. */

/** Letters, digits, spaces, line ends and the punctuation of sentences; `/` and `:` only where they make no address. */
const SENTENCES = /^[\p{L}\p{M}\p{N} \n.,;:'"’‘“”()!?%/–—…-]+$/u;
const ADDRESS = /:\/\/|www\./i;
/** A line that begins or ends with a space, or begins as a list or an underline would. */
const MARKED_LINE = /^ | $|^-|^\d+[.)]/m;

/**
 * Renders a text that is nothing but sentences, to the same HTML as the parser would. Undefined for any other text; a
 * hundred times as fast, which is what a build of a long history lives on.
 */
export function renderSentences(markdown: string): string | undefined {
  if (!SENTENCES.test(markdown) || ADDRESS.test(markdown) || MARKED_LINE.test(markdown)) return undefined;
  const paragraphs = markdown.split(/\n{2,}/).map((paragraph) => paragraph.replace(/^\n|\n$/g, ''));
  return paragraphs
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
}
