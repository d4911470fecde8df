/** The times of commits in their order, where the clocks of those who made them may have been wrong. */
import type { Instant } from '../schema/timestamp.ts';

/**
 * Times that never go backwards, made of those that commits in the order of a line claim, the oldest first; NaN for one
 * that cannot be read. As many as possible are believed: the longest row of them that does not go backwards, and of two
 * such rows the one of the shorter time. Any other commit has the time of the believed one before it, as it came no
 * sooner; what comes before all of them, that of the first.
 */
export function putInOrder(claimed: readonly Instant[]): Instant[] {
  const believed = new Set(mostBelievable(claimed));
  let at = claimed[believed.values().next().value ?? -1] ?? 0;
  return claimed.map((time, index) => {
    if (believed.has(index)) at = time;
    return at;
  });
}

/** The row that begins latest, or the one that ends soonest where that is of a shorter time. */
function mostBelievable(times: readonly Instant[]): number[] {
  const late = longestRow(times);
  const mirrored = longestRow(times.map((time) => -time).reverse());
  const soon = mirrored.map((place) => times.length - 1 - place).reverse();
  const lengthOf = (row: readonly number[]): number => (times[row.at(-1) ?? -1] ?? 0) - (times[row[0] ?? -1] ?? 0);
  return lengthOf(soon) < lengthOf(late) ? soon : late;
}

/** Places of the longest row that does not go backwards, found from its end by patience sorting. */
function longestRow(times: readonly Instant[]): number[] {
  // Of all rows of a length that have been found, the place at which the one begins that begins latest.
  const heads: number[] = [];
  const nextOf = new Map<number, number>();
  for (let place = times.length - 1; place >= 0; place -= 1) {
    const time = times[place] ?? NaN;
    if (Number.isNaN(time)) continue;
    const length = countFrom(heads, (head) => (times[head] ?? NaN) >= time);
    const next = heads[length - 1];
    if (next !== undefined) nextOf.set(place, next);
    heads[length] = place;
  }
  const row: number[] = [];
  for (let place = heads.at(-1); place !== undefined; place = nextOf.get(place)) row.push(place);
  return row;
}

/** How many at the beginning meet a condition that none after the first that fails it meets. */
function countFrom(places: readonly number[], meets: (place: number) => boolean): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (meets(places[middle] ?? -1)) low = middle + 1;
    else high = middle;
  }
  return low;
}
