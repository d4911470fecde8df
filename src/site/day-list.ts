/** The days of a component in words. */
import type { Incident } from '../domain/incident.ts';
import type { Maintenance } from '../domain/maintenance.ts';
import type { SeriesState } from '../domain/series.ts';
import type { Day } from '../domain/uptime.ts';
import { type Instant, parseDay } from '../schema/timestamp.ts';
import type { SiteComponent } from './component-model.ts';
import type { SiteModel } from './site-model.ts';

const DAY_MS = 86_400_000;

type DayEntries = (Incident | Maintenance)[];

/** Consecutive days of which the same can be said. */
export interface DayRun {
  /** First instants of the first and the last UTC day. */
  from: Instant;
  until: Instant;
  state: SeriesState;
  /** How long each bad state or maintenance held on a day that stands for itself, the worst first; milliseconds. */
  times: { state: SeriesState; ms: number }[];
  /** What was reported of the day. */
  entries: DayEntries;
}

function isUneventful({ state }: Day): boolean {
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

function entriesOn(component: SiteComponent, from: Instant): DayEntries {
  const until = from + DAY_MS;
  return [
    ...component.incidents.filter((each) => each.startedAt < until && (each.resolvedAt ?? Infinity) > from),
    ...component.maintenances.filter(
      (each) => (each.startedAt ?? Infinity) < until && (each.endedAt ?? Infinity) > from,
    ),
  ];
}

/** The days in words, newest first: a day with trouble or an entry by itself, quiet days of one state together. */
export function listDays(component: SiteComponent): DayRun[] {
  const runs: DayRun[] = [];
  for (const day of component.days) {
    const at = instantOfDay(day);
    const entries = entriesOn(component, at);
    const isQuiet = isUneventful(day) && entries.length === 0;
    const last = runs.at(-1);
    if (isQuiet && last?.state === day.state && last.entries.length === 0) last.until = at;
    else runs.push({ from: at, until: at, state: day.state, times: timesOf(day), entries });
  }
  return runs.reverse();
}

/** How many of the days saw an outage or degraded performance. */
export function countTroubledDays(days: readonly Day[]): number {
  return days.filter((day) => !isUneventful(day) && day.state !== 'under_maintenance').length;
}

type Words = Pick<SiteModel, 'format' | 'strings'>;

/** What is said of a day of full uptime and nothing else, after its date: `: 100% up`. */
export function quietLabel({ format, strings }: Words): string {
  const { day } = strings.components;
  return day.after([day.up(format.shareOfDay(1))]);
}

function labelOf(component: SiteComponent, day: Day, { format, strings }: Words): string {
  const words = strings.components.day;
  const { ratio, noDataMs } = day.uptime;
  const incidents = entriesOn(component, instantOfDay(day)).filter(({ kind }) => kind === 'incident').length;
  return words.after([
    ...(ratio === null ? [] : [words.up(format.shareOfDay(ratio))]),
    ...(incidents === 0 ? [] : [words.incidents(incidents)]),
    ...timesOf(day).map(({ state, ms }) => words[state as 'major_outage'](format.duration(ms))),
    ...(day.state === 'no_data' ? [words.no_data] : []),
    ...(day.state !== 'no_data' && noDataMs > 0 ? [words.partly_no_data(format.duration(noDataMs))] : []),
  ]);
}

/**
 * What is said of each day after its date, oldest first: `: 98.61% up, 1 incident, 20 minutes down`. Empty for a day of
 * which there is only `quietLabel` to say, as nearly all are and the page is to be small.
 */
export function labelDays(component: SiteComponent, model: Words): string[] {
  const quiet = quietLabel(model);
  return component.days.map((day) => {
    const label = labelOf(component, day, model);
    return label === quiet ? '' : label;
  });
}
