/** Uptime of a component, computed from its series alone, so that bars and numbers cannot disagree. */
import type { UptimePolicy } from '../schema/config.ts';
import { formatDay, type Instant } from '../schema/timestamp.ts';
import { intersect, type Interval } from './interval.ts';
import { type Segment, SERIES_STATES, type SeriesState } from './series.ts';

const DAY_MS = 86_400_000;

export type UptimeWeights = UptimePolicy['weights'];

/** Figures of a stretch of time, in milliseconds but for the ratio. */
export interface Uptime {
  /** 1 - bad / known, from 0 to 1; null where nothing is known. */
  ratio: number | null;
  /** All but no data and maintenance: the denominator. */
  knownMs: number;
  /** Outage and degraded time, each weighted: the numerator of what is missing to 1. */
  badMs: number;
  majorMs: number;
  partialMs: number;
  degradedMs: number;
  maintenanceMs: number;
  noDataMs: number;
}

/** A UTC day with its uptime. */
export interface Day {
  /** `2026-11-20` */
  day: string;
  /** The worst state of the day; `no_data` only when there was nothing else. */
  state: SeriesState;
  uptime: Uptime;
}

type StateTimes = Record<SeriesState, number>;

function sumTimes(segments: readonly Segment[], within: Interval): StateTimes {
  const times: StateTimes = {
    no_data: 0,
    operational: 0,
    under_maintenance: 0,
    degraded_performance: 0,
    partial_outage: 0,
    major_outage: 0,
  };
  for (const segment of segments) {
    const both = intersect(segment, within);
    if (both !== undefined) times[segment.state] += both.end - both.start;
  }
  return times;
}

function weigh(times: StateTimes, weights: UptimeWeights): Uptime {
  const { major_outage: majorMs, partial_outage: partialMs, degraded_performance: degradedMs } = times;
  const knownMs = times.operational + majorMs + partialMs + degradedMs;
  const badMs =
    majorMs * weights.major_outage + partialMs * weights.partial_outage + degradedMs * weights.degraded_performance;
  return {
    ratio: knownMs === 0 ? null : Math.max(0, 1 - badMs / knownMs),
    knownMs,
    badMs,
    majorMs,
    partialMs,
    degradedMs,
    maintenanceMs: times.under_maintenance,
    noDataMs: times.no_data,
  };
}

/**
 * Uptime of the part of a series that lies in `within`. Maintenance and no data leave the denominator; time that no
 * segment covers, as what lies ahead, is counted nowhere.
 */
export function deriveUptime(segments: readonly Segment[], weights: UptimeWeights, within: Interval): Uptime {
  return weigh(sumTimes(segments, within), weights);
}

/** The UTC days that a window touches, oldest first, each with the part of it that lies in the window. */
export function deriveDays(segments: readonly Segment[], weights: UptimeWeights, window: Interval): Day[] {
  const days: Day[] = [];
  let first = 0;
  for (let midnight = startOfDay(window.start); midnight < window.end; midnight += DAY_MS) {
    const within = { start: Math.max(midnight, window.start), end: Math.min(midnight + DAY_MS, window.end) };
    while ((segments[first]?.end ?? Infinity) <= within.start) first += 1;
    let end = first;
    while ((segments[end]?.start ?? Infinity) < within.end) end += 1;
    const times = sumTimes(segments.slice(first, end), within);
    const state = SERIES_STATES.findLast((each) => times[each] > 0) ?? 'no_data';
    days.push({ day: formatDay(midnight), state, uptime: weigh(times, weights) });
  }
  return days;
}

function startOfDay(at: Instant): Instant {
  return Math.floor(at / DAY_MS) * DAY_MS;
}
