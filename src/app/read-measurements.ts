import { measurementFileDay, MEASUREMENTS_FOLDER, parseMeasurementFile } from '../content/measurement-file.ts';
import { joinRuns, type Measurement, sliceRuns } from '../domain/measurement.ts';
import type { Snapshot } from '../ports.ts';
import { formatProblem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';

const DAY_MS = 86_400_000;
/** Days shown, today included. */
const SHOWN_DAYS = 90;
/** What a row of failures that reaches into the first shown day may need from before it. */
const EARLIER_DAYS = 1;

export interface ReadMeasurements {
  /** Check id to its measurements up to `now`, oldest first. */
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  /** Check id to its first measurement ever; a check that has none is missing. */
  firstMeasured: ReadonlyMap<string, Instant>;
  /** Time of the last run up to `now`. */
  checkedAt: Instant | undefined;
  /** Lines about what could not be read. The rest was. */
  warnings: string[];
}

/** Day files that are looked through at once for a first measurement. */
const SEARCHED_AT_ONCE = 50;

type DataSnapshot = Pick<Snapshot, 'listDataFiles' | 'readDataFiles'>;

/** Ids that begin a line of a day file, known without reading what was measured. */
function findLines(text: string): string[] {
  return [...text.matchAll(/^([a-z0-9-]+)[: ]/gm)].map(([, id = '']) => id);
}

/**
 * The first measurement of each wanted check in days that are not read otherwise, the paths oldest first: a component
 * whose checks have fallen silent is one of which nothing is known, and not one that was never measured.
 */
async function findFirstMeasured(
  snapshot: DataSnapshot,
  paths: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<Map<string, Instant>> {
  const found = new Map<string, Instant>();
  const isMissing = (id: string): boolean => wanted.has(id) && !found.has(id);
  for (let next = 0; next < paths.length && found.size < wanted.size; next += SEARCHED_AT_ONCE) {
    const files = await snapshot.readDataFiles(paths.slice(next, next + SEARCHED_AT_ONCE));
    const measured = files
      .filter(({ text }) => findLines(text).some(isMissing))
      .flatMap(({ path, text }) => [...parseMeasurementFile(path, text).runs.byCheck]);
    for (const [check, [first]] of measured) if (first !== undefined && isMissing(check)) found.set(check, first.at);
  }
  return found;
}

/**
 * Reads the measurements of the last 90 UTC days, and of the day before them, from `status-data` as it is here; of
 * earlier days, when each of the `checks` was measured first.
 */
export async function readMeasurements(
  snapshot: DataSnapshot,
  checks: readonly string[],
  now: Instant,
): Promise<ReadMeasurements> {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const from = today - (SHOWN_DAYS - 1 + EARLIER_DAYS) * DAY_MS;
  const days = (await snapshot.listDataFiles(MEASUREMENTS_FOLDER))
    .map((path) => ({ path, day: measurementFileDay(path) ?? Infinity }))
    .filter(({ day }) => day <= today)
    .sort((a, b) => a.day - b.day);
  const paths = days.filter(({ day }) => day >= from).map(({ path }) => path);
  const earlier = days.filter(({ day }) => day < from).map(({ path }) => path);
  const parsed = (await snapshot.readDataFiles(paths)).map(({ path, text }) => parseMeasurementFile(path, text));
  const { byCheck, times } = sliceRuns(joinRuns(parsed.map(({ runs }) => runs)), -Infinity, now + 1);
  const firstMeasured = await findFirstMeasured(snapshot, earlier, new Set(checks));
  for (const [check, [first]] of byCheck) {
    if (first !== undefined && !firstMeasured.has(check)) firstMeasured.set(check, first.at);
  }
  const checkedAt = [...times].reduce<Instant | undefined>((last = -Infinity, at) => Math.max(last, at), undefined);
  const warnings = parsed.flatMap(({ problems }) => problems.map(formatProblem));
  return { measurements: byCheck, firstMeasured, checkedAt, warnings };
}
