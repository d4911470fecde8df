/** A notice as an embed of Discord, in its own dialect of Markdown. */
import type { Span, TextBlock } from '../../content/rich-text.ts';
import type { Delivery } from '../../channel-ports.ts';
import { toLine } from '../../schema/visible-text.ts';
import { fitText } from '../fit-words.ts';
import { describeParts, fitBody } from '../parts.ts';
import { joinBlocks } from '../plain.ts';
import { type Tone, toneOf } from '../tone.ts';

export interface DiscordEmbed {
  /** Absent where the operator's template is all of the message. */
  title?: string;
  url?: string;
  description: string;
  color: number;
  /** What stands apart from the words of an update, so that it can change without them. */
  fields: { name: string; value: string }[];
  footer: { text: string };
  /** ISO 8601. */
  timestamp: string;
}

/** Body of a request to a webhook. */
export interface DiscordMessage {
  embeds: DiscordEmbed[];
  /** Nobody is called, whatever stands in the text. */
  allowed_mentions: { parse: [] };
}

/** In UTF-16 units, of which Discord counts no more. All texts of an embed together may have 6,000. */
const MOST = { title: 256, facts: 1_024, description: 4_096, threadName: 100 };
const COLOURS: Record<Tone, number> = {
  good: 0x2e7d4f,
  calm: 0x6b7280,
  planned: 0x2f6fab,
  warning: 0xb7791f,
  bad: 0xb3261e,
};
/** Stands in for the mark that would end code. */
const MARK_IN_CODE = 'ˋ';

/** The words with every sign that Discord has a meaning for made only itself. */
export function escapeDiscord(text: string): string {
  return text
    .replace(/[\\*_~`|<>[\]#@]/g, '\\$&')
    .replace(/^(\s*)([-+])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s)/gm, '$1\\.');
}

function isAddress({ text, href }: Span): boolean {
  if (href === undefined) return false;
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) && new URL(text).href === new URL(href, text).href;
}

function renderSpan(span: Span): string {
  // A link whose words are an address is shown as it is written, brackets and all.
  if (isAddress(span)) return span.text;
  const [, before = '', words = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(span.text) ?? [];
  if (words === '') return span.text;
  let text = span.isCode ? `\`${words.replaceAll('`', MARK_IN_CODE)}\`` : escapeDiscord(words);
  if (span.isItalic) text = `*${text}*`;
  if (span.isBold) text = `**${text}**`;
  if (span.isStruck) text = `~~${text}~~`;
  if (span.href !== undefined) text = `[${text}](${span.href.replace(/[()]/g, encodeBracket)})`;
  return before + text + after;
}

function encodeBracket(bracket: string): string {
  return bracket === '(' ? '%28' : '%29';
}

function renderBlock(block: TextBlock): string {
  const { kind, mark, depth, isQuote, spans } = block;
  if (kind === 'code') return `\`\`\`\n${spans.map(({ text }) => text.replaceAll('`', MARK_IN_CODE)).join('')}\n\`\`\``;
  const text = spans.map((span) => renderSpan(kind === 'heading' ? { ...span, isBold: true } : span)).join('');
  if (isQuote) return text.replace(/^/gm, '> ');
  const indent = '  '.repeat(Math.max(0, depth - 1));
  return mark === undefined ? text : `${indent}${mark === '•' ? '-' : mark} ${text.replaceAll('\n', `\n${indent}  `)}`;
}

/** Blocks in the Markdown of Discord. */
export function renderDiscord(blocks: readonly TextBlock[]): string {
  return joinBlocks(blocks, renderBlock);
}

/** One line of text, of which no sign has a meaning, cut so that it fits when it is escaped. */
function describeLine(text: string, most: number): string {
  return escapeDiscord(toLine(fitText(text, (candidate) => escapeDiscord(candidate).length <= most)));
}

/** The facts below the update, in a field whose name nobody sees. */
function describeFields(facts: readonly string[]): DiscordEmbed['fields'] {
  const shown = fitText(facts.join('\n'), (text) => escapeDiscord(text).length <= MOST.facts);
  return shown === '' ? [] : [{ name: '\u200B', value: escapeDiscord(shown) }];
}

export function describeDiscordMessage(delivery: Pick<Delivery<'discord'>, 'notice' | 'words'>): DiscordMessage {
  const { notice, words } = delivery;
  const parts = describeParts(delivery);
  const kept = fitBody(parts, notice.url, (blocks) => renderDiscord(blocks).length <= MOST.description);
  const embed: DiscordEmbed = {
    ...(parts.head === '' ? {} : { title: describeLine(parts.head, MOST.title), url: notice.url }),
    description: renderDiscord(kept),
    color: COLOURS[toneOf(notice)],
    fields: describeFields(parts.facts),
    footer: { text: words.page.name },
    timestamp: new Date(notice.at).toISOString(),
  };
  return { embeds: [embed], allowed_mentions: { parse: [] } };
}

/**
 * The entry's first message with the state that the entry has now, so that nobody who scrolls back takes it for the
 * last; what it said stays. Undefined where a template says all.
 */
export function describeFirstMessage(
  delivery: Pick<Delivery<'discord'>, 'notice' | 'words'>,
  description: string,
): DiscordMessage | undefined {
  const { embeds, allowed_mentions } = describeDiscordMessage(delivery);
  const [embed] = embeds;
  if (embed?.title === undefined) return undefined;
  return { embeds: [{ ...embed, description }], allowed_mentions };
}

/** The name of the thread that a notice begins where the channel is a forum. */
export function describeThreadName({ notice }: Pick<Delivery<'discord'>, 'notice'>): string {
  return toLine(fitText(notice.title, ({ length }) => length <= MOST.threadName));
}
