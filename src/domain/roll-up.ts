/** What of the measurements is old enough to be rolled up, and what of it stays as it was measured. */
import type { Instant } from '../schema/timestamp.ts';
import type { Incident } from './incident.ts';
import type { Interval } from './interval.ts';
import { filterRuns, type Runs } from './measurement.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How much before an incident's start its measurements are kept. */
const BEFORE_INCIDENT_MS = HOUR_MS;

export interface RollUpPolicy {
  /** Age that measurements reach as they were taken, in milliseconds. */
  keepRaw: number;
  /** How far back a run looks at them whatever their age may be, in milliseconds. */
  lookBack: number;
}

/**
 * The days among `days` that are to be rolled up, oldest first: those that ended `keepRaw` ago. The newest measurements
 * that are there count as the present where the clock says a later time, so that one that has jumped ahead ages nothing.
 * @param days first instants of the UTC days whose measurements are there
 */
export function findDueDays(days: readonly Instant[], { keepRaw, lookBack }: RollUpPolicy, now: Instant): Instant[] {
  const newest = days.reduce((latest, day) => Math.max(latest, day), -Infinity);
  const present = Math.min(now, newest + 2 * DAY_MS);
  const until = present - Math.max(keepRaw, lookBack);
  return days.filter((day) => day + DAY_MS <= until).sort((a, b) => a - b);
}

/** What is kept for an incident: all that was measured from an hour before its start to its end. */
export function deriveKeptSpan({ startedAt, resolvedAt, updates }: Incident): Interval {
  const start = Math.min(startedAt, ...updates.map(({ at }) => at));
  // What was measured at the end belongs to it.
  return { start: start - BEFORE_INCIDENT_MS, end: resolvedAt === undefined ? Infinity : resolvedAt + 1 };
}

/** The measurements that stay as they were taken. */
export function selectKept(runs: Runs, spans: readonly Interval[]): Runs {
  return filterRuns(runs, ({ at }) => spans.some(({ start, end }) => at >= start && at < end));
}
