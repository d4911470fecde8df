/** A notice as a message of Telegram, in its HTML. */
import type { Span, TextBlock } from '../../content/rich-text.ts';
import type { Delivery } from '../../channel-ports.ts';
import { toLine } from '../../schema/visible-text.ts';
import { fitText } from '../fit-words.ts';
import { describeParts, fitBody, type NoticeParts } from '../parts.ts';
import { joinBlocks, withoutMentions } from '../plain.ts';
import { showAddress } from '../address.ts';

/** Body of `sendMessage`. */
export interface TelegramMessage {
  chat_id: string;
  text: string;
  parse_mode: 'HTML';
  link_preview_options: { is_disabled: true };
  /** The entry's first message; the message comes also where that is gone. */
  reply_parameters?: { message_id: number; allow_sending_without_reply: true };
}

/** Of what is seen, without tags, in UTF-16 units. */
const MOST = 4_096;
const MOST_BEFORE = 1_024;

function escapeTelegram(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function renderLink(words: string, href: string): string {
  return `<a href="${escapeTelegram(href).replaceAll('"', '&quot;')}">${words}</a>`;
}

/** Code may hold nothing else, and a link no code. */
function renderSpan({ text, isBold, isItalic, isStruck, isCode, href }: Span): string {
  const words = escapeTelegram(withoutMentions(text));
  if (isCode && href === undefined) return `<code>${escapeTelegram(text)}</code>`;
  const linked = href === undefined ? words : renderLink(words, href);
  const italic = isItalic ? `<i>${linked}</i>` : linked;
  const bold = isBold ? `<b>${italic}</b>` : italic;
  return isStruck ? `<s>${bold}</s>` : bold;
}

function renderBlock({ kind, mark, depth, isQuote, spans }: TextBlock): string {
  if (kind === 'code') return `<pre>${escapeTelegram(spans.map(({ text }) => text).join(''))}</pre>`;
  const text = spans.map((span) => renderSpan(kind === 'heading' ? { ...span, isBold: true } : span)).join('');
  if (isQuote) return `<blockquote>${text}</blockquote>`;
  return mark === undefined ? text : `${'  '.repeat(Math.max(0, depth - 1))}${mark} ${text}`;
}

/** Blocks in the HTML of Telegram. */
export function renderTelegram(blocks: readonly TextBlock[]): string {
  return joinBlocks(blocks, renderBlock);
}

/** The length of what is seen of a message. */
function countTelegram(html: string): number {
  return html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot);/g, '&').length;
}

/** Subject and facts, above the update. */
function describeStart({ head, facts }: NoticeParts): string {
  const neutral = (text: string): string => escapeTelegram(withoutMentions(text));
  const title = toLine(fitText(head, ({ length }) => length <= MOST_BEFORE));
  const shown = fitText(facts.join('\n'), ({ length }) => length <= MOST_BEFORE);
  return [...(title === '' ? [] : [`<b>${neutral(title)}</b>`]), neutral(shown)].join('\n').trim();
}

function replyTo(previous: Delivery['previous']): Pick<TelegramMessage, 'reply_parameters'> {
  const id = Number(previous?.id);
  if (!Number.isSafeInteger(id)) return {};
  return { reply_parameters: { message_id: id, allow_sending_without_reply: true } };
}

export function describeTelegramMessage(delivery: Delivery<'telegram'>): TelegramMessage {
  const { notice, previous, to } = delivery;
  const parts = describeParts(delivery);
  const start = describeStart(parts);
  const end = parts.head === '' ? '' : renderLink(escapeTelegram(showAddress(notice.url)), notice.url);
  const whole = (blocks: readonly TextBlock[]): string =>
    [start, renderTelegram(blocks), end].filter((part) => part !== '').join('\n\n');
  return {
    chat_id: to.settings.to,
    text: whole(fitBody(parts, notice.url, (blocks) => countTelegram(whole(blocks)) <= MOST)),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...replyTo(previous),
  };
}
