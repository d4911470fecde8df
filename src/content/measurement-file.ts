/**
 * The file of one UTC day on the branch `status-data`: a line with the times of the day's runs, then one line a check
 * in the order of the ids, one token a run. `id:200` names the code that most of the check's successes have.
 *
 *     00:00:03 00:05:02 00:10:04 00:15:03
 *     api:200 41 !503:900 ~5100 39
 *     mail - 12 12 !timeout
 */
import { groupRuns, type Measurement, type Runs } from '../domain/measurement.ts';
import { packMeasurements } from '../domain/packed-measurements.ts';
import { showReceived, type Problem } from '../schema/problems.ts';
import { formatDay, parseDay, type Instant } from '../schema/timestamp.ts';
import { type LineProblem, type NumberedLine, parseMeasurementLine, type Report, words } from './measurement-line.ts';
import { encodeCode, formatToken, NO_MEASUREMENT } from './measurement-token.ts';

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

/**
 * Path of the empty file which tells that a roll-up has left in the day file what is to stay as it was measured:
 * `measurements/2026/2026-11-20.kept`.
 */
export function keptMarkPath(at: Instant): string {
  return measurementFilePath(at).replace(/\.txt$/, '.kept');
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
  return new Map([...days].map(([path, ofDay]) => [path, formatMeasurementFile(groupRuns(ofDay))]));
}

/** Writes the runs of one UTC day; the inverse of {@link parseMeasurementFile}. */
export function formatMeasurementFile({ byCheck, times }: Runs): string {
  const runs = [...times].sort((a, b) => a - b);
  const lines = [...byCheck.keys()].sort(compareText).map((check) => formatLine(check, byCheck.get(check) ?? [], runs));
  return [runs.map(formatTimeOfDay).join(' '), ...lines, ''].join('\n');
}

/** `10:05:00` */
export function formatTimeOfDay(at: Instant): string {
  return new Date(at).toISOString().slice(11, 19);
}

function formatLine(check: string, measurements: readonly Measurement[], runs: readonly Instant[]): string {
  const code = mostFrequentCode(measurements);
  const words = [code === undefined ? check : `${check}:${encodeCode(code)}`];
  let place = 0;
  for (const at of runs) {
    const measurement = measurements[place];
    const isThere = measurement?.at === at;
    if (isThere) place += 1;
    words.push(isThere ? formatToken(measurement, code) : NO_MEASUREMENT);
  }
  return words.join(' ');
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
  runs: Runs;
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
 * token that cannot be read counts as no measurement; both are named in `problems`. Of a file with the marks of a
 * conflict both sides are read.
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
    return { runs: { byCheck: new Map(), times: new Set() }, problems };
  }
  const [first, ...more] = splitSections(text, report).map((lines) => parseSection(lines, { day, ...wanted }, report));
  const runs = first ?? { byCheck: new Map(), times: new Set() };
  if (more.length === 0) return { runs, problems };
  return { runs: groupRuns([runs, ...more].flatMap(({ byCheck }) => [...byCheck.values()].flat())), problems };
}

/** What Git writes between the sides of a conflict. */
const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/;
const HEADER = /^\d\d:\d\d:\d\d(?: |$)/;

/** The lines of times, each with what stands below it: one, but in a file with the marks of a conflict. */
function splitSections(text: string, report: Report): NumberedLine[][] {
  const sections: NumberedLine[][] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const numbered = { line, number: index + 1 };
    if (CONFLICT.test(line)) {
      report({ line: index + 1, message: 'Cannot tell which side of a conflict holds', received: showReceived(line) });
    } else if (sections.length === 0 || HEADER.test(line)) {
      sections.push([numbered]);
    } else {
      sections.at(-1)?.push(numbered);
    }
  }
  return sections;
}

function parseSection(
  [header = { line: '', number: 1 }, ...lines]: readonly NumberedLine[],
  { day, from = -Infinity, checks }: WantedMeasurements & { day: Instant },
  report: Report,
): Runs {
  const columns = parseColumns(header, day, report);
  const seen = new Set<string>();
  const parsed = parseLines(lines, ({ line, number }) => {
    if (checks !== undefined && !checks.has(/^[^\s:]*/.exec(line)?.[0] ?? '')) return [];
    return parseMeasurementLine({ line, number, columns, from, seen }, report);
  });
  return gatherRuns(
    parsed,
    columns.filter((at) => at !== undefined).filter((at) => at >= from),
  );
}

/** One line after the other, so that the measurements of one alone are held as they were read. */
function* parseLines(
  lines: readonly NumberedLine[],
  parse: (line: NumberedLine) => Measurement[],
): Generator<Measurement[]> {
  for (const line of lines) {
    const measurements = parse(line);
    if (measurements.length > 0) yield measurements;
  }
}

/** Each line's measurements, which stand in the order of the columns, as runs; `times` are the columns that are wanted. */
function gatherRuns(lines: Iterable<Measurement[]>, times: readonly Instant[]): Runs {
  const isSorted = times.every((at, index) => index === 0 || at > (times[index - 1] ?? 0));
  const measured = new Set<Instant>();
  function* gather(): Generator<[string, Measurement[]]> {
    for (const line of lines) {
      if (!isSorted) line.sort((a, b) => a.at - b.at);
      // Mostly the first line has them all, and the hundreds of thousands of a large page need not be looked at.
      if (measured.size < times.length) for (const { at } of line) measured.add(at);
      yield [line[0]?.check ?? '', line];
    }
  }
  const byCheck = packMeasurements(gather());
  return { byCheck, times: new Set(times.filter((at) => measured.has(at))) };
}

/** The instants of the columns; undefined for a column whose time cannot be used. */
function parseColumns({ line: header, number }: NumberedLine, day: Instant, report: Report): (Instant | undefined)[] {
  const seen = new Set<Instant>();
  return words(header).map(({ word, column }) => {
    const at = parseTimeOfDay(word, day);
    if (at === undefined) {
      report({
        line: number,
        column,
        message: 'Cannot read the time of a run',
        expected: 'hh:mm:ss',
        example: '10:05:00',
        received: showReceived(word),
      });
    } else if (seen.has(at)) {
      report({
        line: number,
        column,
        message: 'Cannot use a second run at the same time',
        received: showReceived(word),
      });
      return undefined;
    } else {
      seen.add(at);
    }
    return at;
  });
}

/** An instant of a UTC day from `10:05:00`; undefined for any other text. */
export function parseTimeOfDay(text: string, day: Instant): Instant | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  return day + ((Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3])) * SECOND_MS;
}
