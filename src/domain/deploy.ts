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
