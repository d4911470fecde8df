/** When nobody looked: stretches in which no measurement held. */
import { formatInstant } from '../../schema/timestamp.ts';
import { intersect, type Interval, sumLengths } from '../interval.ts';
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

/** How much of each gap was in runs; both are sorted and apart, so that each gap is held against the runs near it alone. */
function measureBlind(gaps: readonly Interval[], ran: readonly Interval[]): number[] {
  let first = 0;
  return gaps.map((gap) => {
    while ((ran[first]?.end ?? Infinity) <= gap.start) first += 1;
    let until = first;
    while ((ran[until]?.start ?? Infinity) < gap.end) until += 1;
    return sumLengths(ran.slice(first, until).flatMap((each) => intersect(each, gap) ?? []));
  });
}

/** Derives them; null where nothing was ever measured. */
export function deriveMonitoring(input: TransparencyInput, year: Interval): MonitoringFigures | null {
  const { firstMeasuredAt, watched, holdForMs } = input;
  if (firstMeasuredAt === undefined || firstMeasuredAt > year.end) return null;
  const within = { start: Math.max(year.start, firstMeasuredAt), end: year.end };
  const silent = gapsBetween(watched.seen, within);
  const blind = measureBlind(silent, watched.ran);
  const gaps = silent.map((gap, index) => ({ ...gap, blindMs: blind[index] ?? 0 }));
  const sorted = [...gaps].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  return {
    holdForMs,
    from: formatInstant(within.start),
    wholeMs: within.end - within.start,
    count: gaps.length,
    gapMs: sumLengths(gaps),
    blindMs: blind.reduce((sum, ms) => sum + ms, 0),
    longest: sorted.slice(0, MOST_LISTED).map(({ start, end, blindMs }) => ({
      from: formatInstant(start),
      until: formatInstant(end),
      lengthMs: end - start,
      blindMs,
      isOver: end < within.end,
    })),
  };
}
