/** Measurements out as a table and in from one. */
import {
  formatMeasurementFile,
  measurementFileDay,
  measurementFilePath,
  MEASUREMENTS_FOLDER,
  parseMeasurementFile,
  sortMeasurements,
} from '../content/measurement-file.ts';
import { parseMeasurementTable } from '../content/measurement-table.ts';
import { parseRolledFile, rolledFileMonth, rolledFilePath } from '../content/rolled-file.ts';
import type { Interval } from '../domain/interval.ts';
import { groupRuns, type Measurement } from '../domain/measurement.ts';
import { findRolled, type RolledDay, unfoldCheck } from '../domain/rolled-day.ts';
import { StatusError } from '../errors.ts';
import type { FileChange, LandingResult, RunRepository, Snapshot } from '../ports.ts';
import { formatProblem } from '../schema/problems.ts';
import { formatDay, type Instant } from '../schema/timestamp.ts';
import { landOnLatest, type LandingPorts } from './land-on-latest.ts';
import { keepUnreadable } from './unreadable-measurements.ts';

const DAY_MS = 86_400_000;

export interface MeasurementFilter {
  check?: string | undefined;
  /** First instant that is printed. */
  from?: Instant | undefined;
  /** First instant that is printed no more. */
  until?: Instant | undefined;
}

export interface MeasurementsRead {
  measurements: Measurement[];
  /** Lines about what could not be read. */
  warnings: string[];
}

/** The days that a file of measurements holds, as they were measured or rolled up; undefined for another file. */
function daysOf(path: string): Interval | undefined {
  const day = measurementFileDay(path);
  return day === undefined ? rolledFileMonth(path) : { start: day, end: day + DAY_MS };
}

/** What a rolled-up day still has of single measurements: the first and the last of those that answered the same. */
function listEdges(day: RolledDay): Measurement[] {
  const folds = [...day.checks].flatMap(([check, rolled]) => unfoldCheck(check, rolled, day));
  return folds.flatMap(({ check, at, state, stretch }) => {
    const last = stretch === undefined || stretch.count === 1 ? [] : [{ check, at: stretch.last, state }];
    return [{ check, at, state }, ...last];
  });
}

function describeRolled(days: readonly RolledDay[]): string[] {
  if (days.length === 0) return [];
  const starts = days.map(({ day }) => day);
  const [first, last] = [Math.min(...starts), Math.max(...starts)].map(formatDay);
  return [
    `Rolled up, from ${first ?? ''} to ${last ?? ''}: of measurements that answered the same, the first and the last alone, without code and time.`,
  ];
}

interface DataRead extends MeasurementsRead {
  rolled: RolledDay[];
}

function readFile(path: string, text: string, within: Interval): DataRead {
  if (rolledFileMonth(path) === undefined) {
    const { runs, problems } = parseMeasurementFile(path, text);
    return { measurements: [...runs.byCheck.values()].flat(), rolled: [], warnings: problems.map(formatProblem) };
  }
  const { days, problems } = parseRolledFile(path, text, { within });
  return { measurements: days.flatMap(listEdges), rolled: days, warnings: problems.map(formatProblem) };
}

/**
 * Reads the measurements of `status-data` as it is here, ordered by time and check. Of a rolled-up day there are those
 * at which a state began or ended, without code and time, and what incidents keep of it as it was measured.
 */
export async function readAllMeasurements(
  repository: RunRepository,
  filter: MeasurementFilter,
): Promise<MeasurementsRead> {
  const snapshot = await repository.snapshot({ fetch: false });
  const { check, from = -Infinity, until = Infinity } = filter;
  const paths = (await snapshot.listDataFiles(MEASUREMENTS_FOLDER)).filter((path) => {
    const days = daysOf(path);
    return days !== undefined && days.end > from && days.start < until;
  });
  const files = (await snapshot.readDataFiles(paths)).map(({ path, text }) =>
    readFile(path, text, { start: from, end: until }),
  );
  const rolled = files.flatMap((file) => file.rolled);
  // What was kept as it was measured tells more than the day's line.
  const [edges, measured] = [
    files.filter((file) => file.rolled.length > 0),
    files.filter((file) => file.rolled.length === 0),
  ];
  const all = merge(
    measured.flatMap((file) => file.measurements),
    edges.flatMap((file) => file.measurements),
  );
  const measurements = all.filter(
    (found) => (check === undefined || found.check === check) && found.at >= from && found.at < until,
  );
  return {
    measurements: sortMeasurements(measurements),
    warnings: [...files.flatMap(({ warnings }) => warnings), ...describeRolled(rolled)],
  };
}

export interface MeasurementsImport {
  read: number;
  /** Rows that were not there yet. */
  added: number;
  days: number;
}

function keyOf({ check, at }: Measurement): string {
  return `${at} ${check}`;
}

/** What is there and what comes in, by time and check; what is there stays. */
function merge(known: readonly Measurement[], incoming: readonly Measurement[]): Measurement[] {
  const there = new Set(known.map(keyOf));
  const fresh = new Map(incoming.filter((row) => !there.has(keyOf(row))).map((row) => [keyOf(row), row]));
  return [...known, ...fresh.values()];
}

/** A day that is rolled up stands: what is brought over for it counts as there already. */
async function readRolled(
  snapshot: Snapshot,
  incoming: readonly Measurement[],
): Promise<ReturnType<typeof findRolled>> {
  const months = [...new Set(incoming.map(({ at }) => rolledFilePath(at)))];
  const files = await snapshot.readDataFiles(months);
  return findRolled(files.flatMap(({ path, text }) => parseRolledFile(path, text).days));
}

async function mergeDays(
  snapshot: Snapshot,
  incoming: readonly Measurement[],
): Promise<{ changes: FileChange[]; added: number; changed: number }> {
  const isRolled = await readRolled(snapshot, incoming);
  const days = Map.groupBy(incoming, ({ at }) => measurementFilePath(at));
  const files = await snapshot.readDataFiles([...days.keys()]);
  const parsed = new Map(files.map(({ path, text }) => [path, parseMeasurementFile(path, text)]));
  const damaged = files.filter(({ path }) => parsed.get(path)?.problems.length !== 0);
  const unreadable = await keepUnreadable(snapshot, damaged);
  const changes: FileChange[] = [];
  let added = 0;
  let changed = 0;
  for (const [path, rows] of days) {
    const known = [...(parsed.get(path)?.runs.byCheck.values() ?? [])].flat();
    const all = merge(
      known,
      rows.filter((row) => !isRolled(row)),
    );
    added += all.length - known.length;
    if (all.length === known.length) continue;
    const kept = unreadable.get(path);
    changes.push({ path, text: formatMeasurementFile(groupRuns(all)) }, ...(kept === undefined ? [] : [kept]));
    changed += 1;
  }
  return { changes, added, changed };
}

/**
 * Brings a table of measurements over in one commit. A time and check that is there already stays as it is.
 * Throws a StatusError with every row that cannot be read; then nothing is written.
 */
export async function importMeasurements(
  ports: LandingPorts,
  table: { path: string; text: string },
  now: Instant,
): Promise<MeasurementsImport> {
  const { measurements, problems } = parseMeasurementTable(table.path, table.text);
  if (problems.length > 0) {
    throw new StatusError(problems.map(formatProblem).join('\n'), { hint: 'Nothing was brought over.' });
  }
  const attempt = async (snapshot: Snapshot): Promise<{ value: MeasurementsImport; result: LandingResult }> => {
    const { changes, added, changed } = await mergeDays(snapshot, measurements);
    const data = { changes, day: formatDay(now) };
    const result = await ports.repository.land(snapshot, { main: { changes: [], message: '' }, data, at: now });
    return { value: { read: measurements.length, added, days: changed }, result };
  };
  return (await landOnLatest(ports, { what: 'write the measurements', attempt })).value;
}
