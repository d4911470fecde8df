import type { Instant } from '../schema/timestamp.ts';
import { deriveCheckRow } from './check-series.ts';
import type { Incident } from './incident.ts';
import { deriveClaims, findHolding } from './overlay.ts';
import { deriveWholeSeries, type Segment, type SeriesSources, type SeriesState } from './series.ts';

/** The state that a component is in now. */
export interface CurrentState {
  state: SeriesState;
  /**
   * Ids of its checks whose failure is confirmed, while no open incident and no maintenance at work speaks of the
   * component: "Checks are failing; we are looking".
   */
  failing: string[];
}

/**
 * The state that a component will be in at a later time if nothing but the clock changes until then: what is measured
 * goes on as it is now, open incidents stay open, and maintenances begin and end as they are planned.
 */
export function deriveStateAhead(sources: SeriesSources, at: Instant): CurrentState {
  const claims = deriveClaims(sources.component.id, sources, at + 1);
  const holding = findHolding(claims.filter(({ start, end }) => start <= at && end > at));
  if (holding !== undefined) return { state: holding.state, failing: [] };
  return deriveCurrentState({ ...sources, incidents: sources.incidents.filter(isOver), maintenances: [] });
}

function isOver({ resolvedAt }: Incident): boolean {
  return resolvedAt !== undefined;
}

/** Derives the state of a component at `now`: the end of the series that {@link deriveWholeSeries} makes. */
export function deriveCurrentState(
  sources: SeriesSources,
  series: readonly Segment[] = deriveWholeSeries(sources),
): CurrentState {
  const { component, measurements, policy, now } = sources;
  const state = series.at(-1)?.state ?? 'no_data';
  const claims = deriveClaims(component.id, sources, now + 1);
  const holding = findHolding(claims.filter(({ end }) => end > now));
  const failing = component.checkIds.filter((id) => {
    const row = deriveCheckRow(measurements.get(id) ?? [], policy, now);
    return row.state === 'down' || row.state === 'degraded';
  });
  return { state, failing: holding === undefined ? failing : [] };
}
