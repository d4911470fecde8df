/** The Markdown of an update as blocks of styled words, from which each service's own form is made. */
import { renderMarkdown } from './html.ts';
import { withoutReferences } from './plain-text.ts';

/** Words of one style, on one line but for the breaks that were written; every sign in them is only itself. */
export interface Span {
  text: string;
  isBold: boolean;
  isItalic: boolean;
  isStruck: boolean;
  isCode: boolean;
  /** Where it leads: an absolute http or https URL. */
  href: string | undefined;
}

export interface TextBlock {
  kind: 'text' | 'heading' | 'code';
  /** `•` or `2.` before the first block of an item of a list. */
  mark: string | undefined;
  /** How many lists it stands in. */
  depth: number;
  isQuote: boolean;
  spans: Span[];
}

type Style = Omit<Span, 'text' | 'href'>;

/** As `renderMarkdown` writes it: attributes in double quotes; no other `<` is left. */
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>|[^<]+/g;
const STYLES: Readonly<Record<string, keyof Style>> = {
  ...{ strong: 'isBold', b: 'isBold', th: 'isBold', summary: 'isBold', dt: 'isBold' },
  ...{ em: 'isItalic', i: 'isItalic', var: 'isItalic' },
  ...{ del: 'isStruck', s: 'isStruck' },
  ...{ code: 'isCode', kbd: 'isCode', samp: 'isCode' },
};
const WITHIN_WORDS = new Set([
  ...['a', 'b', 'code', 'del', 'em', 'i', 'ins', 'kbd', 'q', 's', 'samp', 'span', 'strong', 'sub', 'sup', 'var'],
]);
const PLAIN: Style = { isBold: false, isItalic: false, isStruck: false, isCode: false };
/** What would act on what stands around it, where a message has no element to keep it in. */
const UNSEEN = /[\u202A-\u202E\u2066-\u2069]|(?![\n\t])\p{Cc}/gu;
const BETWEEN_CELLS = ' · ';

/** Puts blocks together as the tags of a text come. */
class BlockReader {
  readonly blocks: TextBlock[] = [];
  readonly #base: string;
  /** Styles that are open, by tag, as one may stand in another of its kind. */
  readonly #open: (keyof Style)[] = [];
  /** The number that the next item of each open list has; undefined where they have none. */
  readonly #lists: (number | undefined)[] = [];
  #links: (string | undefined)[] = [];
  #quotes = 0;
  #isHeading = false;
  #isCode = false;
  #mark: string | undefined;
  #spans: Span[] = [];

  constructor(base: string) {
    this.#base = base;
  }

  /** Ends the block that is being put together, if there is anything in it. */
  finish(): void {
    const spans = this.#isCode ? joinCode(this.#spans) : tidySpans(this.#spans);
    this.#spans = [];
    if (isBlank(spans)) return;
    const kind = this.#isHeading ? 'heading' : 'text';
    this.blocks.push({
      kind: this.#isCode ? 'code' : kind,
      mark: this.#mark,
      depth: this.#lists.length,
      isQuote: this.#quotes > 0,
      spans,
    });
    this.#mark = undefined;
  }

  text(source: string): void {
    const text = withoutReferences(this.#isCode ? source : source.replace(/\s+/g, ' '));
    this.#add(text.toWellFormed().replace(UNSEEN, ''));
  }

  #add(text: string): void {
    const style = Object.fromEntries(this.#open.map((key) => [key, true]));
    this.#spans.push({ ...PLAIN, ...style, text, href: this.#links.findLast((link) => link !== undefined) });
  }

  open(tag: string, attributes: string): void {
    if (!WITHIN_WORDS.has(tag) && !['br', 'td', 'th'].includes(tag)) this.finish();
    const style = STYLES[tag];
    if (style !== undefined) this.#open.push(style);
    if (tag === 'br') this.#add('\n');
    if (tag === 'a') this.#links.push(this.#hrefOf(attributes));
    if ((tag === 'td' || tag === 'th') && !isBlank(this.#spans)) this.#add(BETWEEN_CELLS);
    if (tag === 'ul') this.#lists.push(undefined);
    if (tag === 'ol') this.#lists.push(Number(/ start="(\d+)"/.exec(attributes)?.[1] ?? 1));
    if (tag === 'li') this.#mark = this.#nextMark();
    if (tag === 'blockquote') this.#quotes += 1;
    if (/^h\d$/.test(tag)) this.#isHeading = true;
    if (tag === 'pre') this.#isCode = true;
  }

  close(tag: string): void {
    if (!WITHIN_WORDS.has(tag) && tag !== 'td' && tag !== 'th') this.finish();
    const style = STYLES[tag];
    if (style !== undefined) this.#open.splice(this.#open.lastIndexOf(style), 1);
    if (tag === 'a') this.#links.pop();
    if (tag === 'ul' || tag === 'ol') this.#lists.pop();
    if (tag === 'li') this.#mark = undefined;
    if (tag === 'blockquote') this.#quotes -= 1;
    if (/^h\d$/.test(tag)) this.#isHeading = false;
    if (tag === 'pre') this.#isCode = false;
  }

  #hrefOf(attributes: string): string | undefined {
    const written = withoutReferences(/ href="([^"]*)"/.exec(attributes)?.[1] ?? '');
    if (written === '' || !URL.canParse(written, this.#base)) return undefined;
    const { href, protocol } = new URL(written, this.#base);
    return protocol === 'http:' || protocol === 'https:' ? href : undefined;
  }

  #nextMark(): string {
    const number = this.#lists.at(-1);
    if (number === undefined) return '•';
    this.#lists[this.#lists.length - 1] = number + 1;
    return `${number}.`;
  }
}

function isBlank(spans: readonly Span[]): boolean {
  return spans.every(({ text }) => text.trim() === '');
}

/** The lines of a block of code, as they were written. */
function joinCode(spans: readonly Span[]): Span[] {
  const text = spans.map((span) => span.text).join('');
  return [{ ...PLAIN, isCode: true, text: text.replace(/^\n|\n$/g, ''), href: undefined }];
}

function isSameStyle(one: Span, other: Span): boolean {
  const keys = ['isBold', 'isItalic', 'isStruck', 'isCode', 'href'] as const;
  return keys.every((key) => one[key] === other[key]);
}

/** Joins words of one style, and takes out spaces at the edges of lines and beside each other. */
function tidySpans(spans: readonly Span[]): Span[] {
  const tidy: Span[] = [];
  let isAfterSpace = true;
  for (const span of spans) {
    let text = span.text.replace(/ *\n */g, '\n');
    if (isAfterSpace) text = text.replace(/^ +/, '');
    if (text === '') continue;
    isAfterSpace = /\s$/.test(text);
    const last = tidy.at(-1);
    if (last !== undefined && isSameStyle(last, span)) last.text += text;
    else tidy.push({ ...span, text });
  }
  const last = tidy.at(-1);
  if (last !== undefined) last.text = last.text.trimEnd();
  return tidy.filter(({ text }) => text !== '');
}

/**
 * Reads the Markdown of an update (CommonMark with GFM) as blocks of styled words. Links relative to `base` are made
 * absolute; a link that leads neither to http nor https is its words alone. Never throws on any text.
 */
export function readRichText(markdown: string, base: string): TextBlock[] {
  const reader = new BlockReader(base);
  for (const [whole, slash, tag, attributes = ''] of renderMarkdown(markdown).matchAll(TOKEN)) {
    if (tag === undefined) reader.text(whole);
    else if (slash === '/') reader.close(tag);
    else reader.open(tag, attributes);
  }
  reader.finish();
  return reader.blocks;
}
