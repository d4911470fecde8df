/** What the checks said before the days that are read measurement by measurement. */
import { measurementFileDay, parseMeasurementFile } from '../content/measurement-file.ts';
import { type CheckPolicy, type CheckSegment, cutCheckSeries, deriveCheckSeries } from '../domain/check-series.ts';
import { joinRuns } from '../domain/measurement.ts';
import type { Snapshot } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';

const DAY_MS = 86_400_000;
/** Days that are in memory at once: a year of them, with many checks, would be more than a build may take. */
const DAYS_AT_ONCE = 28;
/** What a row of failures that reaches over an end of these days may need from beyond it. */
const CONTEXT_DAYS = 1;

interface EarlierDays {
  snapshot: Pick<Snapshot, 'readDataFiles'>;
  /** Paths of day files, oldest first, those around the wanted days included. */
  paths: readonly string[];
  policy: CheckPolicy;
}

/**
 * The states of each check in the UTC days from `from` up to `until`, sorted; where there is none, nothing is known.
 * Only the states are kept, as uptime needs no more.
 */
export async function readEarlierSeries(
  { snapshot, paths, policy }: EarlierDays,
  from: Instant,
  until: Instant,
): Promise<Map<string, CheckSegment[]>> {
  const series = new Map<string, CheckSegment[]>();
  for (let start = from; start < until; start += DAYS_AT_ONCE * DAY_MS) {
    const end = Math.min(until, start + DAYS_AT_ONCE * DAY_MS);
    const isNear = (path: string): boolean => {
      const day = measurementFileDay(path) ?? NaN;
      return day >= start - CONTEXT_DAYS * DAY_MS && day < end + CONTEXT_DAYS * DAY_MS;
    };
    const files = await snapshot.readDataFiles(paths.filter(isNear));
    const { byCheck } = joinRuns(files.map(({ path, text }) => parseMeasurementFile(path, text).runs));
    for (const [check, measurements] of byCheck) {
      const segments = deriveCheckSeries(measurements, policy, end + CONTEXT_DAYS * DAY_MS);
      series.set(check, [...(series.get(check) ?? []), ...cutCheckSeries(segments, { start, end })]);
    }
  }
  return series;
}
