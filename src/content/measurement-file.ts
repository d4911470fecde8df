/**
 * The file of one UTC day on the branch `status-data`: a line with the times of the day's runs, then one line a check
 * in the order of the ids, one token a run. `id:200` names the code that most of the check's successes have.
 *
 *     00:00:03 00:05:02 00:10:04 00:15:03
 *     api:200 41 !503:900 ~5100 39
 *     mail - 12 12 !timeout
 */
import { MEASUREMENT_STATES, type Measurement } from '../domain/measurement.ts';
import { isId } from '../schema/component.ts';
import { showReceived, type Problem } from '../schema/problems.ts';
import { formatDay, parseDay, type Instant } from '../schema/timestamp.ts';
import { decodeCode, encodeCode, formatToken, NO_MEASUREMENT, parseToken } from './measurement-token.ts';

const SECOND_MS = 1_000;
const TIME = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/;
const PATH = /^measurements\/(\d{4})\/(\1-\d{2}-\d{2})\.txt$/;

export const MEASUREMENTS_FOLDER = 'measurements';

/** Path of the file that holds the measurements of an instant's UTC day: `measurements/2026/2026-11-20.txt`. */
export function measurementFilePath(at: Instant): string {
  const day = formatDay(at);
  return `${MEASUREMENTS_FOLDER}/${day.slice(0, 4)}/${day}.txt`;
}

/** The first instant of the UTC day that a path names; undefined for any other path. */
export function measurementFileDay(path: string): Instant | undefined {
  const day = PATH.exec(path)?.[2];
  return day === undefined ? undefined : parseDay(day);
}

/** Orders by time, then by check. */
export function sortMeasurements(measurements: readonly Measurement[]): Measurement[] {
  return [...measurements].sort((a, b) => a.at - b.at || compareText(a.check, b.check));
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The texts of the day files that hold these measurements, by path. Of two for one check and second the last counts. */
export function formatMeasurementFiles(measurements: readonly Measurement[]): Map<string, string> {
  const days = Map.groupBy(measurements, (measurement) => measurementFilePath(measurement.at));
  return new Map([...days].map(([path, ofDay]) => [path, formatMeasurementFile(ofDay)]));
}

/** Writes the measurements of one UTC day; the inverse of {@link parseMeasurementFile}. */
export function formatMeasurementFile(measurements: readonly Measurement[]): string {
  const runs = [...new Set(measurements.map((measurement) => measurement.at))].sort((a, b) => a - b);
  const columns = new Map(runs.map((at, column) => [at, column]));
  const checks = [...Map.groupBy(measurements, (measurement) => measurement.check)];
  const lines = checks
    .sort(([a], [b]) => compareText(a, b))
    .map(([check, ofCheck]) => formatLine(check, ofCheck, columns));
  return [runs.map(formatTime).join(' '), ...lines, ''].join('\n');
}

function formatTime(at: Instant): string {
  return new Date(at).toISOString().slice(11, 19);
}

function formatLine(
  check: string,
  measurements: readonly Measurement[],
  columns: ReadonlyMap<Instant, number>,
): string {
  const code = mostFrequentCode(measurements);
  const tokens = Array.from({ length: columns.size }, () => NO_MEASUREMENT);
  for (const measurement of measurements) tokens[columns.get(measurement.at) ?? 0] = formatToken(measurement, code);
  return [code === undefined ? check : `${check}:${encodeCode(code)}`, ...tokens].join(' ');
}

/** The code that most successes have; of equally frequent ones the first in the alphabet, no code before any. */
function mostFrequentCode(measurements: readonly Measurement[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { state, code = '' } of measurements) {
    if (state === 'up') counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b));
  return first === undefined || first[0] === '' ? undefined : first[0];
}

export interface ParsedMeasurements {
  /** Ordered by time, then by check. */
  measurements: Measurement[];
  /** What could not be read. The rest was. */
  problems: Problem[];
}

/** What is wanted of a day file; what else stands there is not looked at. */
export interface WantedMeasurements {
  /** First instant that is wanted. */
  from?: Instant | undefined;
  /** Checks that are wanted; by default each. */
  checks?: ReadonlySet<string> | undefined;
}

/**
 * Reads a day file. `path` says which UTC day it holds. A line that cannot be aligned with the runs is skipped, and a
 * token that cannot be read counts as no measurement; both are named in `problems`.
 */
export function parseMeasurementFile(path: string, text: string, wanted: WantedMeasurements = {}): ParsedMeasurements {
  const problems: Problem[] = [];
  const report = (problem: LineProblem): void => {
    problems.push({ severity: 'error', file: path, column: 1, rule: 'measurement-file', ...problem });
  };
  const day = measurementFileDay(path);
  if (day === undefined) {
    report({
      line: 1,
      message: 'Cannot tell the day of a measurement file',
      example: `${MEASUREMENTS_FOLDER}/2026/2026-11-20.txt`,
    });
    return { measurements: [], problems };
  }
  const [header = '', ...lines] = text.split(/\r?\n/);
  const runs = parseRuns(header, day, report);
  const seen = new Set<string>();
  const { from = -Infinity, checks } = wanted;
  const rows = lines.map((line, index) => {
    if (checks !== undefined && !checks.has(/^[^\s:]*/.exec(line)?.[0] ?? '')) return [];
    return parseLine({ line, number: index + 2, runs, from, seen }, report);
  });
  return { measurements: orderByRun(rows, runs), problems };
}

/** What stands in a line, a place a run: nothing where there is no measurement. */
type Row = (Measurement | undefined)[];

/**
 * The rows' measurements by time, then by check. A large page has hundreds of thousands a day: to sort the rows and the
 * runs takes a fraction of what sorting the measurements would.
 */
function orderByRun(rows: readonly Row[], runs: readonly (Instant | undefined)[]): Measurement[] {
  const nameOf = (row: Row): string => row.find((measurement) => measurement !== undefined)?.check ?? '';
  const byCheck = rows
    .map((row) => ({ row, check: nameOf(row) }))
    .filter(({ check }) => check !== '')
    .sort((a, b) => compareText(a.check, b.check));
  const columns = [...runs.keys()].sort((a, b) => (runs[a] ?? 0) - (runs[b] ?? 0));
  const ordered: Measurement[] = [];
  for (const column of columns) {
    for (const { row } of byCheck) {
      const measurement = row[column];
      if (measurement !== undefined) ordered.push(measurement);
    }
  }
  return ordered;
}

type LineProblem = Pick<Problem, 'line' | 'message' | 'expected' | 'example' | 'received'> & { column?: number };
type Report = (problem: LineProblem) => void;

/** The instants of the columns; undefined for a column whose time cannot be used. */
function parseRuns(header: string, day: Instant, report: Report): (Instant | undefined)[] {
  const seen = new Set<Instant>();
  return words(header).map(({ word, column }) => {
    const at = timeOfDay(word, day);
    if (at === undefined) {
      report({
        line: 1,
        column,
        message: 'Cannot read the time of a run',
        expected: 'hh:mm:ss',
        example: '10:05:00',
        received: showReceived(word),
      });
    } else if (seen.has(at)) {
      report({ line: 1, column, message: 'Cannot use a second run at the same time', received: showReceived(word) });
      return undefined;
    } else {
      seen.add(at);
    }
    return at;
  });
}

function timeOfDay(text: string, day: Instant): Instant | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  return day + ((Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3])) * SECOND_MS;
}

function words(line: string): { word: string; column: number }[] {
  return [...line.matchAll(/\S+/g)].map((match) => ({ word: match[0], column: match.index + 1 }));
}

interface LineInput {
  line: string;
  number: number;
  runs: readonly (Instant | undefined)[];
  /** First instant that is wanted. */
  from: Instant;
  /** Checks of the lines above. */
  seen: Set<string>;
}

function parseLine({ line, number, runs, from, seen }: LineInput, report: Report): Row {
  const [head = '', ...tokens] = line.trim().split(/\s+/);
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
  if (tokens.length !== runs.length) {
    report({
      line: number,
      message: `Cannot align the line of "${check}"`,
      expected: `${runs.length} tokens, one a run`,
      received: String(tokens.length),
    });
    return [];
  }
  return tokens.map((word, index) => {
    const at = runs[index];
    if (word === NO_MEASUREMENT || (at !== undefined && at < from)) return undefined;
    const result = parseToken(word, code);
    if (result === undefined) {
      report({
        line: number,
        column: columnOf(index + 1),
        message: `Cannot read a measurement of "${check}"`,
        example: '41, ~5100, !503:900, ?timeout, . or -',
        received: showReceived(word),
      });
    }
    if (at === undefined || result === undefined) return undefined;
    return { check, at, state: result.state, code: result.code, ms: result.ms };
  });
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

/**
 * Adds one run to what is known of its day (and of the next, for a run in the day's last seconds), ordered by time.
 * `at` names the run
 * and is cut to the second; the measurements' own times are replaced by it. A run whose second is taken by another run
 * takes the next free second; a run whose results already stand there adds nothing.
 */
export function addRun(known: readonly Measurement[], at: Instant, run: readonly Measurement[]): Measurement[] {
  const results = runKey(run);
  let second = Math.floor(at / SECOND_MS) * SECOND_MS;
  for (let there = runAt(known, second); there.length > 0; there = runAt(known, second)) {
    if (runKey(there) === results) return [...known];
    second += SECOND_MS;
  }
  const added = sortMeasurements(run.map((measurement) => ({ ...measurement, at: second })));
  const place = known.findLastIndex((measurement) => measurement.at < second) + 1;
  return [...known.slice(0, place), ...added, ...known.slice(place)];
}

function runAt(known: readonly Measurement[], second: Instant): Measurement[] {
  return known.filter((measurement) => measurement.at === second);
}

function runKey(run: readonly Measurement[]): string {
  const lines = run.map(
    ({ check, state, code, ms }) =>
      `${check} ${MEASUREMENT_STATES.indexOf(state)} ${formatToken({ state, code, ms }, undefined)}`,
  );
  return lines.sort(compareText).join('\n');
}
