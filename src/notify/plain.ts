/** Notices where a message is plain text. */
import type { TextBlock } from '../content/rich-text.ts';

function lineOf({ mark, depth, isQuote, spans }: TextBlock): string {
  const indent = '  '.repeat(Math.max(0, depth - 1));
  const text = spans.map((span) => span.text).join('');
  const lines = isQuote ? text.replace(/^/gm, '> ') : text;
  return mark === undefined ? lines : `${indent}${mark} ${lines}`;
}

/** Blocks as they follow one another: items close together, all else with a blank line between. `render` makes one. */
export function joinBlocks(blocks: readonly TextBlock[], render: (block: TextBlock) => string): string {
  return blocks
    .map((block, index) => {
      const before = blocks[index - 1];
      if (before === undefined) return render(block);
      return `${before.depth > 0 && block.depth > 0 ? '\n' : '\n\n'}${render(block)}`;
    })
    .join('');
}

/** The words of an update; where its links lead is left to the page. */
export function renderPlain(blocks: readonly TextBlock[]): string {
  return joinBlocks(blocks, lineOf);
}

/** Keeps a sign from making a mention together with what follows; nobody sees it. */
const JOINER = '\u2060';
const WITH_HOST = /^[\p{P}]*https?:\/\/[^\s/@]+\.[^\s/@]+\//iu;

/**
 * The text with every `@` that could call somebody made only itself. Mail addresses stay as they are, and so do
 * addresses of the web unless `inUrls`, for a service that sees a mention where it does not know the host.
 */
export function withoutMentions(text: string, { inUrls = false } = {}): string {
  return text.replace(/\S+/g, (word) =>
    !inUrls && WITH_HOST.test(word) ? word : word.replace(/(?<![A-Za-z0-9_])[@＠](?=\S)/g, `$&${JOINER}`),
  );
}
