import type { CheckPolicy } from '../domain/check-series.ts';
import { type Measurement, sliceRuns } from '../domain/measurement.ts';
import type { EarlierSeries } from '../domain/series.ts';
import { type WatchedTime, WatchedTimeBuilder } from '../domain/watched-time.ts';
import type { Snapshot } from '../ports.ts';
import { formatProblem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import { figuresWindow, shownWindow } from '../site/component-model.ts';
import { readEarlierSeries } from './earlier-series.ts';
import { readFirstMeasured } from './first-measured.ts';
import { type DataFile, filesWithin, listDataFiles, readDays } from './read-days.ts';

const DAY_MS = 86_400_000;
/** What a row of failures that reaches into the first shown day may need from before it. */
const EARLIER_DAYS = 1;

export interface ReadMeasurements {
  /** Check id to its measurements up to `now`, oldest first. */
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  /** What the checks said in the days before those, as far back as uptime is told; undefined where there are none. */
  earlier: EarlierSeries | undefined;
  /** When any of them looked, and saw something, in all these days. */
  watched: WatchedTime;
  /** Check id to its first measurement ever; a check that has none is missing. */
  firstMeasured: ReadonlyMap<string, Instant>;
  /** Time of the last run up to `now`. */
  checkedAt: Instant | undefined;
  /** Lines about what could not be read. The rest was. */
  warnings: string[];
}

type DataSnapshot = Pick<Snapshot, 'listDataFiles' | 'readDataFiles'>;

async function readEarlier(
  snapshot: DataSnapshot,
  { files, policy }: { files: readonly DataFile[]; policy: CheckPolicy },
  now: Instant,
): Promise<{ series: EarlierSeries | undefined; watched: WatchedTime }> {
  const until = shownWindow(now).start;
  const { byCheck, watched } = await readEarlierSeries({ snapshot, files, policy }, figuresWindow(now).start, until);
  return { series: byCheck.size === 0 ? undefined : { until, byCheck }, watched };
}

/** What is wanted of the measurements, and the rules that they are judged by. */
export interface MeasurementWish {
  /** Ids of the checks whose first measurement is looked for. */
  checks: readonly string[];
  policy: CheckPolicy;
}

/** From when on the measurements are read one by one at `now`. */
export function measuredFrom(now: Instant): Instant {
  return shownWindow(now).start - EARLIER_DAYS * DAY_MS;
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
  const files = (await listDataFiles(snapshot)).filter(({ days }) => days.start <= now);
  const from = measuredFrom(now);
  const { runs, problems } = await readDays(snapshot, files, { start: from, end: now + 1 });
  const { byCheck, times } = sliceRuns(runs, from, now + 1);
  const hasEarlier = files.some(({ days }) => days.start < from);
  const before = hasEarlier ? await readEarlier(snapshot, { files, policy }, now) : undefined;
  const ancient = filesWithin(files, { start: -Infinity, end: figuresWindow(now).start });
  const firstMeasured = await readFirstMeasured(snapshot, ancient, new Set(checks));
  for (const [check, [first]] of before?.series?.byCheck ?? []) {
    if (first !== undefined && !firstMeasured.has(check)) firstMeasured.set(check, first.start);
  }
  const watching = new WatchedTimeBuilder(policy.holdFor);
  for (const [check, ofCheck] of byCheck) {
    const [first] = ofCheck;
    watching.add(ofCheck, { start: from, end: now + 1 });
    if (first !== undefined && !firstMeasured.has(check)) firstMeasured.set(check, first.at);
  }
  const checkedAt = [...times].reduce<Instant | undefined>((last = -Infinity, at) => Math.max(last, at), undefined);
  const warnings = problems.map(formatProblem);
  const watched = watching.watched(before?.watched);
  return { measurements: byCheck, earlier: before?.series, watched, firstMeasured, checkedAt, warnings };
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
