/** A component as the page shows it: its state now, and one series that its bars, days and uptime are made from. */
import { type CurrentState, deriveCurrentState, deriveStateAhead } from '../domain/current-state.ts';
import type { Incident } from '../domain/incident.ts';
import type { Interval } from '../domain/interval.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import { deriveSeries, type SeriesSources, type SeriesState } from '../domain/series.ts';
import { type Day, deriveDays, deriveUptime, type Uptime } from '../domain/uptime.ts';
import type { Component } from '../schema/config.ts';
import { type Instant, parseDay } from '../schema/timestamp.ts';
import { startOfDay } from './format.ts';
import type { SiteContent } from './site-content.ts';

const DAY_MS = 86_400_000;

/** How many UTC days the bars and the uptime beside them cover, today included. */
export const SHOWN_DAYS = 90;

/** The state from a later time on. */
export interface StateAhead extends CurrentState {
  from: Instant;
}

/** Uptime of a part of the shown days. */
export interface UptimePeriod extends Interval {
  kind: 'days' | 'month';
  uptime: Uptime;
}

export interface SiteComponent {
  id: string;
  name: string;
  group: string | undefined;
  description: string | undefined;
  state: SeriesState;
  /** Ids of checks whose confirmed failure no open incident and no maintenance explains. */
  failing: string[];
  /** What it will be in from each edge on, if nothing but the clock changes; the nearest first. */
  ahead: StateAhead[];
  /** The last 90 UTC days, oldest first, the last one up to now. */
  days: Day[];
  /** Of these days together. */
  uptime: Uptime;
  /** The same for shorter stretches and for UTC months, each as far as the days reach. */
  periods: UptimePeriod[];
  checks: Component['checks'];
  /** Everything that names the component, in the order of the entries given. */
  incidents: readonly Incident[];
  maintenances: readonly Maintenance[];
}

/** The entries that name each component, so that a component looks only at its own. */
export class EntryIndex {
  readonly #incidents = new Map<string, Incident[]>();
  readonly #maintenances = new Map<string, Maintenance[]>();

  constructor(entries: SiteContent['entries']) {
    for (const entry of entries) {
      if (entry.kind === 'incident') add(this.#incidents, entry);
      if (entry.kind === 'maintenance') add(this.#maintenances, entry);
    }
  }

  incidentsOf(component: string): readonly Incident[] {
    return this.#incidents.get(component) ?? [];
  }

  maintenancesOf(component: string): readonly Maintenance[] {
    return this.#maintenances.get(component) ?? [];
  }
}

function add<T extends { components: string[] }>(index: Map<string, T[]>, entry: T): void {
  for (const component of entry.components) {
    const known = index.get(component);
    if (known === undefined) index.set(component, [entry]);
    else known.push(entry);
  }
}

/** The stretch of time that the bars cover: 90 UTC days, the last one up to `now`. */
export function shownWindow(now: Instant): Interval {
  return { start: startOfDay(now) - (SHOWN_DAYS - 1) * DAY_MS, end: now };
}

/** The last third of it, which is what a phone has room for. */
export function phoneWindow(now: Instant): Interval {
  return { start: startOfDay(now) - (SHOWN_DAYS / 3 - 1) * DAY_MS, end: now };
}

function sourcesOf(component: Component, content: SiteContent, index: EntryIndex): SeriesSources {
  const { config, now } = content;
  const checkIds = component.checks.map(({ id }) => id);
  const firsts = checkIds.flatMap((id) => content.firstMeasured.get(id) ?? []);
  return {
    component: { id: component.id, checkIds },
    since: component.since === undefined ? undefined : parseDay(component.since),
    firstNamedAt: content.firstNamed.get(component.id),
    measurements: content.measurements,
    firstMeasuredAt: firsts.length === 0 ? undefined : Math.min(...firsts),
    incidents: index.incidentsOf(component.id),
    maintenances: index.maintenancesOf(component.id),
    policy: { confirmAfter: config.triage.confirmAfter, holdFor: config.uptime.holdFor },
    now,
  };
}

/** The last 7 and 30 days and all of them, then the months, newest first. */
function periodsOf(window: Interval): Omit<UptimePeriod, 'uptime'>[] {
  const today = startOfDay(window.end);
  const starts = [7, 30, SHOWN_DAYS].map((days) => today - (days - 1) * DAY_MS);
  const months: Omit<UptimePeriod, 'uptime'>[] = [];
  for (let end = window.end; end > window.start;) {
    const last = new Date(end - 1);
    const start = Math.max(window.start, Date.UTC(last.getUTCFullYear(), last.getUTCMonth()));
    months.push({ kind: 'month', start, end });
    end = start;
  }
  return [...starts.map((start) => ({ kind: 'days' as const, start, end: window.end })), ...months];
}

/** What a component's model is made from. */
export interface ComponentFacts {
  content: SiteContent;
  index: EntryIndex;
  /** Times at which the page changes by the clock alone, the nearest first. */
  edges: readonly Instant[];
}

/** Derives a component's state, days and uptime from the incidents, maintenances and measurements that speak of it. */
export function deriveComponent(component: Component, facts: ComponentFacts): SiteComponent {
  const { id, name, group, description } = component;
  const { content, index, edges } = facts;
  const sources = sourcesOf(component, content, index);
  const { weights } = content.config.uptime;
  const window = shownWindow(content.now);
  const segments = deriveSeries({ ...sources, window });
  const { state, failing } = deriveCurrentState(sources);
  return {
    ...{ id, name, group, description, state, failing },
    ahead: edges.map((from) => ({ from, ...deriveStateAhead(sources, from) })),
    days: deriveDays(segments, weights, window),
    uptime: deriveUptime(segments, weights, window),
    periods: periodsOf(window).map((period) => ({ ...period, uptime: deriveUptime(segments, weights, period) })),
    checks: component.checks,
    incidents: index.incidentsOf(id),
    maintenances: index.maintenancesOf(id),
  };
}
