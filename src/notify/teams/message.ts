/**
 * A notice as an Adaptive Card for a workflow of Microsoft Teams. Its words are runs of rich text, of which no sign means
 * anything, and not text blocks, in which Markdown acts.
 */
import type { Span, TextBlock } from '../../content/rich-text.ts';
import type { Delivery } from '../../channel-ports.ts';
import { languageOf } from '../../schema/locale.ts';
import { fitBlocks, fitText } from '../fit-words.ts';
import { describeParts, type NoticeParts } from '../parts.ts';
import { type Tone, toneOf } from '../tone.ts';

interface OpenUrl {
  type: 'Action.OpenUrl';
  title?: string;
  url: string;
}

interface TextRun {
  type: 'TextRun';
  text: string;
  size?: 'Large';
  weight?: 'Bolder';
  color?: 'Good' | 'Accent' | 'Warning' | 'Attention' | 'Default';
  isSubtle?: true;
  italic?: true;
  strikethrough?: true;
  fontType?: 'Monospace';
  selectAction?: OpenUrl;
}

interface RichTextBlock {
  type: 'RichTextBlock';
  spacing?: 'None' | 'Small' | 'Medium';
  inlines: TextRun[];
}

interface AdaptiveCard {
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  type: 'AdaptiveCard';
  version: '1.4';
  lang: string;
  body: RichTextBlock[];
  actions: OpenUrl[];
  msteams: { width: 'Full' };
}

const CARD = 'application/vnd.microsoft.card.adaptive';

/** What is posted to the address of a workflow. */
export interface TeamsMessage {
  type: 'message';
  attachments: { contentType: typeof CARD; contentUrl: null; content: AdaptiveCard }[];
}

/** Teams takes 28 kB; this leaves room for what a workflow puts around it. In bytes of JSON. */
const MOST = 24_000;
const MOST_HEAD = 500;
const MOST_FACTS = 2_000;
const COLOURS: Record<Tone, NonNullable<TextRun['color']>> = {
  good: 'Good',
  calm: 'Default',
  planned: 'Accent',
  warning: 'Warning',
  bad: 'Attention',
};

function run(text: string, style: Omit<TextRun, 'type' | 'text'> = {}): TextRun {
  return { type: 'TextRun', text, ...style };
}

function line(inlines: TextRun[], spacing: RichTextBlock['spacing'] = 'Medium'): RichTextBlock {
  return { type: 'RichTextBlock', spacing, inlines };
}

function runOf(span: Span): TextRun {
  return run(span.text, {
    ...(span.isBold ? { weight: 'Bolder' } : {}),
    ...(span.isItalic ? { italic: true } : {}),
    ...(span.isStruck ? { strikethrough: true } : {}),
    ...(span.isCode ? { fontType: 'Monospace' } : {}),
    ...(span.href === undefined ? {} : { selectAction: { type: 'Action.OpenUrl', url: span.href } }),
  });
}

/** The spans of each line, as a run has no line breaks. */
function splitLines(spans: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    const [first = '', ...rest] = span.text.split('\n');
    lines.at(-1)?.push({ ...span, text: first });
    for (const text of rest) lines.push([{ ...span, text }]);
  }
  return lines;
}

function linesOf({ kind, mark, depth, isQuote, spans }: TextBlock): RichTextBlock[] {
  const indent = '\u00A0\u00A0'.repeat(Math.max(0, depth - 1));
  const before = isQuote ? '│ ' : indent + (mark === undefined ? '' : `${mark} `);
  return splitLines(spans).map((parts, index) => {
    const shown = kind === 'heading' ? parts.map((span) => ({ ...span, isBold: true })) : parts;
    const lead = index > 0 && !isQuote ? indent : before;
    const inlines = [...(lead === '' ? [] : [run(lead)]), ...shown.map(runOf).filter(({ text }) => text !== '')];
    const spacing = depth > 0 ? 'Small' : 'Medium';
    return line(inlines.length === 0 ? [run(' ')] : inlines, index > 0 ? 'None' : spacing);
  });
}

function describeStart({ notice, words }: Delivery<'teams'>, { head, facts }: NoticeParts): RichTextBlock[] {
  const shown = fitText(facts.join('\n'), ({ length }) => length <= MOST_FACTS).split('\n');
  const title = fitText(head, ({ length }) => length <= MOST_HEAD);
  const inTitle = { size: 'Large', weight: 'Bolder', color: COLOURS[toneOf(notice)] } as const;
  return [
    line([run(words.page.name, { isSubtle: true })], 'None'),
    ...(title === '' ? [] : [line([run(title, inTitle)], 'None')]),
    ...shown.filter((fact) => fact !== '').map((fact) => line([run(fact, { isSubtle: true })], 'None')),
  ];
}

export function describeTeamsMessage(delivery: Delivery<'teams'>): TeamsMessage {
  const { notice, words } = delivery;
  const parts = describeParts(delivery);
  const start = describeStart(delivery, parts);
  const message = (blocks: readonly TextBlock[]): TeamsMessage => {
    const content: AdaptiveCard = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      lang: languageOf(words.language),
      body: [...start, ...blocks.flatMap(linesOf)],
      actions: [{ type: 'Action.OpenUrl', title: words.link, url: notice.url }],
      msteams: { width: 'Full' },
    };
    return { type: 'message', attachments: [{ contentType: CARD, contentUrl: null, content }] };
  };
  const bytesOf = (blocks: readonly TextBlock[]): number => Buffer.byteLength(JSON.stringify(message(blocks)), 'utf8');
  return message(fitBlocks(parts.body, (blocks) => bytesOf(blocks) <= MOST));
}
