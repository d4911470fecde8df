/**
 * The value that a share of 0 to 1 of the sorted values does not exceed, by the nearest-rank method, so that it is one
 * that occurred; NaN of no values.
 */
export function nearestRank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
