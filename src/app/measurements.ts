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
import { groupRuns, type Measurement } from '../domain/measurement.ts';
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

/** Reads the measurements of `status-data` as it is here, ordered by time and check. */
export async function readAllMeasurements(
  repository: RunRepository,
  filter: MeasurementFilter,
): Promise<MeasurementsRead> {
  const snapshot = await repository.snapshot({ fetch: false });
  const { check, from = -Infinity, until = Infinity } = filter;
  const paths = (await snapshot.listDataFiles(MEASUREMENTS_FOLDER)).filter((path) => {
    const day = measurementFileDay(path);
    return day !== undefined && day + DAY_MS > from && day < until;
  });
  const files = (await snapshot.readDataFiles(paths)).map(({ path, text }) => parseMeasurementFile(path, text));
  const measurements = files
    .flatMap(({ runs }) => [...runs.byCheck.values()].flat())
    .filter((found) => (check === undefined || found.check === check) && found.at >= from && found.at < until);
  return {
    measurements: sortMeasurements(measurements),
    warnings: files.flatMap(({ problems }) => problems.map(formatProblem)),
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

async function mergeDays(
  snapshot: Snapshot,
  incoming: readonly Measurement[],
): Promise<{ changes: FileChange[]; added: number; changed: number }> {
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
    const all = merge(known, rows);
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
