/** When nobody looked: stretches in which no measurement held. */
import { formatInstant } from '../../schema/timestamp.ts';
import { intersect, type Interval } from '../interval.ts';
import { gapsBetween } from '../watched-time.ts';
import type { TransparencyInput } from './input.ts';

export interface MonitoringGap {
  from: string;
  /** When something was seen again; of one that is not over the time of these figures. */
  until: string;
  lengthMs: number;
  /** So much of it lies in runs that could not be believed, as they reached nothing; in the rest no run took place. */
  blindMs: number;
  isOver: boolean;
}

export interface MonitoringFigures {
  /** A gap is what is left of a silence once the last measurement has held for so long. */
  holdForMs: number;
  /** Since when anything was measured within these twelve months. */
  from: string;
  /** Up to the time of these figures, in milliseconds. */
  wholeMs: number;
  count: number;
  gapMs: number;
  blindMs: number;
  /** The longest first, at most 100. */
  longest: MonitoringGap[];
}

const MOST_LISTED = 100;

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Derives them; null where nothing was ever measured. */
export function deriveMonitoring(input: TransparencyInput, year: Interval): MonitoringFigures | null {
  const { firstMeasuredAt, watched, holdForMs } = input;
  if (firstMeasuredAt === undefined || firstMeasuredAt > year.end) return null;
  const within = { start: Math.max(year.start, firstMeasuredAt), end: year.end };
  const gaps = gapsBetween(watched.seen, within).map((gap) => ({
    ...gap,
    blindMs: lengthOf(watched.ran.flatMap((ran) => intersect(ran, gap) ?? [])),
  }));
  const sorted = [...gaps].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  return {
    holdForMs,
    from: formatInstant(within.start),
    wholeMs: within.end - within.start,
    count: gaps.length,
    gapMs: lengthOf(gaps),
    blindMs: gaps.reduce((sum, { blindMs }) => sum + blindMs, 0),
    longest: sorted.slice(0, MOST_LISTED).map(({ start, end, blindMs }) => ({
      from: formatInstant(start),
      until: formatInstant(end),
      lengthMs: end - start,
      blindMs,
      isOver: end < within.end,
    })),
  };
}
