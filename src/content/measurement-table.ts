/** Measurements as a table of tabs for people and other programs: `at`, `check`, `state`, `code`, `ms`. */
import { MEASUREMENT_STATES, type Measurement } from '../domain/measurement.ts';
import { isId } from '../schema/component.ts';
import { showReceived, type Problem } from '../schema/problems.ts';
import {
  formatInstant,
  type Instant,
  parseInstant,
  TIMESTAMP_EXAMPLE,
  TIMESTAMP_EXPECTED,
} from '../schema/timestamp.ts';

const COLUMNS = ['at', 'check', 'state', 'code', 'ms'] as const;
type Column = (typeof COLUMNS)[number];
const NOTHING = '-';

/** Writes the table with its heading line, rows in the given order, `-` where there is no code or time. */
export function formatMeasurementTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ at, check, state, code, ms }) =>
    [formatInstant(at), check, state, cell(code), cell(ms === undefined ? undefined : String(Math.round(ms)))].join(
      '\t',
    ),
  );
  return [COLUMNS.join('\t'), ...rows, ''].join('\n');
}

function cell(text: string | undefined): string {
  const written = text?.replace(/[\t\r\n]/g, ' ') ?? '';
  return written === '' ? NOTHING : written;
}

export interface ParsedTable {
  measurements: Measurement[];
  /** What could not be read. The rest was. */
  problems: Problem[];
}

/** Where rows come from, and who is told of those that cannot be read. */
export interface TableSource {
  /** Its name, for problems. */
  file: string;
  report(problem: Problem): void;
  /** Whether a text may name a check; an id by default. */
  isCheck?: (text: string) => boolean;
}

/** Reads one line: its measurement, undefined for the heading, a blank line and what cannot be read. */
export type ReadLine = (line: string) => Measurement | undefined;

/**
 * A reader of one table, which gets its lines in order and without their ends, the heading first. A row that cannot be
 * read is reported with its line and column; under a heading of other columns, nothing is.
 */
export function openMeasurementTable({ file, report, isCheck = isId }: TableSource): ReadLine {
  const rules: Rules = { isCheck: remember(isCheck), instantOf: remember(parseInstant) };
  let number = 0;
  let isTable = true;
  const tell: Report = (problem) => {
    report({ severity: 'error', file, line: number, column: 1, rule: 'measurement-table', ...problem });
  };
  return (line) => {
    number += 1;
    if (number === 1) isTable = readHeading(line.replace(/^\uFEFF/, ''), tell);
    if (number === 1 || !isTable || line.trim() === '') return undefined;
    return readRow(line, rules, tell);
  };
}

/**
 * Reads the table, rows in the order of the file, times with any offset. A row that cannot be read is skipped and named
 * in `problems` with its line and column.
 */
export function parseMeasurementTable(file: string, text: string): ParsedTable {
  const problems: Problem[] = [];
  const readLine = openMeasurementTable({ file, report: (problem) => void problems.push(problem) });
  return { measurements: text.split(/\r?\n/).flatMap((line) => readLine(line) ?? []), problems };
}

type Report = (problem: Pick<Problem, 'message' | 'expected' | 'example' | 'received'> & { column?: number }) => void;
type Row = Record<Column, string>;

interface Rules {
  isCheck: (text: string) => boolean;
  instantOf: (text: string) => Instant | undefined;
}

/** Texts whose meaning is kept: more than there are checks, less than there are times in a table of years. */
const REMEMBERED = 4_096;

/** The same function for a table of millions of rows, most of whose cells stand in the rows around them as well. */
function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size === REMEMBERED) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}

function readHeading(heading: string, report: Report): boolean {
  const columns = heading.trim().split(/\s*\t\s*/);
  if (columns.join(' ') === COLUMNS.join(' ')) return true;
  report({
    message: 'Cannot read the table',
    expected: `the columns ${COLUMNS.join(', ')}, separated by tabs`,
    received: showReceived(heading),
  });
  return false;
}

const MILLISECONDS = /^\d{0,9}$/;

/** What each column must hold where it does not hold it. */
function rowFaults(
  row: Row,
  { isCheck, instantOf }: Rules,
): Partial<Record<Column, { expected: string; example: string }>> {
  return {
    ...(instantOf(row.at) === undefined && { at: { expected: TIMESTAMP_EXPECTED, example: TIMESTAMP_EXAMPLE } }),
    ...(!isCheck(row.check) && { check: { expected: 'the id of a check', example: 'public-api' } }),
    ...(stateOf(row) === undefined && {
      state: { expected: `one of ${MEASUREMENT_STATES.join(', ')}`, example: 'up' },
    }),
    ...(!MILLISECONDS.test(row.ms) && { ms: { expected: 'whole milliseconds', example: '41' } }),
  };
}

function stateOf(row: Row): Measurement['state'] | undefined {
  return MEASUREMENT_STATES.find((name) => name === row.state);
}

function reportRow(cells: readonly string[], row: Row, { rules, report }: { rules: Rules; report: Report }): void {
  const faults = rowFaults(row, rules);
  for (const [index, name] of COLUMNS.entries()) {
    const fault = faults[name];
    const column = cells.slice(0, index).reduce((end, text) => end + text.length + 1, 1);
    const received = showReceived(row[name]);
    if (fault !== undefined) report({ column, message: `Cannot read "${name}"`, ...fault, received });
  }
}

function readRow(line: string, rules: Rules, report: Report): Measurement | undefined {
  const cells = line.split('\t');
  if (cells.length > COLUMNS.length) {
    const expected = `at most ${COLUMNS.length} columns`;
    report({ message: 'Cannot read a row', expected, received: String(cells.length) });
    return undefined;
  }
  const value = (index: number): string => (cells[index] ?? '').trim();
  const optional = (index: number): string => (value(index) === NOTHING ? '' : value(index));
  const row: Row = { at: value(0), check: value(1), state: value(2), code: optional(3), ms: optional(4) };
  const at = rules.instantOf(row.at);
  const state = stateOf(row);
  if (at === undefined || state === undefined || !rules.isCheck(row.check) || !MILLISECONDS.test(row.ms)) {
    reportRow(cells, row, { rules, report });
    return undefined;
  }
  const code = row.code === '' ? {} : { code: row.code };
  return { check: row.check, at, state, ...code, ...(row.ms === '' ? {} : { ms: Number(row.ms) }) };
}
