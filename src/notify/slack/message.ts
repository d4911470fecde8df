/** A notice as a message of Slack: blocks of rich text, in which no sign of a text has a meaning and nobody is called. */
import type { Span, TextBlock } from '../../content/rich-text.ts';
import type { Delivery } from '../../channel-ports.ts';
import { toLine } from '../../schema/visible-text.ts';
import { fitText } from '../fit-words.ts';
import { describeParts, fitBody, type NoticeParts } from '../parts.ts';
import { renderPlain, withoutMentions } from '../plain.ts';

type Style = Partial<Record<'bold' | 'italic' | 'strike' | 'code', true>>;
type Element =
  { type: 'text'; text: string; style?: Style } | { type: 'link'; url: string; text: string; style?: Style };
interface Section {
  type: 'rich_text_section' | 'rich_text_preformatted' | 'rich_text_quote';
  elements: Element[];
}
interface List {
  type: 'rich_text_list';
  style: 'bullet' | 'ordered';
  indent: number;
  offset: number;
  elements: Section[];
}
type Block =
  | { type: 'header'; text: { type: 'plain_text'; text: string; emoji: false } }
  | { type: 'context'; elements: { type: 'plain_text'; text: string; emoji: false }[] }
  | { type: 'rich_text'; elements: (Section | List)[] };

export interface SlackMessage {
  /** Where blocks are not shown: in a notification, and in chats that know the webhooks of Slack and no blocks. */
  text: string;
  blocks: Block[];
  unfurl_links: false;
  unfurl_media: false;
}

/** In UTF-16 units: a header takes 150, a context 2,000; a rich text is cut where a reader would open the page. */
const MOST = { header: 150, context: 1_000, body: 3_000, text: 3_500 };
const LINE_END: Element = { type: 'text', text: '\n' };

function describeSpan({ text, isBold, isItalic, isStruck, isCode, href }: Span): Element {
  const styles: Style = {
    ...(isBold && { bold: true }),
    ...(isItalic && { italic: true }),
    ...(isStruck && { strike: true }),
    ...(isCode && { code: true }),
  };
  const style = Object.keys(styles).length === 0 ? {} : { style: styles };
  return href === undefined ? { type: 'text', text, ...style } : { type: 'link', url: href, text, ...style };
}

function describeBlock({ kind, mark, depth, isQuote, spans }: TextBlock): Section | List {
  const elements = spans.map((span) => describeSpan(kind === 'heading' ? { ...span, isBold: true } : span));
  if (kind === 'code') return { type: 'rich_text_preformatted', elements };
  if (isQuote) return { type: 'rich_text_quote', elements };
  const section: Section = { type: 'rich_text_section', elements };
  if (mark === undefined) return { ...section, elements: [...elements, LINE_END, LINE_END] };
  const number = /^(\d+)\.$/.exec(mark)?.[1];
  return {
    type: 'rich_text_list',
    style: number === undefined ? 'bullet' : 'ordered',
    indent: Math.min(8, Math.max(0, depth - 1)),
    offset: Math.max(0, Number(number ?? 1) - 1),
    elements: [section],
  };
}

/** Slack reads `&`, `<` and `>` in a text as marks of its own, and nothing else calls anybody. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function describeFallback({ head, facts }: NoticeParts, body: readonly TextBlock[], url: string): string {
  const link = head === '' ? '' : `\n\n${url}`;
  const whole = [head, renderPlain(body), facts.join('\n')].filter((part) => part !== '').join('\n\n');
  const kept = fitText(withoutMentions(whole), (text) => escapeSlack(text + link).length <= MOST.text);
  return escapeSlack(kept + link);
}

export function describeSlackMessage(delivery: Pick<Delivery<'slack'>, 'notice' | 'words'>): SlackMessage {
  const { notice, words } = delivery;
  const parts = describeParts(delivery);
  const { head, facts } = parts;
  const body = fitBody(parts, notice.url, (blocks) => renderPlain(blocks).length <= MOST.body);
  const link: Section = {
    type: 'rich_text_section',
    elements: [{ type: 'link', url: notice.url, text: words.link }],
  };
  const elements = [...body.map(describeBlock), ...(head === '' ? [] : [link])];
  const plain = (text: string, most: number) =>
    ({ type: 'plain_text', text: fitText(text, ({ length }) => length <= most), emoji: false }) as const;
  const blocks: Block[] = [
    ...(head === '' ? [] : [{ type: 'header' as const, text: plain(toLine(head), MOST.header) }]),
    { type: 'rich_text', elements },
    ...(facts.length === 0 ? [] : [{ type: 'context' as const, elements: [plain(facts.join('\n'), MOST.context)] }]),
  ];
  return { text: describeFallback(parts, body, notice.url), blocks, unfurl_links: false, unfurl_media: false };
}
