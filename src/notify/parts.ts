/** What every message of a notice says, in the order in which it is said, before any service has its form of it. */
import { readRichText, type Span, type TextBlock } from '../content/rich-text.ts';
import type { Delivery } from '../channel-ports.ts';
import { fitBlocks } from './fit-words.ts';

export interface NoticeParts {
  /** `Investigating: Elevated errors`; empty where the operator's template is all of the message. */
  head: string;
  /** The planned time, the components with their states, the promise: a sentence each. */
  facts: readonly string[];
  body: TextBlock[];
}

/** No service takes more of a text than this, in UTF-16 units; reading many times as much would take seconds. */
const MOST_READ = 16_000;

/** The beginning of a text that is longer than any message, up to the end of a line, with a sign that there is more. */
function beginningOf(markdown: string): string {
  if (markdown.length <= MOST_READ) return markdown;
  const line = markdown.lastIndexOf('\n', MOST_READ);
  return `${markdown.slice(0, line > MOST_READ / 2 ? line : MOST_READ).toWellFormed()}…`;
}

function plainSpan(text: string, href?: string): Span {
  return { text, isBold: false, isItalic: false, isStruck: false, isCode: false, href };
}

function plainBlock(spans: Span[]): TextBlock {
  return { kind: 'text', mark: undefined, depth: 0, isQuote: false, spans };
}

/** Paragraphs of a template, in which nothing is more than a sign but the address of the update. */
function templateBlocks(text: string, url: string): TextBlock[] {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => paragraph.trim());
  return paragraphs
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => {
      const spans = paragraph.split(url).flatMap((part) => [plainSpan(url, url), plainSpan(part)]);
      return plainBlock(spans.slice(1).filter((span) => span.text !== ''));
    });
}

/**
 * Takes a notice apart. One with a template of the operator's is nothing but the text that this makes; where the update's
 * text was taken back, what stands in its place is said.
 */
export function describeParts({ notice, words }: Pick<Delivery, 'notice' | 'words'>): NoticeParts {
  if (words.templated !== undefined) {
    return { head: '', facts: [], body: templateBlocks(words.templated, notice.url) };
  }
  const said = readRichText(beginningOf(notice.text), notice.url);
  const body = said.length > 0 ? said : words.paragraphs.map((paragraph) => plainBlock([plainSpan(paragraph)]));
  return { head: words.subject, facts: words.facts, body };
}

/**
 * As much of the update as `fits` beside all else that a message has, the link too; of a template that has to be cut, as
 * much as fits together with the link.
 */
export function fitBody({ head, body }: NoticeParts, url: string, fits: (blocks: TextBlock[]) => boolean): TextBlock[] {
  if (head !== '' || fits(body)) return fitBlocks(body, fits);
  const link = plainBlock([plainSpan(url, url)]);
  const words = body.map((block) => ({ ...block, spans: block.spans.filter(({ href }) => href === undefined) }));
  return [...fitBlocks(words, (blocks) => fits([...blocks, link])), link];
}
