/** One line of a day file: a check with a token for each run. */
import type { Measurement } from '../domain/measurement.ts';
import { isId } from '../schema/component.ts';
import { type Problem, showReceived } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import { decodeCode, NO_MEASUREMENT, parseToken } from './measurement-token.ts';

export interface NumberedLine {
  line: string;
  number: number;
}

export type LineProblem = Pick<Problem, 'line' | 'message' | 'expected' | 'example' | 'received'> & { column?: number };
export type Report = (problem: LineProblem) => void;

/** The words of a line, each with its column from 1. */
export function words(line: string): { word: string; column: number }[] {
  return [...line.matchAll(/\S+/g)].map((match) => ({ word: match[0], column: match.index + 1 }));
}

/** The words of a line. A canonical one has single spaces, which are found in a fraction of the time. */
function splitWords(line: string): string[] {
  return /^\s|\s$|\s\s|[^\S ]/.test(line) ? line.trim().split(/\s+/) : line.split(' ');
}

interface LineInput extends NumberedLine {
  columns: readonly (Instant | undefined)[];
  /** First instant that is wanted. */
  from: Instant;
  /** Checks of the lines above. */
  seen: Set<string>;
}

/**
 * Reads the line of one check against the columns of its section. What cannot be read is told to `report` with its place;
 * a line that cannot be aligned with the columns gives no measurement at all.
 */
export function parseMeasurementLine({ line, number, columns, from, seen }: LineInput, report: Report): Measurement[] {
  const parts = splitWords(line);
  const head = parts[0] ?? '';
  if (head === '') return [];
  // Where a word stands is asked for only when something is wrong with it.
  const columnOf = (place: number): number => words(line)[place]?.column ?? 1;
  const { check, code, fault } = parseHead(head, seen);
  if (fault !== undefined) {
    const example = 'api:200 41 43';
    report({ line: number, column: columnOf(0), message: fault, example, received: showReceived(head) });
    return [];
  }
  seen.add(check);
  if (parts.length !== columns.length + 1) {
    report({
      line: number,
      message: `Cannot align the line of "${check}"`,
      expected: `${columns.length} tokens, one a run`,
      received: String(parts.length - 1),
    });
    return [];
  }
  return parseTokens(parts, { check, code, columns, from }, (place) => {
    report({
      line: number,
      column: columnOf(place),
      message: `Cannot read a measurement of "${check}"`,
      example: '41, ~5100, !503:900, ?timeout, . or -',
      received: showReceived(parts[place] ?? ''),
    });
  });
}

type LineHead = Pick<LineInput, 'columns' | 'from'> & { check: string; code: string | undefined };

/** The measurements of a line's words after the first; `refuse` is told the place of one that cannot be read. */
function parseTokens(parts: readonly string[], head: LineHead, refuse: (place: number) => void): Measurement[] {
  const { check, code, columns, from } = head;
  const measurements: Measurement[] = [];
  for (let place = 1; place < parts.length; place += 1) {
    const word = parts[place] ?? '';
    const at = columns[place - 1];
    if (word === NO_MEASUREMENT || (at !== undefined && at < from)) continue;
    const result = parseToken(word, code);
    if (result === undefined) refuse(place);
    else if (at !== undefined) measurements.push({ check, at, state: result.state, code: result.code, ms: result.ms });
  }
  return measurements;
}

function parseHead(
  head: string,
  seen: ReadonlySet<string>,
): { check: string; code?: string | undefined; fault?: string } {
  const [check = '', written, ...more] = head.split(':');
  if (!isId(check) || more.length > 0 || written === '') return { check, fault: 'Cannot read the check of a line' };
  if (seen.has(check)) return { check, fault: `Cannot use a second line of "${check}"` };
  const code = written === undefined ? undefined : decodeCode(written);
  return written !== undefined && code === undefined
    ? { check, fault: 'Cannot read the check of a line' }
    : { check, code };
}
