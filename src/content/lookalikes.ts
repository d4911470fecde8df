/** Lines of a body that a person meant as updates, and that are text as they stand. */
import { type Kind, PHASES_OF_KIND } from '../schema/phase.ts';
import { type Problem, showReceived } from '../schema/problems.ts';
import { problemAtLine } from './finding.ts';
import { LONGEST_HEADING } from './heading-words.ts';
import { findLiteralBlocks, type LiteralBlock } from './markdown.ts';
import { formatHeading, parseHeading } from './update-heading.ts';

export interface LookalikeSource {
  file: string;
  kind: Kind;
  text: string;
  /** Lines of the file before the text. */
  linesBefore: number;
  /** Lines of the text, from 1, that are updates. */
  updateLines: ReadonlySet<number>;
}

interface Lookalike {
  line: string;
  /** In the text, from 1. */
  at: number;
  /** The line as it has to be. */
  canonical: string;
}

/** More of them in one file are no slips of the hand. */
const MAX_LOOKALIKES = 20;
/** What people put before an update in place of `##`: indentation, a quote, a list, another heading, bold. */
const MARKS = /^(?:[\s>*#+_-]|\d{1,9}[.)]\s)*/;

/** Without any of these the tree, which takes its time to make, has no block in which Markdown means nothing. */
const MAY_HAVE_BLOCKS = /```|~~~|</;

/** Tells most lines at a glance, since a body may be a log of thousands of lines with times. */
function beginning(kind: Kind): RegExp {
  const phases = PHASES_OF_KIND[kind].map((phase) => phase.replace('_', '[\\s_-]+'));
  return new RegExp(`${MARKS.source}(?:${phases.join('|')})(?![a-z])`, 'i');
}

function findLines({ text, kind, updateLines }: LookalikeSource): Lookalike[] {
  const begins = beginning(kind);
  return text.split('\n').flatMap((line, index) => {
    if (updateLines.has(index + 1) || line.length > LONGEST_HEADING || !begins.test(line)) return [];
    const raw = line
      .replace(MARKS, '')
      .replace(/\*\*|__/g, '')
      .replace(/#+\s*$/, '');
    const { heading } = parseHeading(raw, kind);
    return heading === undefined ? [] : [{ line, at: index + 1, canonical: `## ${formatHeading(heading)}` }];
  });
}

/** A file that says nothing without an update lacks one because of these lines. */
function severityIn({ kind, updateLines }: LookalikeSource): Problem['severity'] {
  return updateLines.size === 0 && kind !== 'maintenance' ? 'error' : 'warning';
}

function lineProblem(source: LookalikeSource, { line, at, canonical }: Lookalike): Problem {
  const severity = severityIn(source);
  return problemAtLine(source.file, 'update-level', {
    severity,
    line: at + source.linesBefore,
    message: severity === 'error' ? 'Cannot read this as an update' : 'This reads like an update and is text',
    expected: 'an update to begin its line with two "#" and a space',
    example: JSON.stringify(canonical),
    received: showReceived(line),
  });
}

const NAMES: Readonly<Record<LiteralBlock['kind'], string>> = {
  fence: 'code block',
  comment: 'comment',
  html: 'HTML block',
};

function blockProblem(source: LookalikeSource, block: LiteralBlock, { at }: Lookalike): Problem {
  const isBlank = block.closer === '';
  return problemAtLine(source.file, 'update-swallowed', {
    severity: severityIn(source),
    line: block.line + source.linesBefore,
    message: `This ${NAMES[block.kind]} does not end before the update in line ${at + source.linesBefore}, which is text`,
    expected: isBlank ? 'a blank line before the update' : 'its end in a line before the update',
    example: isBlank ? '"\\n"' : JSON.stringify(block.closer),
    received: showReceived(block.opening),
  });
}

/**
 * A problem for each line that would be an update if it were written as one, and for each block that swallows such a
 * line because it is not closed. What stands in a block that is closed is quoted on purpose.
 */
export function findLookalikes(source: LookalikeSource): Problem[] {
  const lines = findLines(source);
  if (lines.length === 0) return [];
  const blocks = MAY_HAVE_BLOCKS.test(source.text) ? findLiteralBlocks(source.text) : [];
  const told = new Set<LiteralBlock>();
  const problems = lines.flatMap((line) => {
    const block = blocks.find((candidate) => candidate.line <= line.at && line.at <= candidate.lastLine);
    if (block === undefined) return [lineProblem(source, line)];
    if (block.isClosed || told.has(block)) return [];
    told.add(block);
    return [blockProblem(source, block, line)];
  });
  return problems.slice(0, MAX_LOOKALIKES);
}
