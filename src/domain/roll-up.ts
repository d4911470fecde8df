/** What of the measurements is old enough to be rolled up, and what of it stays as it was measured. */
import type { Instant } from '../schema/timestamp.ts';
import type { Incident } from './incident.ts';
import type { Interval } from './interval.ts';
import { filterRuns, type Runs } from './measurement.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Days without measurements after which the clock has to prove that it is right: by the first run of the next day. */
const SILENCE_MS = 2 * DAY_MS;
/** Measured days that prove it: one that had jumped ahead is put right within a day. */
const PROVING_DAYS = 2;
/** How much before an incident's start its measurements are kept. */
const BEFORE_INCIDENT_MS = HOUR_MS;

export interface RollUpPolicy {
  /** Age that measurements reach as they were taken, in milliseconds. */
  keepRaw: number;
  /** How far back a run looks at them whatever their age may be, in milliseconds. */
  lookBack: number;
}

/** The latest measured day that can be believed: not the first ones after a silence, from which a clock may have jumped. */
function newestSure(sorted: readonly Instant[]): Instant {
  const silence = sorted.findLastIndex((day, index) => day - (sorted[index - 1] ?? day) > SILENCE_MS);
  const isProven = silence === -1 || sorted.length - silence >= PROVING_DAYS;
  return sorted.at(isProven ? -1 : silence - 1) ?? -Infinity;
}

export interface DueDays {
  /** First instants of the days that are to be rolled up, oldest first. */
  due: Instant[];
  /** Further days that would be, could the clock be believed. */
  waiting: Instant[];
  /** The latest measured day that can be believed. */
  newest: Instant;
}

/**
 * The days among `days` that are to be rolled up: those that ended `keepRaw` ago. The newest measurements that are there
 * count as the present where the clock says a later time, so that one that has jumped ahead ages nothing.
 * @param days first instants of the UTC days whose measurements are there
 */
export function findDueDays(days: readonly Instant[], { keepRaw, lookBack }: RollUpPolicy, now: Instant): DueDays {
  const sorted = [...days].sort((a, b) => a - b);
  const newest = newestSure(sorted);
  const present = Math.min(now, newest + 2 * DAY_MS);
  const ended = (by: Instant): Instant[] => sorted.filter((day) => day + DAY_MS <= by - Math.max(keepRaw, lookBack));
  const due = ended(present);
  return { due, waiting: ended(now).slice(due.length), newest };
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
