/** What the confirmed rows of a component's checks say of it, for opening, changing and closing incidents. */
import type { ComponentStatus, Impact } from '../../schema/component.ts';
import type { Component, TriagePolicy } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { type CheckRow, deriveCheckRow } from '../check-series.ts';
import type { Measurement } from '../measurement.ts';

export interface CheckHealth {
  check: string;
  row: CheckRow;
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
  policy: Pick<TriagePolicy, 'confirmAfter' | 'recoverAfter'> & { holdFor: number };
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
function isFailing({ row }: CheckHealth): boolean {
  return row.confirmed && (row.state === 'down' || row.state === 'degraded');
}

/** Derives the health of a component at `now`. A component is recovered once each of its checks passes in a row. */
export function deriveHealth(component: Pick<Component, 'checks'>, sources: HealthSources): ComponentHealth {
  const { measurements, policy, now } = sources;
  const checks = component.checks.map(({ id }) => ({
    check: id,
    row: deriveCheckRow(measurements.get(id) ?? [], policy, now),
  }));
  const failing = checks.filter(isFailing);
  if (failing.length > 0) {
    const since = Math.min(...failing.map(({ row }) => row.since ?? now));
    return { kind: 'failing', status: failingStatus(checks), since, checks: failing };
  }
  const passing = checks.filter(({ row }) => row.kind === 'passing');
  const enough = passing.every(({ row }) => row.count >= policy.recoverAfter);
  if (passing.length === 0 || passing.length < checks.length || !enough) return { kind: 'undecided' };
  return { kind: 'recovered', since: Math.max(...passing.map(({ row }) => row.since ?? now)) };
}

/** The impact of a machine's incident follows from the status: minor for degraded, major for partial, critical for major. */
export function impactOf(status: ComponentStatus): Impact {
  if (status === 'major_outage') return 'critical';
  if (status === 'partial_outage') return 'major';
  return status === 'degraded_performance' ? 'minor' : 'none';
}
