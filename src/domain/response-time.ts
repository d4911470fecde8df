/** How long a check's answers took, in stretches of equal length. */
import type { Instant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';
import type { Measurement } from './measurement.ts';

/** The response times of one stretch of time, in milliseconds. */
export interface ResponseTimes {
  median: number;
  /** Nearest-rank: 95 of 100 answers took no longer. */
  p95: number;
  count: number;
}

/** The value that a share of the sorted values does not exceed, by the nearest-rank method. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

function summarise(times: number[]): ResponseTimes | undefined {
  if (times.length === 0) return undefined;
  const sorted = times.sort((a, b) => a - b);
  return { median: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), count: sorted.length };
}

/** Only an answer that passed has a time that says how fast the service is. */
function timeOf({ state, ms }: Measurement): number | undefined {
  return state === 'up' || state === 'degraded' ? ms : undefined;
}

/**
 * Splits a window into `count` stretches of equal length; undefined for one in which nothing passed.
 * @param measurements of one check; those outside of the window are left out.
 */
export function deriveResponseTimes(
  measurements: readonly Measurement[],
  window: Interval,
  count: number,
): (ResponseTimes | undefined)[] {
  const length = (window.end - window.start) / count;
  const times: number[][] = Array.from({ length: count }, () => []);
  const placeOf = (at: Instant): number => Math.floor((at - window.start) / length);
  for (const measurement of measurements) {
    const ms = timeOf(measurement);
    if (ms !== undefined) times[placeOf(measurement.at)]?.push(ms);
  }
  return times.map(summarise);
}

/** The same for the window as a whole. */
export function summariseResponseTimes(
  measurements: readonly Measurement[],
  window: Interval,
): ResponseTimes | undefined {
  return deriveResponseTimes(measurements, window, 1)[0];
}
