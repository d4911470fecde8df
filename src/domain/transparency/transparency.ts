/** How open a page has been in the last twelve months, in figures that anybody can derive again. */
import { CATEGORIES, type Category } from '../../schema/category.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { compareText } from '../compare-text.ts';
import type { Incident } from '../incident.ts';
import { type ActionFigures, deriveActionFigures } from './actions.ts';
import { type CheckFigures, deriveCheckFigures } from './checks.ts';
import { deriveEdits, type EditFigures } from './edits.ts';
import type { HistoryReach, TransparencyInput } from './input.ts';
import { deriveMonitoring, type MonitoringFigures } from './monitoring.ts';
import { derivePostmortemFigures, type PostmortemFigures } from './postmortems.ts';
import { derivePromises, type PromiseFigures } from './promises.ts';
import { deriveTimeToTell, type TimeToTell } from './time-to-tell.ts';
import { isWithin, yearUpTo } from './year.ts';

/** How many incidents were of a category. */
export interface CategoryCount {
  category: Category;
  confirmed: number;
  suspected: number;
}

/**
 * Every figure, as JSON has it: instants as `2026-11-20T10:05:00Z`, lengths of time in milliseconds, null for what is
 * not known.
 */
export interface Transparency {
  /** Twelve months, UTC; what happened at `until` belongs to them. */
  from: string;
  until: string;
  /** How much of the history of main these figures are made from. */
  history: HistoryReach;
  /** How many incidents began within them. */
  incidents: number;
  timeToTell: TimeToTell;
  /** Null where the history is not there to be read. */
  edits: EditFigures | null;
  promises: PromiseFigures;
  postmortems: PostmortemFigures;
  actions: ActionFigures;
  categories: CategoryCount[];
  checks: CheckFigures;
  /** Null where nothing was ever measured. */
  monitoring: MonitoringFigures | null;
}

function countCategories(incidents: readonly Incident[]): CategoryCount[] {
  return CATEGORIES.map((category) => {
    const own = incidents.filter((incident) => incident.category === category);
    const suspected = own.filter(({ confidence }) => confidence === 'suspected').length;
    return { category, confirmed: own.length - suspected, suspected };
  });
}

/** Derives the figures of the twelve months up to `now`, the same for the same input whatever its order. */
export function transparencyOf(input: TransparencyInput, now: Instant): Transparency {
  const year = yearUpTo(now);
  const all = [...input.incidents].sort((a, b) => a.startedAt - b.startedAt || compareText(a.id, b.id));
  const incidents = all.filter(({ startedAt }) => isWithin(startedAt, year));
  return {
    from: formatInstant(year.start),
    until: formatInstant(year.end),
    history: input.history,
    incidents: incidents.length,
    timeToTell: deriveTimeToTell(incidents, input, now),
    edits: deriveEdits(input, year),
    promises: derivePromises(incidents, input, now),
    postmortems: derivePostmortemFigures(all, input, year),
    actions: deriveActionFigures(input, year),
    categories: countCategories(incidents),
    checks: deriveCheckFigures(input),
    monitoring: deriveMonitoring(input, year),
  };
}
