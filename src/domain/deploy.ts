import type { Instant } from '../schema/timestamp.ts';

/** A build of the page that readers have seen. */
export interface Deploy {
  /** When it went live. */
  liveAt: Instant;
  /** Commit of main that it was built from. */
  commit: string;
  /** The time that it was built for. */
  builtAt: Instant;
  /** The last run of the checks that it shows; undefined where it shows none. */
  checkedAt: Instant | undefined;
}

/**
 * Adds a deploy to those that are recorded, oldest first. Of those in a row that show the same commit only the first and
 * the last are kept: the first tells when readers could see the commit, and what is rebuilt hourly does not add up.
 */
export function addDeploy(known: readonly Deploy[], deploy: Deploy): Deploy[] {
  const [before, last] = known.slice(-2);
  const isRepeated = last !== undefined && before?.commit === deploy.commit && last.commit === deploy.commit;
  return [...(isRepeated ? known.slice(0, -1) : known), deploy];
}

/**
 * Tells when the first build that has a commit went live, going by deploys in any order and by how many commits of main
 * come before each; undefined for one that is not on main. The record tells it only of commits that came after one that
 * it has, as otherwise an earlier deploy may be missing from it.
 */
export function deriveLiveTimes(
  deploys: readonly Deploy[],
  positionOf: (commit: string) => number | undefined,
): (commit: string) => Instant | undefined {
  const placed = deploys
    .map(({ commit, liveAt }) => ({ position: positionOf(commit) ?? -1, liveAt }))
    .filter(({ position }) => position >= 0)
    .sort((a, b) => a.position - b.position);
  // Of several builds the first that went live counts, also where it had a later commit.
  const soonest: Instant[] = [];
  for (const { liveAt } of placed.toReversed()) soonest.push(Math.min(liveAt, soonest.at(-1) ?? Infinity));
  soonest.reverse();
  return (commit) => {
    const position = positionOf(commit) ?? -1;
    if (position <= (placed[0]?.position ?? Infinity)) return undefined;
    return soonest[countBelow(placed, position)];
  };
}

/** How many of what is sorted by its position come before a position. */
function countBelow(sorted: readonly { position: number }[], position: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.position ?? Infinity) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
