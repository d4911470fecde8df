/** Measurements as a table of tabs for people and other programs: `at`, `check`, `state`, `code`, `ms`. */
import { MEASUREMENT_STATES, type Measurement } from '../domain/measurement.ts';
import { isId } from '../schema/component.ts';
import { showReceived, type Problem } from '../schema/problems.ts';
import { formatInstant, parseInstant, TIMESTAMP_EXAMPLE, TIMESTAMP_EXPECTED } from '../schema/timestamp.ts';

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

/**
 * Reads the table, rows in the order of the file, times with any offset. A row that cannot be read is skipped and named
 * in `problems` with its line and column.
 */
export function parseMeasurementTable(file: string, text: string): ParsedTable {
  const problems: Problem[] = [];
  const [heading = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const report: Report = (problem) => {
    problems.push({ severity: 'error', file, column: 1, rule: 'measurement-table', ...problem });
  };
  if (
    heading
      .trim()
      .split(/\s*\t\s*/)
      .join(' ') !== COLUMNS.join(' ')
  ) {
    report({
      line: 1,
      message: 'Cannot read the table',
      expected: `the columns ${COLUMNS.join(', ')}, separated by tabs`,
      received: showReceived(heading),
    });
    return { measurements: [], problems };
  }
  const measurements = lines.flatMap((line, index) => (line.trim() === '' ? [] : parseRow(line, index + 2, report)));
  return { measurements, problems };
}

type Report = (
  problem: Pick<Problem, 'line' | 'message' | 'expected' | 'example' | 'received'> & { column?: number },
) => void;
type Row = Record<Column, string>;

/** What each column must hold where it does not hold it. */
function rowFaults(row: Row): Partial<Record<Column, { expected: string; example: string }>> {
  return {
    ...(parseInstant(row.at) === undefined && { at: { expected: TIMESTAMP_EXPECTED, example: TIMESTAMP_EXAMPLE } }),
    ...(!isId(row.check) && { check: { expected: 'the id of a check', example: 'public-api' } }),
    ...(stateOf(row) === undefined && {
      state: { expected: `one of ${MEASUREMENT_STATES.join(', ')}`, example: 'up' },
    }),
    ...(!/^\d{0,9}$/.test(row.ms) && { ms: { expected: 'whole milliseconds', example: '41' } }),
  };
}

function stateOf(row: Row): Measurement['state'] | undefined {
  return MEASUREMENT_STATES.find((name) => name === row.state);
}

function parseRow(line: string, number: number, report: Report): Measurement[] {
  const cells = line.split('\t');
  if (cells.length > COLUMNS.length) {
    const expected = `at most ${COLUMNS.length} columns`;
    report({ line: number, message: 'Cannot read a row', expected, received: String(cells.length) });
    return [];
  }
  const value = (index: number): string => (cells[index] ?? '').trim();
  const optional = (index: number): string => (value(index) === NOTHING ? '' : value(index));
  const row: Row = { at: value(0), check: value(1), state: value(2), code: optional(3), ms: optional(4) };
  const faults = rowFaults(row);
  for (const [index, name] of COLUMNS.entries()) {
    const fault = faults[name];
    const column = cells.slice(0, index).reduce((end, text) => end + text.length + 1, 1);
    const received = showReceived(row[name]);
    if (fault !== undefined) report({ line: number, column, message: `Cannot read "${name}"`, ...fault, received });
  }
  const at = parseInstant(row.at);
  const state = stateOf(row);
  if (at === undefined || state === undefined || Object.keys(faults).length > 0) return [];
  const code = row.code === '' ? {} : { code: row.code };
  return [{ check: row.check, at, state, ...code, ...(row.ms === '' ? {} : { ms: Number(row.ms) }) }];
}
