/** What the checks said before the days that are read measurement by measurement. */
import { type CheckPolicy, type CheckSegment, cutCheckSeries, deriveCheckSeries } from '../domain/check-series.ts';
import { type WatchedTime, WatchedTimeBuilder } from '../domain/watched-time.ts';
import type { Snapshot } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';
import { type DataFile, readDays } from './read-days.ts';

const DAY_MS = 86_400_000;
/** Days that are in memory at once: a year of them, with many checks, would be more than a build may take. */
const DAYS_AT_ONCE = 28;
/** What a row of failures that reaches over an end of these days may need from beyond it. */
const CONTEXT_DAYS = 1;

interface EarlierDays {
  snapshot: Pick<Snapshot, 'readDataFiles'>;
  /** The first days first, those around the wanted days included. */
  files: readonly DataFile[];
  policy: CheckPolicy;
}

export interface EarlierDaysRead {
  /** The states of each check, sorted; where there is none, nothing is known. */
  byCheck: Map<string, CheckSegment[]>;
  watched: WatchedTime;
}

/**
 * The states of each check in the UTC days from `from` up to `until`, and when they looked. Only that is kept, as
 * uptime needs no more.
 */
export async function readEarlierSeries(
  { snapshot, files, policy }: EarlierDays,
  from: Instant,
  until: Instant,
): Promise<EarlierDaysRead> {
  const series = new Map<string, CheckSegment[]>();
  const watching = new WatchedTimeBuilder(policy.holdFor);
  for (let start = from; start < until; start += DAYS_AT_ONCE * DAY_MS) {
    const end = Math.min(until, start + DAYS_AT_ONCE * DAY_MS);
    const context = { start: start - CONTEXT_DAYS * DAY_MS, end: end + CONTEXT_DAYS * DAY_MS };
    const { byCheck } = (await readDays(snapshot, files, context)).runs;
    for (const [check, measurements] of byCheck) {
      watching.add(measurements, { start, end });
      const segments = deriveCheckSeries(measurements, policy, context.end);
      series.set(check, [...(series.get(check) ?? []), ...cutCheckSeries(segments, { start, end })]);
    }
  }
  return { byCheck: series, watched: watching.watched() };
}
