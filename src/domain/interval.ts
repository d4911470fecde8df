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

/** The same time in as few intervals as possible: sorted, disjoint, those that touch joined, empty ones left out. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  for (const { start, end } of sorted) {
    const previous = merged.at(-1);
    if (previous !== undefined && start <= previous.end) previous.end = Math.max(previous.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The time of `intervals` that no interval of `removed` has, sorted and disjoint. */
export function subtractIntervals(intervals: readonly Interval[], removed: readonly Interval[]): Interval[] {
  const holes = mergeIntervals(removed);
  const left: Interval[] = [];
  let nextHole = 0;
  for (const { start, end } of mergeIntervals(intervals)) {
    let from = start;
    while ((holes[nextHole]?.end ?? Infinity) <= from) nextHole += 1;
    for (let index = nextHole; (holes[index]?.start ?? Infinity) < end; index += 1) {
      const hole = holes[index] ?? { start: end, end };
      if (from < hole.start) left.push({ start: from, end: hole.start });
      from = Math.max(from, hole.end);
    }
    if (from < end) left.push({ start: from, end });
  }
  return left;
}

/** Milliseconds that the intervals cover; time that several cover counts once. */
export function totalMs(intervals: readonly Interval[]): number {
  return mergeIntervals(intervals).reduce((sum, { start, end }) => sum + end - start, 0);
}
