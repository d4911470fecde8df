/** The archive: which months its first page shows whole, and all of them by year; the same of one component. */
import type { Instant } from '../schema/timestamp.ts';
import type { Entry } from './site-content.ts';
import { groupByMonth, type MonthOfEntries } from './site-model.ts';

/** How many of the newest entries the first page of the archive shows at least, in whole months. */
const SHOWN_ENTRIES = 25;
/** How many of its entries the page of a component shows. */
const SHOWN_OF_COMPONENT = 20;

export interface ArchiveMonth {
  /** `2026-11`, UTC. */
  month: string;
  /** An instant of the month, for its name. */
  at: Instant;
  /** How many entries are filed under it. */
  count: number;
}

export interface ArchiveYear {
  /** `2026`. */
  year: string;
  months: ArchiveMonth[];
}

function countEntries({ days }: MonthOfEntries): number {
  return days.reduce((sum, { entries }) => sum + entries.length, 0);
}

/** The newest months, whole, until at least 25 entries are among them. */
export function latestMonths(months: readonly MonthOfEntries[]): MonthOfEntries[] {
  let shown = 0;
  const end = months.findIndex((month) => (shown += countEntries(month)) >= SHOWN_ENTRIES);
  return months.slice(0, end === -1 ? undefined : end + 1);
}

/** Every month that has an entry by its year, both newest first. */
export function listYears(months: readonly MonthOfEntries[]): ArchiveYear[] {
  const years = Map.groupBy(months, ({ month }) => month.slice(0, 4));
  return [...years].map(([year, ofYear]) => ({
    year,
    months: ofYear.map((month) => ({ month: month.month, at: month.at, count: countEntries(month) })),
  }));
}

export interface ComponentHistory {
  /** The newest 20, the newest first. */
  newest: Entry[];
  /** The months of all others. */
  earlier: ArchiveYear[];
}

/** What the page of a component shows of its entries, which are sorted newest first. */
export function splitHistory(entries: readonly Entry[]): ComponentHistory {
  return {
    newest: entries.slice(0, SHOWN_OF_COMPONENT),
    earlier: listYears(groupByMonth(entries.slice(SHOWN_OF_COMPONENT))),
  };
}
