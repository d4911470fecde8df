/** What the confirmed rows of a component's checks say of it, for opening, changing and closing incidents. */
import type { Component, TriagePolicy } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { type CheckRow, deriveCheckRow } from '../check-series.ts';
import type { Measurement } from '../measurement.ts';
import { deriveInstability, type Instability } from './instability.ts';

export interface CheckHealth {
  check: string;
  row: CheckRow;
  /** Set where it keeps failing and recovering, whatever it does now. */
  unstable?: Instability | undefined;
}

export type FailingStatus = 'degraded_performance' | 'partial_outage' | 'major_outage';

/** `undecided`: a failure or a recovery awaits confirmation, or nothing is known. */
export type ComponentHealth =
  | { kind: 'failing'; status: FailingStatus; since: Instant; checks: CheckHealth[] }
  | { kind: 'recovered'; since: Instant }
  | { kind: 'undecided' };

export interface HealthSources {
  /** Check id to its measurements, sorted by time, this run's included. */
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  policy: Pick<TriagePolicy, 'confirmAfter' | 'recoverAfter' | 'stableFor'> & { holdFor: number };
  now: Instant;
}

/**
 * The status of a component: "all" and "some" are of the checks that answer. One whose first failure awaits
 * confirmation keeps its vote, else a single bad run would make a partial outage a major one.
 */
function failingStatus(checks: readonly CheckHealth[]): FailingStatus {
  const voting = checks.filter(({ row }) => row.state !== 'no_data' || row.kind === 'failing');
  const down = voting.filter(({ row }) => row.state === 'down').length;
  if (down === 0) return 'degraded_performance';
  return down === voting.length ? 'major_outage' : 'partial_outage';
}

/** Whether a check's failure is believed and still holds. */
function isFailing({ row, unstable }: CheckHealth): boolean {
  return unstable !== undefined || (row.confirmed && (row.state === 'down' || row.state === 'degraded'));
}

/** An unstable check is neither down nor up, and its component partly down for as long as that lasts. */
function statusOf(checks: readonly CheckHealth[]): FailingStatus {
  const unstable = checks.filter((check) => check.unstable !== undefined);
  if (unstable.length === 0) return failingStatus(checks);
  const isDown = checks.some(({ row, unstable: instability }) => instability?.isDown ?? row.state === 'down');
  return isDown ? 'partial_outage' : 'degraded_performance';
}

function judgeCheck(check: string, { measurements, policy, now }: HealthSources): CheckHealth {
  const taken = measurements.get(check) ?? [];
  const row = deriveCheckRow(taken, policy, now);
  if (row.kind === 'none') return { check, row };
  return { check, row, unstable: deriveInstability(taken, policy, now) };
}

/** When a check's trouble began: its row of failures, or the first of those that it keeps having. */
export function troubledSince({ row, unstable }: CheckHealth, now: Instant): Instant {
  return unstable?.since ?? row.since ?? now;
}

/** Derives the health of a component at `now`. A component is recovered once each of its checks passes in a row. */
export function deriveHealth(component: Pick<Component, 'checks'>, sources: HealthSources): ComponentHealth {
  const { policy, now } = sources;
  const checks = component.checks.map(({ id }) => judgeCheck(id, sources));
  const failing = checks.filter(isFailing);
  if (failing.length > 0) {
    const since = Math.min(...failing.map((check) => troubledSince(check, now)));
    return { kind: 'failing', status: statusOf(checks), since, checks: failing };
  }
  const passing = checks.filter(({ row }) => row.kind === 'passing');
  const enough = passing.every(({ row }) => row.count >= policy.recoverAfter);
  if (passing.length === 0 || passing.length < checks.length || !enough) return { kind: 'undecided' };
  return { kind: 'recovered', since: Math.max(...passing.map(({ row }) => row.since ?? now)) };
}
