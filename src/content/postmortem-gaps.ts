/** The gaps of a post-mortem: what is not written yet. A draft may have them; what is published may not. */
import type { Problem } from '../schema/problems.ts';
import { shorten } from '../schema/visible-text.ts';
import { problemAtLine, type RuleSource } from './finding.ts';
import { findLiteralBlocks } from './markdown.ts';
import { textAt } from './raw-data.ts';

/** Marks what is not written yet, wherever it stands: `TODO: what happened`. */
const GAP = /\bTODO\b/;
const CODE_SPAN = /(`+)(?!`).*?[^`]\1(?!`)/g;
const MOST_SHOWN = 80;

/** A text that stands in the place of one that is not written yet. */
export function gap(what: string): string {
  return `TODO: ${what}`;
}

export interface Gap {
  /** From 1. */
  line: number;
  column: number;
  /** From the mark to the end of its line. */
  text: string;
}

/** The lines of code, by their number in the text: what is quoted there may say what it likes. */
function findCodeLines(body: string): Set<number> {
  const fences = findLiteralBlocks(body).filter(({ kind }) => kind === 'fence');
  return new Set(fences.flatMap(({ line, lastLine }) => [...Array(lastLine - line + 1).keys()].map((at) => line + at)));
}

/** Every gap of a file: in values and comments of its front matter, and in its text outside code. */
export function findGaps({ text, linesBefore }: { text: string; linesBefore: number }): Gap[] {
  if (!GAP.test(text)) return [];
  const lines = text.split('\n');
  const code = findCodeLines(lines.slice(linesBefore).join('\n'));
  return lines.flatMap((written, index) => {
    if (code.has(index + 1 - linesBefore)) return [];
    const line = index < linesBefore ? written : written.replace(CODE_SPAN, (span) => ' '.repeat(span.length));
    const at = line.search(GAP);
    if (at === -1) return [];
    return [{ line: index + 1, column: at + 1, text: written.slice(at).replace(/["'\]},\s]+$/, '') }];
  });
}

/** An error for each gap of a post-mortem that says that it is published. */
export function findPublishedGaps(source: RuleSource & { text: string; linesBefore: number }): Problem[] {
  if (textAt(source.yaml.data, ['status']) !== 'published') return [];
  return findGaps(source).map(({ line, column, text }) => ({
    ...problemAtLine(source.path, 'published-has-no-gaps', {
      line,
      message: 'Cannot publish a post-mortem in which something is still to be written',
      expected: 'the text that belongs here, or nothing where there is none',
      received: shorten(text, MOST_SHOWN),
      hint: 'Until then leave it a draft: "status: draft".',
    }),
    column,
  }));
}
