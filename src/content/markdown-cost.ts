/**
 * How much work a Markdown text is. The parser needs time that grows with the square of some things: quotes in quotes,
 * lines that continue a quote, underlined headings. Nobody writes thousands of them, but a paste or a bad joke can, and
 * must not keep a run from its work.
 */
import type { Problem } from '../schema/problems.ts';
import { problemAtLine } from './finding.ts';
import { findProse } from './markdown.ts';

/** About as much as the parser does in a second on a small machine. */
const BUDGET = 2_000_000;
const LINE_COST = 60;

const MARK = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))/y;
const UNDERLINE = /^ {0,3}(?:-+|=+)[ \t]*$/;

/** How many quotes and lists a line opens or continues, those that its indentation implies included. */
function depthOf(line: string): number {
  let marks = 0;
  for (MARK.lastIndex = 0; MARK.test(line);) marks += 1;
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  return marks === 0 ? 0 : marks + indent / 2;
}

/** Line, from 1, at which reading a text has become more work than any text is worth; undefined where it does not. */
export function findTooInvolvedLine(text: string): number | undefined {
  let cost = 0;
  let underlines = 0;
  let continued = 0;
  let isInContainer = false;
  for (const [index, line] of text.split('\n').entries()) {
    const depth = depthOf(line);
    isInContainer = depth > 0 || (isInContainer && line.trim() !== '');
    continued = isInContainer && depth === 0 ? continued + 1 : 0;
    if (UNDERLINE.test(line)) underlines += 1;
    cost += LINE_COST + depth ** 2 + continued + (UNDERLINE.test(line) ? underlines : 0);
    if (cost > BUDGET) return index + 1;
  }
  return undefined;
}

/** The problem of a text that is too much work to read; none for any text that people write. */
export function findInvolvedText(source: { file: string; text: string; linesBefore: number }): Problem[] {
  const line = findTooInvolvedLine(source.text);
  if (line === undefined) return [];
  return [
    problemAtLine(source.file, 'text-is-simple', {
      line: line + source.linesBefore,
      message: 'Cannot read a text as long or as deeply nested as this',
      expected: 'some thousand lines at most, and a few levels of lists and quotes',
      example: 'a link to the whole log',
      received: 'more than that up to this line',
    }),
  ];
}

/** What may begin or end something within a paragraph. */
const INLINE_MARK = /[*_~[\]!`&\\@:]/g;
const PLAIN_MARKS = 1_000;
/** Pairs of marks that are looked at in the time of one unit of {@link BUDGET}. */
const PAIRS = 5;
const CELL_COST = 100;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function proseCost(prose: string): number {
  const widest = prose.split('\n').reduce((most, line) => Math.max(most, count(line, /\|/g)), 0);
  const cells = widest === 0 ? 0 : (widest + 1) * count(prose, /\n/g);
  return count(prose, INLINE_MARK) ** 2 / PAIRS + cells * CELL_COST;
}

/** Whether rendering a text would take longer than any text is worth; it is better shown as it was written. */
export function isTooInvolved(text: string): boolean {
  if (findTooInvolvedLine(text) !== undefined) return true;
  if (count(text, INLINE_MARK) + count(text, /[<|]/g) < PLAIN_MARKS) return false;
  const prose = findProse(text);
  // Tags are paired across paragraphs, all else ends with its own.
  const tags = prose.reduce((sum, part) => sum + count(part, /</g), 0);
  return prose.reduce((sum, part) => sum + proseCost(part), tags ** 2 / PAIRS) > BUDGET;
}
