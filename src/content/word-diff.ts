/** What was changed in a text, in the words that readers read and not in the marks of Markdown. */
import { diffArrays } from 'diff';

import { renderToldLines } from './plain-text.ts';

/** What no reader sees: zero-width spaces and joints, byte order marks, soft hyphens. */
const UNSEEN = /[\u00AD\u200B\u2060\uFEFF]/g;

/** The lines that a reader is told, each sign in its one form. */
function linesOf(markdown: string): string[] {
  const lines = renderToldLines(markdown).map((line) =>
    line.normalize('NFC').replace(UNSEEN, '').replace(/ +/g, ' ').trim(),
  );
  return lines.filter((line) => line !== '');
}

/** Whether two Markdown texts say the same to a reader: the same words in the same order, and links that lead there. */
export function isSameText(a: string, b: string): boolean {
  return a === b || wordsOf(a).join(' ') === wordsOf(b).join(' ');
}

function wordsOf(markdown: string): string[] {
  return linesOf(markdown)
    .flatMap((line) => line.split(' '))
    .filter((word) => word !== '•');
}

/** Words of a line that stayed, went or came. */
export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** The lines of both texts, each as its parts in their order. */
export type DiffLine = readonly DiffPart[];

/** `\n` is the end of a line; any other token is a word with the space before it. */
type Token = string;

/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

function tokensOf(markdown: string): Token[] {
  const tokens = linesOf(markdown).flatMap((line) => [
    ...(line.match(/ ?[^ ]+/g) ?? []).flatMap((word) =>
      UNSPACED.test(word) ? Array.from(segmenter.segment(word), ({ segment }) => segment) : [word],
    ),
    '\n',
  ]);
  return tokens.slice(0, -1);
}

/** Texts that differ in more than that are told as one text and another. */
const MOST_CHANGES = 500;

interface Run {
  kind: DiffPart['kind'];
  tokens: Token[];
}

function isSameToken(a: Token | undefined, b: Token | undefined): boolean {
  return a === b || (a !== undefined && a.trimStart() === b?.trimStart());
}

/** How many tokens are the same at the beginning, or at the end of what comes after `start`. */
function countSame(was: readonly Token[], is: readonly Token[], start?: number): number {
  const most = Math.min(was.length, is.length) - (start ?? 0);
  const place = (index: number): number => (start === undefined ? index : -1 - index);
  let same = 0;
  while (same < most && isSameToken(was.at(place(same)), is.at(place(same)))) same += 1;
  return same;
}

function compare(before: string, after: string): Run[] {
  const [was, is] = [tokensOf(before), tokensOf(after)];
  const start = countSame(was, is);
  const end = countSame(was, is, start);
  const [from, to] = [was.slice(start, was.length - end), is.slice(start, is.length - end)];
  const changes = diffArrays(from, to, { comparator: isSameToken, maxEditLength: MOST_CHANGES });
  const middle = changes?.map(({ added, removed, value }) => run(added ? 'added' : changedKind(removed), value));
  const runs = [
    run('same', is.slice(0, start)),
    ...(middle ?? [run('removed', from), run('added', to)]),
    run('same', is.slice(is.length - end)),
  ];
  return runs.filter(({ tokens }) => tokens.length > 0);
}

function changedKind(removed: boolean): DiffPart['kind'] {
  return removed ? 'removed' : 'same';
}

function run(kind: DiffPart['kind'], tokens: Token[]): Run {
  return { kind, tokens };
}

function countWords(runs: readonly Run[], ...kinds: DiffPart['kind'][]): number {
  const ofKind = runs.filter(({ kind }) => kinds.includes(kind));
  return ofKind.reduce((sum, { tokens }) => sum + tokens.filter((token) => token !== '\n').length, 0);
}

/** How much of a text was changed. */
export type Extent = 'correction' | 'change' | 'rewrite';

/** Of a text that is rewritten at least this share of the words, of the longer of both, is not in the other. */
const REWRITTEN = 0.5;

/**
 * How much was changed between two Markdown texts. A `rewrite` shares at most half of the words of the longer one with
 * the other: 1 - kept / max(before, after) >= 0.5, so that a text which was doubled is one. A `correction` puts single
 * words in the place of single words, without any digit or other symbol, that differ in capitals, accents and punctuation
 * alone, or by one letter: one that was inserted, left out, mistaken or swapped with its neighbour, which 80 % of spelling
 * errors are (Damerau 1964), not the first one, which hardly any are (Yannakoudakis and Fawthrop 1983), and in words of
 * five letters or more, as short ones soon mean something else ("now", "not"), also as a part of a name ("zone-a"). All
 * else is a `change`.
 */
export function extentOf(before: string, after: string): Extent {
  const runs = compare(before, after);
  if (isCorrected(runs)) return 'correction';
  const kept = countWords(runs, 'same');
  const longer = kept + Math.max(countWords(runs, 'removed'), countWords(runs, 'added'));
  return 1 - kept / Math.max(longer, 1) >= REWRITTEN ? 'rewrite' : 'change';
}

function isCorrected(runs: readonly Run[]): boolean {
  let removed: string[] = [];
  for (const { kind, tokens } of [...runs, run('same', [])]) {
    const words = tokens.map((token) => token.trim()).filter((word) => word !== '');
    if (kind === 'added') {
      if (words.length !== removed.length || !words.every((word, at) => isSpelling(removed[at] ?? '', word)))
        return false;
      removed = [];
    } else if (removed.length > 0) return false;
    if (kind === 'removed') removed = words;
  }
  return true;
}

const MIN_LETTERS = 5;

function isSpelling(a: string, b: string): boolean {
  if (/[\p{N}\p{S}]/u.test(a + b) || a.includes('(http') || b.includes('(http')) return false;
  const [was, is] = [partsOf(a), partsOf(b)];
  if (was.join('') === is.join('')) return true;
  const changed = [...was.entries()].filter(([place, part]) => part !== is[place]);
  const [[place, before] = [0, '']] = changed;
  const after = is[place] ?? '';
  if (was.length !== is.length || changed.length > 1) return false;
  return Math.min(before.length, after.length) >= MIN_LETTERS && before[0] === after[0] && isOneSlip(before, after);
}

/** The letters of a word, and of one that is put together those of each part; an apostrophe parts nothing. */
function partsOf(word: string): string[] {
  const letters = word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '');
  return letters.split(/[^\p{L}]+/u).filter((part) => part !== '');
}

/** Whether one letter was inserted, left out, mistaken, or swapped with its neighbour. */
function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const [restOfShort, restOfLong] = [short.slice(start), long.slice(start)];
  if (long.length > short.length) return restOfShort === restOfLong.slice(1);
  if (restOfShort.slice(1) === restOfLong.slice(1)) return true;
  const [first = '', second = ''] = restOfShort;
  return restOfLong === second + first + restOfShort.slice(2);
}

/** Between two changes so few words that stayed are no help to a reader. */
const ISLAND = 2;

/** Runs in which short islands of the same words count as changed with what is around them. */
function withoutIslands(runs: readonly Run[]): Run[] {
  return runs.flatMap((each, index) => {
    const { kind, tokens } = each;
    const isBetween = index > 0 && index < runs.length - 1;
    const around = countWords(runs.slice(index - 1, index), 'removed', 'added');
    const isIsland =
      kind === 'same' && isBetween && !tokens.includes('\n') && tokens.length <= ISLAND && around > ISLAND;
    return isIsland ? [run('removed', tokens), run('added', tokens)] : [each];
  });
}

/** Puts what went before what came, wherever nothing between them stayed. */
function inOrder(runs: readonly Run[]): Run[] {
  const ordered: Run[] = [];
  let changed: Record<'removed' | 'added', Token[]> = { removed: [], added: [] };
  const flush = (): void => {
    ordered.push(run('removed', changed.removed), run('added', changed.added));
    changed = { removed: [], added: [] };
  };
  for (const { kind, tokens } of runs) {
    if (kind !== 'same') changed[kind].push(...tokens);
    else {
      flush();
      ordered.push(run(kind, tokens));
    }
  }
  flush();
  return ordered.filter(({ tokens }) => tokens.length > 0);
}

/** What was changed between two Markdown texts, as lines of plain words; a rewrite as one text and then the other. */
export function diffTexts(before: string, after: string): DiffLine[] {
  const runs = compare(before, after);
  const removed = countWords(runs, 'removed');
  const isReplaced = removed > 0 && removed >= countWords(runs, 'same');
  const shown = isReplaced ? [run('removed', tokensOf(before)), run('added', ['\n', ...tokensOf(after)])] : runs;
  return toLines(inOrder(isReplaced ? shown : withoutIslands(shown)));
}

function toLines(runs: readonly Run[]): DiffLine[] {
  const lines: DiffPart[][] = [[]];
  for (const { kind, tokens } of runs) {
    for (const [index, text] of tokens.join('').split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ kind, text });
    }
  }
  return lines.filter((line) => line.length > 0);
}
