import type { Instant } from '../schema/timestamp.ts';
import { deriveCheckRow } from './check-series.ts';
import { deriveClaims, findHolding } from './overlay.ts';
import { deriveWholeSeries, type Segment, type SeriesSources, type SeriesState } from './series.ts';

/** What a state is known from; `none` where there is no data. */
export type Cause = { kind: 'incident' | 'maintenance'; id: string } | { kind: 'measurement' | 'assumed' | 'none' };

/** The state that a component is in now. */
export interface CurrentState {
  state: SeriesState;
  /** Since when it is in this state, whatever it was known from. Undefined where it has never been in another. */
  since: Instant | undefined;
  cause: Cause;
  /**
   * Ids of its checks whose failure is confirmed, while no open incident and no maintenance at work speaks of the
   * component: "Checks are failing; we are looking".
   */
  failing: string[];
}

/** Start of the last stretch of one state, which may be known from several sources one after the other. */
function findSince(segments: readonly Segment[], state: SeriesState): Instant | undefined {
  const other = segments.findLastIndex((segment) => segment.state !== state);
  const since = segments[other + 1]?.start;
  return since === -Infinity ? undefined : since;
}

/** Derives the state of a component at `now`: the end of the series that {@link deriveWholeSeries} makes. */
export function deriveCurrentState(sources: SeriesSources): CurrentState {
  const { component, measurements, policy, now } = sources;
  const segments = deriveWholeSeries(sources);
  const { state, source } = segments.at(-1) ?? { state: 'no_data', source: 'none' };
  const claims = deriveClaims(component.id, sources, now + 1);
  const holding = findHolding(claims.filter(({ end }) => end > now));
  const failing = component.checkIds.filter((id) => {
    const row = deriveCheckRow(measurements.get(id) ?? [], policy, now);
    return row.state === 'down' || row.state === 'degraded';
  });
  return {
    state,
    since: findSince(segments, state),
    cause: holding === undefined ? causeOf(source) : { kind: holding.source, id: holding.id },
    failing: holding === undefined ? failing : [],
  };
}

function causeOf(source: Segment['source']): Cause {
  return source === 'measurement' || source === 'assumed' ? { kind: source } : { kind: 'none' };
}
