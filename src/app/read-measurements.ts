import { measurementFileDay, MEASUREMENTS_FOLDER, parseMeasurementFile } from '../content/measurement-file.ts';
import type { CheckPolicy } from '../domain/check-series.ts';
import { joinRuns, type Measurement, sliceRuns } from '../domain/measurement.ts';
import type { EarlierSeries } from '../domain/series.ts';
import type { Snapshot } from '../ports.ts';
import { formatProblem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import { figuresWindow, shownWindow } from '../site/component-model.ts';
import { readEarlierSeries } from './earlier-series.ts';

const DAY_MS = 86_400_000;
/** What a row of failures that reaches into the first shown day may need from before it. */
const EARLIER_DAYS = 1;

export interface ReadMeasurements {
  /** Check id to its measurements up to `now`, oldest first. */
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  /** What the checks said in the days before those, as far back as uptime is told; undefined where there are none. */
  earlier: EarlierSeries | undefined;
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

/** Paths of the day files up to a time, oldest first. */
async function listDays(snapshot: DataSnapshot, until: Instant): Promise<{ path: string; day: Instant }[]> {
  return (await snapshot.listDataFiles(MEASUREMENTS_FOLDER))
    .map((path) => ({ path, day: measurementFileDay(path) ?? Infinity }))
    .filter(({ day }) => day <= until)
    .sort((a, b) => a.day - b.day);
}

async function readEarlier(
  snapshot: DataSnapshot,
  { paths, policy }: { paths: readonly string[]; policy: CheckPolicy },
  now: Instant,
): Promise<EarlierSeries | undefined> {
  const until = shownWindow(now).start;
  const byCheck = await readEarlierSeries({ snapshot, paths, policy }, figuresWindow(now).start, until);
  return byCheck.size === 0 ? undefined : { until, byCheck };
}

/** What is wanted of the measurements, and the rules that they are judged by. */
export interface MeasurementWish {
  /** Ids of the checks whose first measurement is looked for. */
  checks: readonly string[];
  policy: CheckPolicy;
}

/**
 * Reads the measurements of the last 90 UTC days, and of the day before them, from `status-data` as it is here; of
 * earlier days, what each check said as far back as uptime is told, and when each of `checks` was measured first.
 */
export async function readMeasurements(
  snapshot: DataSnapshot,
  { checks, policy }: MeasurementWish,
  now: Instant,
): Promise<ReadMeasurements> {
  const days = await listDays(snapshot, now);
  const from = shownWindow(now).start - EARLIER_DAYS * DAY_MS;
  const paths = days.filter(({ day }) => day >= from).map(({ path }) => path);
  const before = days.filter(({ day }) => day < from);
  const ancient = before.filter(({ day }) => day < figuresWindow(now).start).map(({ path }) => path);
  const parsed = (await snapshot.readDataFiles(paths)).map(({ path, text }) => parseMeasurementFile(path, text));
  const { byCheck, times } = sliceRuns(joinRuns(parsed.map(({ runs }) => runs)), -Infinity, now + 1);
  const around = days.filter(({ day }) => day < from + 2 * EARLIER_DAYS * DAY_MS).map(({ path }) => path);
  const earlier = before.length === 0 ? undefined : await readEarlier(snapshot, { paths: around, policy }, now);
  const firstMeasured = await findFirstMeasured(snapshot, ancient, new Set(checks));
  for (const [check, [first]] of earlier?.byCheck ?? []) {
    if (first !== undefined && !firstMeasured.has(check)) firstMeasured.set(check, first.start);
  }
  for (const [check, [first]] of byCheck) {
    if (first !== undefined && !firstMeasured.has(check)) firstMeasured.set(check, first.at);
  }
  const checkedAt = [...times].reduce<Instant | undefined>((last = -Infinity, at) => Math.max(last, at), undefined);
  const warnings = parsed.flatMap(({ problems }) => problems.map(formatProblem));
  return { measurements: byCheck, earlier, firstMeasured, checkedAt, warnings };
}

/** How long a reading stands in for the next one: a run dated in the future counts when its time has come. */
const REMEMBERED_MS = 10 * 60_000;

/** Reads the wanted measurements of a snapshot at `now`. */
export type Measure = (
  snapshot: DataSnapshot & Pick<Snapshot, 'data'>,
  wish: MeasurementWish,
  now: Instant,
) => Promise<ReadMeasurements>;

/** {@link readMeasurements}, anew only where the branch has moved, other things are asked for, or time has gone on. */
export function rememberMeasurements(): Measure {
  let last: { key: string; at: Instant; read: Promise<ReadMeasurements> } | undefined;
  return (snapshot, wish, now) => {
    const key = JSON.stringify([snapshot.data, Math.floor(now / DAY_MS), wish]);
    const isSame = last?.key === key && last.at <= now && now - last.at < REMEMBERED_MS;
    if (last !== undefined && isSame) return last.read;
    const read = readMeasurements(snapshot, wish, now);
    last = { key, at: now, read };
    // One that failed is not to be given again.
    read.catch(() => (last = undefined));
    return read;
  };
}
