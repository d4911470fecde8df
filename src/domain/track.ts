/** Tracks: lists of intervals that are sorted and do not overlap, each with something that holds in it. */
import type { Instant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';

/**
 * Appends to a track that ends where `next` starts or earlier. An empty interval is left out; one that goes on with what
 * the last one says lengthens that.
 */
export function extendTrack<T extends Interval>(track: T[], next: T, isSame: (last: T, next: T) => boolean): void {
  if (next.end <= next.start) return;
  const last = track.at(-1);
  if (last?.end === next.start && isSame(last, next)) last.end = next.end;
  else track.push(next);
}

/** A stretch in which no track changes, with the member of each track that holds in it, in the order of the tracks. */
export interface Stretch<T> extends Interval {
  members: (T | undefined)[];
}

/** Walks several tracks at once: the stretches between all their edges, contiguous, from start to end of `within`. */
export function* sweep<T extends Interval>(tracks: readonly (readonly T[])[], within: Interval): Generator<Stretch<T>> {
  const places = tracks.map(() => 0);
  for (let start = within.start; start < within.end;) {
    let end = within.end;
    const members = tracks.map((track, index) => {
      const place = placeAt(track, start, places[index] ?? 0);
      places[index] = place;
      const next = track[place];
      if (next === undefined) return undefined;
      const holds = next.start <= start;
      end = Math.min(end, holds ? next.end : next.start);
      return holds ? next : undefined;
    });
    yield { start, end, members };
    start = end;
  }
}

/** Index of the first member from `place` on that ends after `at`. */
function placeAt(track: readonly Interval[], at: Instant, place: number): number {
  let found = place;
  while ((track[found]?.end ?? Infinity) <= at) found += 1;
  return found;
}
