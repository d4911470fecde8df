/** Reads the measurements of days from `status-data`, whether they were rolled up or not. */
import { measurementFileDay, MEASUREMENTS_FOLDER, parseMeasurementFile } from '../content/measurement-file.ts';
import { parseRolledFile, rolledFileMonth } from '../content/rolled-file.ts';
import type { Interval } from '../domain/interval.ts';
import { joinRuns, type Runs } from '../domain/measurement.ts';
import { joinRolledDays } from '../domain/rolled-day.ts';
import type { Snapshot } from '../ports.ts';
import type { Problem } from '../schema/problems.ts';

const DAY_MS = 86_400_000;

/** A file of measurements and the days that it holds: a day as it was measured, or those of a month that are rolled up. */
export interface DataFile {
  path: string;
  kind: 'day' | 'month';
  days: Interval;
}

function toDataFile(path: string): DataFile | undefined {
  const day = measurementFileDay(path);
  if (day !== undefined) return { path, kind: 'day', days: { start: day, end: day + DAY_MS } };
  const month = rolledFileMonth(path);
  return month && { path, kind: 'month', days: month };
}

/** The files of measurements among paths, the first days first. */
export function sortDataFiles(paths: readonly string[]): DataFile[] {
  return paths
    .map(toDataFile)
    .filter((file) => file !== undefined)
    .sort((a, b) => a.days.start - b.days.start || a.days.end - b.days.end);
}

/** The files of measurements of `status-data`, the first days first. */
export async function listDataFiles(snapshot: Pick<Snapshot, 'listDataFiles'>): Promise<DataFile[]> {
  return sortDataFiles(await snapshot.listDataFiles(MEASUREMENTS_FOLDER));
}

/** The files that hold days with a part in a stretch of time. */
export function filesWithin(files: readonly DataFile[], { start, end }: Interval): DataFile[] {
  return files.filter(({ days }) => days.end > start && days.start < end);
}

export interface ReadDays {
  runs: Runs;
  /** What could not be read. The rest was. */
  problems: Problem[];
}

/** Reads the days with a part in a stretch of time, whole. `checks` are those that are wanted, by default each. */
export async function readDays(
  snapshot: Pick<Snapshot, 'readDataFiles'>,
  files: readonly DataFile[],
  { checks, ...within }: Interval & { checks?: ReadonlySet<string> },
): Promise<ReadDays> {
  const wanted = filesWithin(files, within);
  const months = new Set(wanted.filter(({ kind }) => kind === 'month').map(({ path }) => path));
  const texts = await snapshot.readDataFiles(wanted.map(({ path }) => path));
  const days = texts.filter(({ path }) => !months.has(path));
  const raw = days.map(({ path, text }) => parseMeasurementFile(path, text, { checks }));
  const rolled = texts
    .filter(({ path }) => months.has(path))
    .map(({ path, text }) => parseRolledFile(path, text, { within, checks }));
  const runs = joinRuns(raw.map((day) => day.runs));
  return {
    runs: joinRolledDays(
      runs,
      rolled.flatMap((month) => month.days),
    ),
    problems: [...raw, ...rolled].flatMap(({ problems }) => problems),
  };
}
