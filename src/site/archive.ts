/** The archive: which months its first page shows whole, and all of them by year. */
import type { Instant } from '../schema/timestamp.ts';
import type { MonthOfEntries } from './site-model.ts';

/** How many of the newest entries the first page of the archive shows at least, in whole months. */
const SHOWN_ENTRIES = 25;

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
