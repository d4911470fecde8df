import type { Instant } from '../schema/timestamp.ts';

/** A stretch of time, half-open: `start` belongs to it, `end` does not. UTC milliseconds. */
export interface Interval {
  start: Instant;
  end: Instant;
}

/** The time that both have; undefined where they have none, as when they only touch. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end ? { start, end } : undefined;
}

/** How long intervals are together, in milliseconds. */
export function sumLengths(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0);
}
