/** A distribution by its ranks. There is no mean, as one long incident would say more in it than ten short ones. */
import { nearestRank } from '../nearest-rank.ts';

/** Lengths of time by nearest rank, so that each is one that occurred. Milliseconds. */
export interface Distribution {
  /** How many there are, at least 1. */
  count: number;
  shortestMs: number;
  /** Half of them are no longer. */
  medianMs: number;
  /** Nine of ten are no longer. */
  p90Ms: number;
  longestMs: number;
}

/** Derives the ranks of lengths of time in any order; null where there are none. */
export function distributionOf(lengthsMs: readonly number[]): Distribution | null {
  const sorted = [...lengthsMs].sort((a, b) => a - b);
  const rank = (share: number): number => nearestRank(sorted, share);
  if (sorted.length === 0) return null;
  return { count: sorted.length, shortestMs: rank(0), medianMs: rank(0.5), p90Ms: rank(0.9), longestMs: rank(1) };
}
