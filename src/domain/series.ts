/** The one series of a component's states that bars, uptime, badges and the verdict are made from. */
import { COMPONENT_STATUSES, type ComponentStatus } from '../schema/component.ts';
import type { Instant } from '../schema/timestamp.ts';
import {
  type CheckPolicy,
  type CheckSegment,
  type CheckState,
  cutCheckSeries,
  deriveCheckSeries,
} from './check-series.ts';
import type { Incident } from './incident.ts';
import type { Interval } from './interval.ts';
import type { Maintenance } from './maintenance.ts';
import type { Measurement } from './measurement.ts';
import { type Claim, deriveClaims, layClaims } from './overlay.ts';
import { extendTrack, sweep } from './track.ts';

export type SeriesState = ComponentStatus | 'no_data';

/** Every state, from the least that can be said to the worst. */
export const SERIES_STATES: readonly SeriesState[] = ['no_data', ...COMPONENT_STATUSES];

/** A stretch of time in which a component was in one state, known from one source. */
export interface Segment extends Interval {
  state: SeriesState;
  /** `assumed` where nothing has been measured yet; `none` exactly where there is no data. */
  source: 'measurement' | 'incident' | 'maintenance' | 'assumed' | 'none';
}

/** The states of checks before a time. */
export interface EarlierSeries {
  until: Instant;
  /** Check id to its states, sorted. */
  byCheck: ReadonlyMap<string, readonly CheckSegment[]>;
}

/** What a component's states are derived from. */
export interface SeriesSources {
  component: { id: string; checkIds: readonly string[] };
  /** `since` of status.yml: from when the component counts as operational while nothing else is known of it. */
  since: Instant | undefined;
  /** The first commit that names the component, in place of `since` where that is not written. */
  firstNamedAt?: Instant | undefined;
  /** Check id to its measurements, sorted by time; they may begin before the window. */
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  /** What the checks said before `until`, where the measurements do not reach so far back; these count from then on. */
  earlier?: EarlierSeries | undefined;
  /** The component's first measurement ever, which may be earlier than those given; undefined where there is none. */
  firstMeasuredAt: Instant | undefined;
  incidents: readonly Incident[];
  maintenances: readonly Maintenance[];
  policy: CheckPolicy;
  now: Instant;
}

function hasSameOrigin(a: Segment, b: Segment): boolean {
  return a.state === b.state && a.source === b.source;
}

/** What the checks of a component say together; a check that says nothing has no vote. */
function combineChecks(states: readonly (CheckState | undefined)[]): SeriesState {
  const known = states.filter((state) => state !== undefined && state !== 'no_data');
  if (known.length === 0) return 'no_data';
  if (known.every((state) => state === 'down')) return 'major_outage';
  if (known.includes('down')) return 'partial_outage';
  return known.includes('degraded') ? 'degraded_performance' : 'operational';
}

/**
 * From when a component counts as operational while nothing is known of it. `since` is the operator's word. Without it,
 * the component is there from the first that names it: a commit, an incident or a maintenance; and where nothing does,
 * as in a folder outside Git, from now, since it is in status.yml now. What was before is not known.
 */
function deriveAssumedFrom(sources: SeriesSources, claims: readonly Claim[]): Instant {
  if (sources.since !== undefined) return sources.since;
  return claims.reduce((first, { start }) => Math.min(first, start), sources.firstNamedAt ?? sources.now);
}

/** What is known without incidents and maintenances, from the beginning of time up to `until`. */
function deriveMeasured(
  checks: readonly (readonly CheckSegment[])[],
  from: { assumed: Instant; measured: Instant },
  until: Instant,
): Segment[] {
  const segments: Segment[] = [];
  const assumed = Math.min(from.assumed, from.measured);
  extendTrack(segments, { start: -Infinity, end: assumed, state: 'no_data', source: 'none' }, hasSameOrigin);
  extendTrack(segments, { start: assumed, end: from.measured, state: 'operational', source: 'assumed' }, hasSameOrigin);
  for (const { start, end, members } of sweep(checks, { start: from.measured, end: until })) {
    const state = combineChecks(members.map((member) => member?.state));
    const source = state === 'no_data' ? 'none' : 'measurement';
    extendTrack(segments, { start, end, state, source }, hasSameOrigin);
  }
  return segments;
}

/** What a check said, as far back as that is known. */
function deriveWholeCheck(
  id: string,
  { measurements, earlier, policy }: SeriesSources,
  until: Instant,
): CheckSegment[] {
  const series = deriveCheckSeries(measurements.get(id) ?? [], policy, until);
  const before = earlier?.byCheck.get(id);
  if (earlier === undefined || before === undefined) return series;
  return [...before, ...cutCheckSeries(series, { start: earlier.until, end: until })];
}

/** A component's states from the beginning of time up to `now`, the instant `now` included. */
export function deriveWholeSeries(sources: SeriesSources): Segment[] {
  const { component, now } = sources;
  // Instants are whole milliseconds, so this is the end of the shortest interval that has `now` in it.
  const until = now + 1;
  const checks = component.checkIds.map((id) => deriveWholeCheck(id, sources, until));
  const claims = deriveClaims(component.id, sources, until);
  const measured = checks.reduce(
    (first, segments) => Math.min(first, segments[0]?.start ?? until),
    Math.min(sources.firstMeasuredAt ?? until, until),
  );
  const base = deriveMeasured(checks, { assumed: deriveAssumedFrom(sources, claims), measured }, until);
  const segments: Segment[] = [];
  for (const { start, end, members } of sweep<Segment>([base, layClaims(claims)], { start: -Infinity, end: until })) {
    const [known, claimed] = members;
    const { state, source } = claimed ?? known ?? { state: 'no_data', source: 'none' };
    extendTrack(segments, { start, end, state, source }, hasSameOrigin);
  }
  return segments;
}

/**
 * Derives a component's states in a window, up to `now`: contiguous segments, neighbours of equal state and source
 * merged. Every instant is UTC milliseconds, what lies after `now` is left out.
 *
 * While an open incident names the component its status holds, also `operational`; of two the worse. A maintenance at
 * work says `under_maintenance` in the same way. Else the checks say it, each through its confirmed measurements. Before
 * the first measurement, and always without checks, the component is assumed to be operational: from `since`, before
 * which nothing is known but what incidents and measurements say. Time is linear in the measurements.
 */
export function deriveSeries(
  input: SeriesSources & { window: Interval },
  series: readonly Segment[] = deriveWholeSeries(input),
): Segment[] {
  const { start, end } = input.window;
  const within = { start, end: Math.min(end, input.now) };
  const segments: Segment[] = [];
  for (const stretch of sweep([series], within)) {
    const [segment] = stretch.members;
    if (segment !== undefined) segments.push({ ...segment, start: stretch.start, end: stretch.end });
  }
  return segments;
}
