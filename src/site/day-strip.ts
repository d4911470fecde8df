/** The days of a component as a strip of lines and as words. */
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { SeriesState } from '../domain/series.ts';
import type { Day } from '../domain/uptime.ts';
import { type Instant, parseDay } from '../schema/timestamp.ts';
import type { SiteComponent } from './component-model.ts';

const DAY_MS = 86_400_000;

/** Width of a day in the strip's own units; the style draws a line and a gap of it by dashes. */
export const DAY_WIDTH = 5;
export const STRIP_HEIGHT = 28;

/**
 * The middles of each state's lines; the style has their thickness. Quiet days are a low even row at the foot and the
 * worse a day, the higher it rises: what was wrong is seen without colour. Maintenance is a split line, no data a dot.
 */
const MIDDLES: Readonly<Record<SeriesState, readonly number[]>> = {
  operational: [23],
  degraded_performance: [20],
  partial_outage: [17],
  major_outage: [14],
  under_maintenance: [26, 20],
  no_data: [27],
};
const STATES: readonly SeriesState[] = [
  ...([
    'operational',
    'degraded_performance',
    'partial_outage',
    'major_outage',
    'under_maintenance',
    'no_data',
  ] as const),
];

export interface StripPath {
  state: SeriesState;
  /** Path data: one horizontal run for each row of days in this state. */
  d: string;
}

function drawRun(state: SeriesState, start: number, end: number): string {
  return MIDDLES[state].map((y) => `M${start * DAY_WIDTH} ${y}h${(end - start) * DAY_WIDTH}`).join('');
}

/** Three days of each state, to tell what the lines mean. */
export function keyOfStrip(): StripPath[] {
  return STATES.map((state) => ({ state, d: drawRun(state, 0, 3) }));
}

/** One path a state that occurs, so that the strip of a quiet component is a single run. */
export function drawStrip(days: readonly Day[]): StripPath[] {
  const paths = new Map<SeriesState, string>();
  for (let start = 0; start < days.length;) {
    const state = days[start]?.state ?? 'no_data';
    let end = start + 1;
    while (days[end]?.state === state) end += 1;
    paths.set(state, (paths.get(state) ?? '') + drawRun(state, start, end));
    start = end;
  }
  return [...paths].map(([state, d]) => ({ state, d }));
}

/** Consecutive days of which the same can be said. */
export interface DayRun {
  /** First instants of the first and the last UTC day. */
  from: Instant;
  until: Instant;
  state: SeriesState;
  /** How long each bad state or maintenance held on a day that stands for itself, the worst first; milliseconds. */
  times: { state: SeriesState; ms: number }[];
  /** What was reported of the day. */
  entries: (Incident | Maintenance)[];
}

function isQuiet({ state }: Day): boolean {
  return state === 'operational' || state === 'no_data';
}

function instantOfDay({ day }: Day): Instant {
  return parseDay(day) ?? NaN;
}

function timesOf({ uptime }: Day): DayRun['times'] {
  const times: DayRun['times'] = [
    { state: 'major_outage', ms: uptime.majorMs },
    { state: 'partial_outage', ms: uptime.partialMs },
    { state: 'degraded_performance', ms: uptime.degradedMs },
    { state: 'under_maintenance', ms: uptime.maintenanceMs },
  ];
  return times.filter(({ ms }) => ms > 0);
}

function entriesOn(component: SiteComponent, from: Instant): DayRun['entries'] {
  const until = from + DAY_MS;
  return [
    ...component.incidents.filter((each) => each.startedAt < until && (each.resolvedAt ?? Infinity) > from),
    ...component.maintenances.filter(
      (each) => (each.startedAt ?? Infinity) < until && (each.endedAt ?? Infinity) > from,
    ),
  ];
}

/** The days in words, newest first: a day with trouble by itself, quiet days of one state together. */
export function listDays(component: SiteComponent): DayRun[] {
  const runs: DayRun[] = [];
  for (const day of component.days) {
    const at = instantOfDay(day);
    const last = runs.at(-1);
    if (isQuiet(day) && last?.state === day.state) last.until = at;
    else {
      const entries = isQuiet(day) ? [] : entriesOn(component, at);
      runs.push({ from: at, until: at, state: day.state, times: timesOf(day), entries });
    }
  }
  return runs.reverse();
}

/** How many of the days saw an outage or degraded performance. */
export function countTroubledDays(days: readonly Day[]): number {
  return days.filter((day) => !isQuiet(day) && day.state !== 'under_maintenance').length;
}
