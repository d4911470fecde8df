import { deriveCheckRow } from './check-series.ts';
import { deriveClaims, findHolding } from './overlay.ts';
import { deriveWholeSeries, type SeriesSources, type SeriesState } from './series.ts';

/** The state that a component is in now. */
export interface CurrentState {
  state: SeriesState;
  /**
   * Ids of its checks whose failure is confirmed, while no open incident and no maintenance at work speaks of the
   * component: "Checks are failing; we are looking".
   */
  failing: string[];
}

/** Derives the state of a component at `now`: the end of the series that {@link deriveWholeSeries} makes. */
export function deriveCurrentState(sources: SeriesSources): CurrentState {
  const { component, measurements, policy, now } = sources;
  const state = deriveWholeSeries(sources).at(-1)?.state ?? 'no_data';
  const claims = deriveClaims(component.id, sources, now + 1);
  const holding = findHolding(claims.filter(({ end }) => end > now));
  const failing = component.checkIds.filter((id) => {
    const row = deriveCheckRow(measurements.get(id) ?? [], policy, now);
    return row.state === 'down' || row.state === 'degraded';
  });
  return { state, failing: holding === undefined ? failing : [] };
}
