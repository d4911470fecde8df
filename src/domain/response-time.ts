/** How long a check's answers took, in stretches of equal length. */
import type { Instant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';
import type { Measurement, ResponseTimes } from './measurement.ts';
import { nearestRank } from './nearest-rank.ts';

const DAY_MS = 86_400_000;

/** Undefined of no times. Sorts them in place. */
function summarise(times: number[]): ResponseTimes | undefined {
  if (times.length === 0) return undefined;
  const sorted = times.sort((a, b) => a - b);
  return { median: nearestRank(sorted, 0.5), p95: nearestRank(sorted, 0.95), count: sorted.length };
}

/** The value in the middle, each counted as often as it has answers. */
function middleOf(parts: readonly ResponseTimes[], valueOf: (part: ResponseTimes) => number): number {
  const sorted = [...parts].sort((a, b) => valueOf(a) - valueOf(b));
  let left = parts.reduce((sum, { count }) => sum + count, 0) / 2;
  const middle = sorted.find(({ count }) => (left -= count) <= 0);
  return middle === undefined ? NaN : valueOf(middle);
}

/**
 * What parts say together. Of rolled-up days the single times are not known any more, so that of several parts it is
 * the median and the 95th percentile of the one in the middle.
 */
function combine(parts: readonly ResponseTimes[]): ResponseTimes | undefined {
  const [first, ...more] = parts;
  if (first === undefined || more.length === 0) return first;
  return {
    median: middleOf(parts, ({ median }) => median),
    p95: middleOf(parts, ({ p95 }) => p95),
    count: parts.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Only an answer that passed has a time that says how fast the service is. */
function timeOf({ state, ms }: Measurement): number | undefined {
  return state === 'up' || state === 'degraded' ? ms : undefined;
}

/** The response times of measurements; undefined where none of them has one that counts. */
export function deriveTimes(measurements: readonly Measurement[]): ResponseTimes | undefined {
  return summarise(measurements.map(timeOf).filter((ms) => ms !== undefined));
}

/**
 * Splits a window into `count` stretches of equal length; undefined for one in which nothing passed. A rolled-up day
 * counts where stretches are as long as a day at least, in the one that its first measurement lies in.
 * @param measurements of one check; those outside of the window are left out.
 */
export function deriveResponseTimes(
  measurements: readonly Measurement[],
  window: Interval,
  count: number,
): (ResponseTimes | undefined)[] {
  const length = (window.end - window.start) / count;
  const times: number[][] = Array.from({ length: count }, () => []);
  const days: ResponseTimes[][] = Array.from({ length: count }, () => []);
  const placeOf = (at: Instant): number => Math.floor((at - window.start) / length);
  for (const measurement of measurements) {
    const ms = timeOf(measurement);
    if (ms !== undefined) times[placeOf(measurement.at)]?.push(ms);
    const dayTimes = measurement.stretch?.dayTimes;
    if (dayTimes !== undefined && length >= DAY_MS) days[placeOf(measurement.at)]?.push(dayTimes);
  }
  return times.map((ofStretch, place) => {
    const single = summarise(ofStretch);
    return combine([...(days[place] ?? []), ...(single === undefined ? [] : [single])]);
  });
}

/** The same for the window as a whole. */
export function summariseResponseTimes(
  measurements: readonly Measurement[],
  window: Interval,
): ResponseTimes | undefined {
  return deriveResponseTimes(measurements, window, 1)[0];
}
