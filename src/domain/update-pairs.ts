/** Which update of one revision became which of the next. */
import type { Instant } from '../schema/timestamp.ts';
import type { Update } from './update.ts';

/** An update and what became of it; `before` is undefined where it came, `after` where it went. */
export interface UpdatePair {
  before: Update | undefined;
  after: Update | undefined;
}

/** Updates by their time; of those that share one, by their place. */
function byTime(updates: readonly Update[]): Map<string, Update> {
  const count = new Map<Instant, number>();
  return new Map(
    updates.map((update) => {
      const nth = (count.get(update.at) ?? 0) + 1;
      count.set(update.at, nth);
      return [`${update.at} ${nth}`, update];
    }),
  );
}

/**
 * Each update beside what became of it. Its time is its identity; one that goes while another comes that says the very
 * same was given another time.
 */
export function pairUpdates(
  before: readonly Update[],
  after: readonly Update[],
  isSame: (a: Update, b: Update) => boolean,
): UpdatePair[] {
  const [earlier, later] = [byTime(before), byTime(after)];
  const come = [...later].filter(([key]) => !earlier.has(key)).map(([, update]) => update);
  const pairs = [...earlier].map(([key, update]): UpdatePair => {
    const same = later.get(key);
    if (same !== undefined) return { before: update, after: same };
    const moved = come.findIndex((other) => isSame(update, other));
    return { before: update, after: moved === -1 ? undefined : come.splice(moved, 1)[0] };
  });
  return [...pairs, ...come.map((update) => ({ before: undefined, after: update }))];
}
