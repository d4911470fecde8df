/** Texts cut at a word, so that they fit where a service takes only so much. */
import type { Span, TextBlock } from '../content/rich-text.ts';

/** No service takes more than a small part of this, in UTF-16 units; what is beyond is not even looked at. */
const MOST = 32_000;
const MORE = '…';

/** Writing that has no spaces between its words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Nothing in it joins with what stands beside it. */
const ONE_EACH = /^[\n -~]*$/;
const words = new Intl.Segmenter('ja', { granularity: 'word' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many signs a reader sees, as Unicode's extended grapheme clusters. */
export function countGraphemes(text: string): number {
  return ONE_EACH.test(text) ? text.length : Array.from(graphemes.segment(text)).length;
}

/** Where a text may end, ascending: before a space, and between words that have none between them. */
function wordEnds(text: string): number[] {
  const ends = [...text.matchAll(/(?<=\S)\s/g)].map(({ index }) => index);
  if (!UNSPACED.test(text)) return ends;
  const between = [...words.segment(text)]
    .filter(({ segment, isWordLike }) => isWordLike === true && UNSPACED.test(segment))
    .map(({ index, segment }) => index + segment.length);
  return [...new Set([...ends, ...between])].sort((a, b) => a - b);
}

function graphemeEnds(text: string): number[] {
  return [...graphemes.segment(text)].map(({ index, segment }) => index + segment.length);
}

/**
 * The greatest of ascending numbers that passes, where every lesser one passes as well; undefined where none does. Looks
 * from below, as the texts to try are shorter there.
 */
function findGreatest(numbers: readonly number[], passes: (value: number) => boolean): number | undefined {
  let high = 1;
  while (high <= numbers.length && passes(numbers[high - 1] ?? 0)) high *= 2;
  let low = Math.floor(high / 2);
  high = Math.min(high - 1, numbers.length);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(numbers[middle - 1] ?? 0)) low = middle;
    else high = middle - 1;
  }
  return numbers[low - 1];
}

/** The beginning of a text, without what looks odd before the sign that there is more. */
function beginning(text: string, end: number): string {
  return text.slice(0, end).replace(/[\s,;:–—-]+$/u, '') + MORE;
}

/**
 * As much of a text as `fits`, cut at a word and then ending in `…`; within a word only where the first is too long.
 * Empty where nothing fits. What fits must not grow as a text gets shorter.
 */
export function fitText(text: string, fits: (candidate: string) => boolean): string {
  if (text.length <= MOST && fits(text)) return text;
  const looked = text.slice(0, MOST);
  const passes = (end: number): boolean => fits(beginning(looked, end));
  const end = findGreatest(wordEnds(looked), passes) ?? findGreatest(graphemeEnds(looked.slice(0, 5_000)), passes);
  return end === undefined ? '' : beginning(looked, end);
}

function takeSpans(spans: readonly Span[], length: number): Span[] {
  const taken: Span[] = [];
  let rest = length;
  for (const span of spans) {
    if (rest <= 0) break;
    taken.push(span.text.length <= rest ? span : { ...span, text: span.text.slice(0, rest) });
    rest -= span.text.length;
  }
  const last = taken.pop();
  if (last === undefined) return [];
  return [...taken, { ...last, text: beginning(last.text, last.text.length) }];
}

function textOf({ spans }: TextBlock): string {
  return spans.map(({ text }) => text).join('');
}

/** The first `length` units of the words of blocks, which are joined by one unit each. */
function takeBlocks(blocks: readonly TextBlock[], length: number): TextBlock[] {
  const taken: TextBlock[] = [];
  let rest = length;
  for (const block of blocks) {
    const own = textOf(block).length;
    if (rest <= 0) break;
    taken.push(own < rest ? block : { ...block, spans: takeSpans(block.spans, rest) });
    rest -= own + 1;
  }
  return taken;
}

/** The same as {@link fitText} for blocks of styled words; none where nothing fits. */
export function fitBlocks(blocks: readonly TextBlock[], fits: (candidate: TextBlock[]) => boolean): TextBlock[] {
  const whole = blocks.map(textOf).join('\n');
  if (whole.length <= MOST && fits([...blocks])) return [...blocks];
  const looked = whole.slice(0, MOST);
  const passes = (end: number): boolean => fits(takeBlocks(blocks, end));
  const end = findGreatest(wordEnds(looked), passes) ?? findGreatest(graphemeEnds(looked.slice(0, 5_000)), passes);
  return end === undefined ? [] : takeBlocks(blocks, end);
}
