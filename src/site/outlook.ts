/** What the page says once the clock has passed an edge: a maintenance begins or ends, or a promised update is late. */
import { derivePhases, type Maintenance, maintenanceAt } from '../domain/maintenance.ts';
import { isRunning } from '../domain/maintenance-window.ts';
import { lateFrom, nextPromise } from '../domain/promise.ts';
import type { SeriesState } from '../domain/series.ts';
import { deriveVerdict } from '../domain/verdict.ts';
import type { MaintenancePhase } from '../schema/phase.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';
import { describeVerdict, type VerdictSentence, verdictState } from './verdict-sentence.ts';

const DAY_MS = 86_400_000;
/** How far ahead a page looks, and how many edges: far beyond what a page lives until it is built again. */
const AHEAD_MS = 7 * DAY_MS;
const MAX_EDGES = 4;

/** A stretch of time that a page may be read in; half-open, without end where `until` is undefined. */
export interface Stretch {
  from: Instant;
  until: Instant | undefined;
}

/** Times after `now` at which a maintenance begins or ends, or the next promised update is late; the nearest first. */
export function listEdges(entries: readonly Entry[], now: Instant): Instant[] {
  const promise = nextPromise(entries.filter((entry) => entry.kind === 'incident'));
  const times = entries
    .filter((entry) => entry.kind === 'maintenance')
    .flatMap((maintenance) => derivePhases(maintenance).map(({ at }) => at))
    .concat(promise === undefined ? [] : lateFrom(promise))
    .filter((at) => at > now && at <= now + AHEAD_MS);
  return [...new Set(times)].sort((a, b) => a - b).slice(0, MAX_EDGES);
}

/** The time from the beginning, cut at the edges. */
export function cut(edges: readonly Instant[]): Stretch[] {
  return [-Infinity, ...edges].map((from, index) => ({ from, until: edges[index] }));
}

export interface VerdictAhead extends Stretch, VerdictSentence {
  state: SeriesState;
}

/** The model as it will be, as far as a verdict needs it. */
export function modelAt(model: SiteModel, at: Instant): SiteModel {
  const components = model.components.map((component) => {
    const ahead = component.ahead.find(({ from }) => from === at);
    return ahead === undefined ? component : { ...component, state: ahead.state, failing: ahead.failing };
  });
  const maintenances = [...model.runningMaintenances, ...model.upcomingMaintenances].map((maintenance) =>
    maintenanceAt(maintenance, at),
  );
  const runningMaintenances = maintenances.filter(({ phase }) => isRunning(phase)).sort((a, b) => a.until - b.until);
  const upcomingMaintenances = maintenances.filter(({ phase }) => phase === 'scheduled');
  const verdict = deriveVerdict({ components, incidents: model.openIncidents, maintenances: runningMaintenances });
  return { ...model, now: at, components, runningMaintenances, upcomingMaintenances, verdict };
}

function isSame(a: VerdictAhead, b: VerdictAhead): boolean {
  return a.sentence === b.sentence && a.follow === b.follow && a.state === b.state;
}

/** The verdict now and from each edge on; neighbours that say the same are one. */
export function listVerdicts(model: SiteModel): VerdictAhead[] {
  const verdicts: VerdictAhead[] = [];
  for (const stretch of cut(model.edges)) {
    const then = stretch.from === -Infinity ? model : modelAt(model, stretch.from);
    const verdict = { ...stretch, ...describeVerdict(then), state: verdictState(then.verdict) };
    const last = verdicts.at(-1);
    if (last !== undefined && isSame(last, verdict)) last.until = verdict.until;
    else verdicts.push(verdict);
  }
  return verdicts;
}

export interface CountsAhead extends Stretch {
  running: number;
  upcoming: number;
}

/** How many maintenances are at work and to come, now and from each edge on; neighbours that say the same are one. */
export function listCounts(model: SiteModel): CountsAhead[] {
  const counts: CountsAhead[] = [];
  for (const stretch of cut(model.edges)) {
    const then = stretch.from === -Infinity ? model : modelAt(model, stretch.from);
    const [running, upcoming] = [then.runningMaintenances.length, then.upcomingMaintenances.length];
    const last = counts.at(-1);
    if (last?.running === running && last.upcoming === upcoming) last.until = stretch.until;
    else counts.push({ ...stretch, running, upcoming });
  }
  return counts;
}

export interface PhaseAhead extends Stretch {
  phase: MaintenancePhase;
}

/** The phases of a maintenance from the one that it is in now. */
export function listPhases(maintenance: Maintenance, now: Instant): PhaseAhead[] {
  const later = derivePhases(maintenance).filter(({ at }) => at > now);
  const phases = [maintenance.phase, ...later.map(({ phase }) => phase)];
  return cut(later.map(({ at }) => at)).map((stretch, index) => ({
    ...stretch,
    phase: phases[index] ?? maintenance.phase,
  }));
}

export interface ComponentAhead extends Stretch {
  state: SeriesState;
  isFailing: boolean;
}

/** The states of a component now and from each edge on; neighbours that say the same are one. */
export function listStates(
  { components, edges }: Pick<SiteModel, 'components' | 'edges'>,
  id: string,
): ComponentAhead[] {
  const component = components.find((each) => each.id === id);
  const states: ComponentAhead[] = [];
  for (const stretch of cut(edges)) {
    const then = component?.ahead.find(({ from }) => from === stretch.from) ?? component;
    const { state, isFailing } = { state: then?.state ?? 'no_data', isFailing: (then?.failing.length ?? 0) > 0 };
    const last = states.at(-1);
    if (last?.state === state && last.isFailing === isFailing) last.until = stretch.until;
    else states.push({ ...stretch, state, isFailing });
  }
  return states;
}

interface StretchAttributes {
  'data-from': Instant;
  'data-until': Instant | undefined;
  hidden: boolean;
}

/** What the page's script goes by: from when, and until when, an element is shown. What always is needs no times. */
export function stretchAttributes({ from, until }: Stretch, now: Instant): Partial<StretchAttributes> {
  if (from === -Infinity && until === undefined) return {};
  return {
    'data-from': from === -Infinity ? 0 : from,
    'data-until': until,
    hidden: now < from || (until !== undefined && now >= until),
  };
}
