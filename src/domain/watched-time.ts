/** When the checks looked at all, and when they saw something. */
import { intersect, type Interval } from './interval.ts';
import { lastAnswerAt, type Measurement } from './measurement.ts';

/** Sorted stretches that neither overlap nor touch. */
export interface WatchedTime {
  /** In which a measurement of some check held, whatever it said but that it does not know. */
  seen: readonly Interval[];
  /** In which a run had taken place, also one that could not be believed. */
  ran: readonly Interval[];
}

/** Where nothing was ever measured. */
export const NOTHING_WATCHED: WatchedTime = { seen: [], ran: [] };

/** Joins stretches in any order that overlap or touch. */
export function joinIntervals(intervals: Iterable<Interval>): Interval[] {
  const joined: Interval[] = [];
  let last: Interval | undefined;
  for (const { start, end } of [...intervals].sort((a, b) => a.start - b.start)) {
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push((last = { start, end }));
  }
  return joined;
}

/** The stretches of `within` that none of the given ones, sorted and apart, has. */
export function gapsBetween(intervals: readonly Interval[], within: Interval): Interval[] {
  const edges = intervals.flatMap((interval) => intersect(interval, within) ?? []);
  const starts = [within.start, ...edges.map(({ end }) => end)];
  return starts
    .map((start, index) => ({ start, end: edges[index]?.start ?? within.end }))
    .filter(({ start, end }) => start < end);
}

/** So many stretches are kept before they are joined, which is done as seldom as memory allows. */
const MOST_LOOSE = 10_000;

/** Takes the measurements of one check after another, which need not be in memory together. */
export class WatchedTimeBuilder {
  private seen: Interval[] = [];
  private ran: Interval[] = [];
  private joinFrom = MOST_LOOSE;
  private readonly holdFor: number;

  /** @param holdFor how long a measurement holds, in milliseconds */
  constructor(holdFor: number) {
    this.holdFor = holdFor;
  }

  /** Adds measurements of one check, sorted by time; those outside of `within` are left out. */
  add(measurements: readonly Measurement[], within: Interval): void {
    const seen: Interval[] = [];
    const ran: Interval[] = [];
    for (const measurement of measurements) {
      if (measurement.at < within.start || measurement.at >= within.end) continue;
      const end = lastAnswerAt(measurement) + this.holdFor;
      extend(ran, measurement.at, end);
      if (measurement.state !== 'unknown') extend(seen, measurement.at, end);
    }
    this.seen.push(...seen);
    this.ran.push(...ran);
    if (this.seen.length + this.ran.length < this.joinFrom) return;
    this.seen = joinIntervals(this.seen);
    this.ran = joinIntervals(this.ran);
    this.joinFrom = MOST_LOOSE + 2 * (this.seen.length + this.ran.length);
  }

  /** What was added, and what others know. */
  watched(others: WatchedTime = NOTHING_WATCHED): WatchedTime {
    return { seen: joinIntervals([...others.seen, ...this.seen]), ran: joinIntervals([...others.ran, ...this.ran]) };
  }
}

/** Makes no object for the many measurements that only go on with what was. */
function extend(track: Interval[], start: number, end: number): void {
  const last = track.at(-1);
  if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
  else track.push({ start, end });
}
