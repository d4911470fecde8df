/** How a check has done since a time. */
import type { Instant } from '../schema/timestamp.ts';
import { type CheckPolicy, type CheckSegment, cutCheckSeries, deriveCheckSeries } from './check-series.ts';
import { type Interval, sumLengths } from './interval.ts';
import type { Measurement } from './measurement.ts';

export interface CheckRecord {
  /** From when on something is known of it, not before the time that was asked for; undefined where nothing is. */
  since: Instant | undefined;
  /** Share of the known time in which it passed, 0 to 1; undefined where nothing is known. */
  share: number | undefined;
}

export interface RecordSources {
  /** Of one check, sorted by time. */
  measurements: readonly Measurement[];
  /** What it said before `until`, where the measurements do not reach so far back. */
  earlier: { until: Instant; segments: readonly CheckSegment[] } | undefined;
  policy: CheckPolicy;
}

/** Derives the record of a check within a window; what is not known is part of neither number. */
export function deriveCheckRecord({ measurements, earlier, policy }: RecordSources, window: Interval): CheckRecord {
  const from = earlier?.until ?? -Infinity;
  const recent = cutCheckSeries(deriveCheckSeries(measurements, policy, window.end), { start: from, end: window.end });
  const known = cutCheckSeries([...(earlier?.segments ?? []), ...recent], window).filter(
    ({ state }) => state !== 'no_data',
  );
  const passed = known.filter(({ state }) => state === 'up');
  return { since: known[0]?.start, share: known.length === 0 ? undefined : sumLengths(passed) / sumLengths(known) };
}
