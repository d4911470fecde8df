/** A component as the page shows it: its state now, and one series that its bars, days and uptime are made from. */
import type { CheckPolicy } from '../domain/check-series.ts';
import { type CurrentState, deriveCurrentState, deriveStateAhead } from '../domain/current-state.ts';
import type { Incident } from '../domain/incident.ts';
import type { Interval } from '../domain/interval.ts';
import { deriveLastKnown, type LastKnown } from '../domain/last-known.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import {
  deriveSeries,
  deriveWholeSeries,
  type Segment,
  type SeriesSources,
  type SeriesState,
} from '../domain/series.ts';
import { type Day, deriveDays, deriveUptime, type Uptime, type UptimeWeights } from '../domain/uptime.ts';
import type { Component } from '../schema/config.ts';
import { type Instant, parseDay } from '../schema/timestamp.ts';
import { startOfDay } from './format.ts';
import { recentWindows } from './maintenance-windows.ts';
import type { SiteContent } from './site-content.ts';

const DAY_MS = 86_400_000;

/** How many UTC days the bars and the uptime beside them cover, today included. */
export const SHOWN_DAYS = 90;

/** The state from a later time on. */
export interface StateAhead extends CurrentState {
  from: Instant;
}

/** Uptime of a stretch of time that has a name. */
export interface UptimePeriod extends Interval {
  /** `days` ends now; a month and a quarter are those of the calendar, in UTC. */
  kind: 'days' | 'quarter' | 'month';
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
  /** The same for other stretches, the shorter first, and for quarters and months, the newest first. */
  periods: UptimePeriod[];
  checks: Component['checks'];
  /** From when on the component is part of the page, as far as that is known. */
  since: Instant;
  /** What was known of it last, for who has no word for no data. */
  lastKnown: LastKnown;
  /** Everything that names the component, in the order of the entries given; of what recurs the windows of these days. */
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

/** How far back uptime is told: to the start of the UTC quarter a year ago, so that each quarter is whole. */
export function figuresWindow(now: Instant): Interval {
  const date = new Date(now);
  const quarter = Math.floor(date.getUTCMonth() / 3) * 3;
  return { start: Date.UTC(date.getUTCFullYear() - 1, quarter), end: now };
}

/** The last third of it, which is what a phone has room for. */
export function phoneWindow(now: Instant): Interval {
  return { start: startOfDay(now) - (SHOWN_DAYS / 3 - 1) * DAY_MS, end: now };
}

/** The rules of status.yml by which measurements become states. */
export function seriesPolicy({ triage, uptime }: SiteContent['config']): CheckPolicy {
  return { confirmAfter: triage.confirmAfter, holdFor: uptime.holdFor };
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
    earlier: content.earlier,
    firstMeasuredAt: firsts.length === 0 ? undefined : Math.min(...firsts),
    incidents: index.incidentsOf(component.id),
    maintenances: index.maintenancesOf(component.id),
    policy: seriesPolicy(config),
    now,
  };
}

/** Stretches of so many days that end now. */
const SPANS = [7, 30, SHOWN_DAYS, 365];

function calendarPeriods(kind: 'quarter' | 'month', window: Interval): Omit<UptimePeriod, 'uptime'>[] {
  const length = kind === 'quarter' ? 3 : 1;
  const periods: Omit<UptimePeriod, 'uptime'>[] = [];
  for (let end = window.end; end > window.start;) {
    const last = new Date(end - 1);
    const start = Date.UTC(last.getUTCFullYear(), Math.floor(last.getUTCMonth() / length) * length);
    periods.push({ kind, start, end });
    end = start;
  }
  return periods;
}

/** What uptime is told of, as far back as anything is known. */
function derivePeriods(segments: readonly Segment[], weights: UptimeWeights, now: Instant): UptimePeriod[] {
  const known = segments.find(({ state }) => state !== 'no_data')?.start ?? now;
  const today = startOfDay(now);
  const spans = SPANS.map((days) => ({ kind: 'days' as const, start: today - (days - 1) * DAY_MS, end: now }));
  // A longer stretch than a span that holds all that is known would only say the same again.
  const enough = spans.findIndex(({ start }) => start <= known);
  const window = figuresWindow(now);
  const calendar = [...calendarPeriods('quarter', window), ...calendarPeriods('month', window)];
  const periods = [...(enough < 0 ? spans : spans.slice(0, enough + 1)), ...calendar.filter(({ end }) => end > known)];
  return periods.map((period) => ({ ...period, uptime: deriveUptime(segments, weights, period) }));
}

/** The operator's word, else the first that is known of it. */
function deriveSince({ since, firstNamedAt, now }: SeriesSources, series: readonly Segment[]): Instant {
  return since ?? series.find(({ state }) => state !== 'no_data')?.start ?? firstNamedAt ?? now;
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
  const series = deriveWholeSeries(sources);
  const since = deriveSince(sources, series);
  const segments = deriveSeries({ ...sources, window: figuresWindow(content.now) }, series);
  const shown = segments.filter(({ end }) => end > window.start);
  const { state, failing } = deriveCurrentState(sources, series);
  return {
    ...{ id, name, group, description, state, failing },
    ahead: edges.map((from) => ({ from, ...deriveStateAhead(sources, from) })),
    days: deriveDays(shown, weights, window),
    uptime: deriveUptime(shown, weights, window),
    periods: derivePeriods(segments, weights, content.now),
    checks: component.checks,
    since,
    lastKnown: deriveLastKnown(sources, series) ?? { status: 'operational', at: since },
    incidents: index.incidentsOf(id),
    maintenances: recentWindows(index.maintenancesOf(id), window.start, content.now),
  };
}
