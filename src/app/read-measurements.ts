import { measurementFileDay, MEASUREMENTS_FOLDER, parseMeasurementFile } from '../content/measurement-file.ts';
import type { Measurement } from '../domain/measurement.ts';
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
  /** Time of the last run up to `now`. */
  checkedAt: Instant | undefined;
  /** Lines about what could not be read. The rest was. */
  warnings: string[];
}

/** Reads the measurements of the last 90 UTC days, and of the day before them, from `status-data` as it is here. */
export async function readMeasurements(
  snapshot: Pick<Snapshot, 'listDataFiles' | 'readDataFiles'>,
  now: Instant,
): Promise<ReadMeasurements> {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const from = today - (SHOWN_DAYS - 1 + EARLIER_DAYS) * DAY_MS;
  const paths = (await snapshot.listDataFiles(MEASUREMENTS_FOLDER)).filter((path) => {
    const day = measurementFileDay(path);
    return day !== undefined && day >= from && day <= today;
  });
  const parsed = (await snapshot.readDataFiles(paths.sort())).map(({ path, text }) => parseMeasurementFile(path, text));
  const measurements = new Map<string, Measurement[]>();
  let checkedAt: Instant | undefined;
  for (const measurement of parsed.flatMap((file) => file.measurements)) {
    if (measurement.at > now) continue;
    checkedAt = Math.max(checkedAt ?? measurement.at, measurement.at);
    const known = measurements.get(measurement.check);
    if (known === undefined) measurements.set(measurement.check, [measurement]);
    else known.push(measurement);
  }
  return { measurements, checkedAt, warnings: parsed.flatMap(({ problems }) => problems.map(formatProblem)) };
}
