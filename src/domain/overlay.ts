/** What incidents and maintenances say of a component. It holds instead of what its checks measured. */
import { COMPONENT_STATUSES, type ComponentStatus } from '../schema/component.ts';
import type { Instant } from '../schema/timestamp.ts';
import { deriveStatusIntervals, type Incident } from './incident.ts';
import type { Interval } from './interval.ts';
import { deriveMaintenanceIntervals, type Maintenance } from './maintenance.ts';
import { extendTrack } from './track.ts';

/** The status that one incident or maintenance gives a component for a stretch of time. */
export interface Claim extends Interval {
  state: ComponentStatus;
  source: 'incident' | 'maintenance';
}

/** Everything that incidents and maintenances say of a component up to `until`, one claim a stretch of one status. */
export function deriveClaims(
  component: string,
  entries: { incidents: readonly Incident[]; maintenances: readonly Maintenance[] },
  until: Instant,
): Claim[] {
  const isNamed = (entry: Incident | Maintenance): boolean => entry.components.includes(component);
  const incidents = entries.incidents.filter(isNamed).flatMap((incident) =>
    deriveStatusIntervals(incident, until)
      .filter((interval) => interval.component === component)
      .map(({ start, end, status }): Claim => ({ start, end, state: status, source: 'incident' })),
  );
  const maintenances = entries.maintenances.filter(isNamed).flatMap((maintenance) =>
    deriveMaintenanceIntervals(maintenance, until, [component]).map(({ start, end, status }): Claim => ({
      start,
      end,
      state: status,
      source: 'maintenance',
    })),
  );
  return [...incidents, ...maintenances];
}

/** Whether `a` goes before `b`: the worse status, of the same status an incident's. */
function outranks(a: Claim, b: Claim): boolean {
  const [rankA, rankB] = [COMPONENT_STATUSES.indexOf(a.state), COMPONENT_STATUSES.indexOf(b.state)];
  return rankA === rankB ? a.source === 'incident' && b.source === 'maintenance' : rankA > rankB;
}

/** The claim that holds where several do: the worst. Undefined of none. */
export function findHolding(claims: Iterable<Claim>): Claim | undefined {
  let holding: Claim | undefined;
  for (const claim of claims) if (holding === undefined || outranks(claim, holding)) holding = claim;
  return holding;
}

/** Lays claims that may overlap over each other: at each time the worst holds. */
export function layClaims(claims: readonly Claim[]): Claim[] {
  const edges = claims
    .flatMap((claim) => [
      { at: claim.start, claim, opens: true },
      { at: claim.end, claim, opens: false },
    ])
    .sort((a, b) => a.at - b.at);
  const track: Claim[] = [];
  const open = new Set<Claim>();
  let start = -Infinity;
  for (const { at, claim, opens } of edges) {
    const holding = findHolding(open);
    if (holding !== undefined) {
      extendTrack(track, { start, end: at, state: holding.state, source: holding.source }, isSame);
    }
    if (opens) open.add(claim);
    else open.delete(claim);
    start = at;
  }
  return track;
}

function isSame(a: Claim, b: Claim): boolean {
  return a.state === b.state && a.source === b.source;
}
