/** Which failures began so soon after each other that they are one burst. */
import type { TriagePolicy } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { BLIND_CODE } from '../blind-spell.ts';
import { countAnswers, type Measurement } from '../measurement.ts';

/** When something began to fail, and the check that failed first; undefined where that is not known. */
export interface Began {
  since: Instant;
  check: string | undefined;
}

/** What says how many runs lie between two failures. */
export interface BurstWindow {
  /** Check id to its measurements, sorted by time. */
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  policy: Pick<TriagePolicy, 'confirmAfter'> & { holdFor: number };
}

/**
 * How many runs later the next of a burst may begin: `confirmAfter` runs after the one that confirmed the latest of it.
 * Until then nobody could have known that this one is a part of it.
 */
export function reachOf({ confirmAfter }: Pick<TriagePolicy, 'confirmAfter'>): number {
  return confirmAfter - 1 + confirmAfter;
}

/** Whether a failure began soon enough after an earlier one, by the runs that measured it. */
function beganWith(earlier: Began, later: Began, { measurements, policy }: BurstWindow): boolean {
  if (later.since === earlier.since) return true;
  const check = later.check ?? earlier.check;
  const reach = reachOf(policy);
  if (check === undefined || later.since - earlier.since > reach * policy.holdFor) return false;
  const taken = measurements.get(check) ?? [];
  // A run that could not be believed measured nothing, and what began meanwhile is seen to begin after it.
  const isBetween = ({ at, code }: Measurement): boolean =>
    at > earlier.since && at <= later.since && code !== BLIND_CODE;
  const between = countAnswers(taken.filter(isBetween));
  return between <= reach;
}

/**
 * Failures in the order in which they began, apart where one began later than with the last of those before it: a fault
 * that spreads is one. Of failures that began at the same time the given order is kept.
 */
export function groupByStart<T extends Began>(failures: readonly T[], window: BurstWindow): T[][] {
  const groups: T[][] = [];
  for (const failure of [...failures].sort((a, b) => a.since - b.since)) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && beganWith(last, failure, window)) group.push(failure);
    else groups.push([failure]);
  }
  return groups;
}
