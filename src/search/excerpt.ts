/** What of a text is shown, and which parts of it a query finds. Terms are as `parseTerms` gives them. */
import { foldWithPlaces } from './fold.ts';

/** A part of a text: found, or what stands between. */
export interface Piece {
  text: string;
  isMatch: boolean;
}

interface Span {
  start: number;
  end: number;
}

/** How much of a long text is shown, in characters: in all, and before the first match. */
const LENGTH = 200;
const LEAD = 60;
/** How far a cut moves to stand between words; some scripts have no spaces. */
const SLACK = 20;
const CUT = '…';

/** Where the terms occur, in order, those that touch as one. */
function findSpans(text: string, terms: readonly string[]): Span[] {
  const { folded, starts, ends } = foldWithPlaces(text);
  const all: Span[] = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + term.length)) {
      all.push({ start: starts[at] ?? 0, end: ends[at + term.length - 1] ?? 0 });
    }
  }
  const spans: Span[] = [];
  for (const { start, end } of all.sort((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last === undefined || start > last.end) spans.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  return spans;
}

/** The range of a text in pieces, which together are that range. */
function toPieces(text: string, range: Span, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  const add = (start: number, end: number, isMatch: boolean): void => {
    if (start < end) pieces.push({ text: text.slice(start, end), isMatch });
  };
  let done = range.start;
  for (const { start, end } of spans) {
    if (start >= range.end) break;
    add(done, start, false);
    add(Math.max(range.start, start), Math.min(end, range.end), true);
    done = Math.max(done, end);
  }
  add(done, range.end, false);
  return pieces;
}

/** A whole text in pieces. */
export function markMatches(text: string, terms: readonly string[]): Piece[] {
  return toPieces(text, { start: 0, end: text.length }, findSpans(text, terms));
}

/** The nearest place at or before `at` that is not within a letter. */
function betweenLetters(text: string, at: number): number {
  let place = at;
  while (place > 0 && /^[\p{M}\udc00-\udfff]/u.test(text.slice(place, place + 2))) place -= 1;
  return place;
}

function cutBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.slice(at, at + SLACK).indexOf(' ');
  return space === -1 ? betweenLetters(text, at) : at + space + 1;
}

function cutAfter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.slice(at - SLACK, at).lastIndexOf(' ');
  return space === -1 ? betweenLetters(text, at) : at - SLACK + space;
}

/** A short part of a text around what is found first in it, in pieces; none where nothing is found. */
export function excerptOf(text: string, terms: readonly string[]): Piece[] {
  const spans = findSpans(text, terms);
  const [first] = spans;
  if (first === undefined) return [];
  const start = cutBefore(text, Math.min(first.start - LEAD, Math.max(0, text.length - LENGTH)));
  const range = { start: Math.min(start, first.start), end: cutAfter(text, start + LENGTH) };
  const pieces = toPieces(text, range, spans);
  if (range.start > 0) pieces.unshift({ text: CUT, isMatch: false });
  if (range.end < text.length) pieces.push({ text: CUT, isMatch: false });
  return pieces;
}
