/** The body of an incident file: an introduction and dated updates, told apart by remark's tree. */
import type { Update } from '../domain/update.ts';
import type { Kind } from '../schema/phase.ts';
import { KINDS } from '../schema/phase.ts';
import type { Problem } from '../schema/problems.ts';
import { problemAtLine } from './finding.ts';
import { findLookalikes } from './lookalikes.ts';
import { findInvolvedText } from './markdown-cost.ts';
import { closeOpenBlocks, findSectionHeadings, trimBlankLines } from './markdown.ts';
import type { SectionHeading } from './section-headings.ts';
import { formatHeading, isUpdateHeading, parseHeading } from './update-heading.ts';

export interface PlacedUpdate extends Update {
  /** Line of its heading in the file, from 1. */
  line: number;
}

export interface ParsedBody {
  introduction: string;
  /** In the order of the file. */
  updates: PlacedUpdate[];
  problems: Problem[];
}

export interface BodySource {
  file: string;
  kind: Kind;
  text: string;
  /** Lines of the file before the body. */
  linesBefore: number;
}

function headingProblems(source: BodySource, heading: SectionHeading, line: number): Problem[] {
  return parseHeading(heading.raw, source.kind).faults.map(({ rule, ...fault }) =>
    problemAtLine(source.file, rule, { line, ...fault }),
  );
}

/**
 * Reads a body. Updates stay in file order; a heading with a fault gives problems and no update, and a text that is too
 * much work to read gives nothing but that problem.
 */
export function parseUpdates(source: BodySource): ParsedBody {
  const involved = findInvolvedText(source);
  if (involved.length > 0) return { introduction: '', updates: [], problems: involved };
  const headings = findSectionHeadings(source.text).filter((heading) => isUpdateHeading(heading.raw, source.kind));
  const problems = findLookalikes({ ...source, updateLines: new Set(headings.map(({ line }) => line)) });
  const body: ParsedBody = { introduction: '', updates: [], problems };
  body.introduction = trimBlankLines(source.text.slice(0, headings[0]?.start));
  for (const [index, heading] of headings.entries()) {
    const line = heading.line + source.linesBefore;
    const parsed = parseHeading(heading.raw, source.kind).heading;
    body.problems.push(...headingProblems(source, heading, line));
    if (parsed === undefined) continue;
    const text = trimBlankLines(source.text.slice(heading.end, headings[index + 1]?.start).replace(/^[^\n]*\n?/, ''));
    body.updates.push({ ...parsed, text, line });
  }
  return body;
}

function formatUpdate(update: Update, isLast: boolean): string {
  const heading = `## ${formatHeading(update)}`;
  if (update.text === '') return heading;
  return `${heading}\n\n${isLast ? update.text : closeOpenBlocks(update.text)}`;
}

/** Writes a body in its canonical form: introduction, then the updates in the given order, a blank line between all. */
export function formatBody(introduction: string, updates: readonly Update[]): string {
  const first = introduction === '' ? [] : [updates.length === 0 ? introduction : closeOpenBlocks(introduction)];
  const rest = updates.map((update, index) => formatUpdate(update, index === updates.length - 1));
  return [...first, ...rest].map((part) => `${part}\n`).join('\n');
}

/**
 * Makes inserted text safe to stand in an update: headings in it that would read as updates are escaped, a fence or
 * comment left open is closed. For words that are not ours: a provider's, a form's, an imported history's.
 */
export function escapeUpdateText(text: string): string {
  const closed = closeOpenBlocks(trimBlankLines(text.replace(/\r\n?/g, '\n')));
  const starts = findSectionHeadings(closed)
    .filter((heading) => KINDS.some((kind) => isUpdateHeading(heading.raw, kind)))
    .map(({ start }) => start);
  return [0, ...starts].map((start, index) => closed.slice(start, starts[index])).join('\\');
}

/** Appends one update to a file's text and changes no existing line, so that the difference is one hunk. */
export function appendUpdate(fileText: string, update: Update): string {
  const closed = closeOpenBlocks(fileText.trimEnd());
  return `${closed}\n\n${formatUpdate(update, true)}\n`;
}
