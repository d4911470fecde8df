/** Which measurements are rolled up, and what that changes on `status-data`. */
import { keptMarkPath, measurementFileDay, MEASUREMENTS_FOLDER } from '../content/measurement-file.ts';
import { findDueDays } from '../domain/roll-up.ts';
import type { FileChange, Snapshot } from '../ports.ts';
import type { Config } from '../schema/config.ts';
import { formatDay, type Instant } from '../schema/timestamp.ts';

export interface RollUpInput {
  config: Pick<Config, 'uptime'>;
  /** How far back a run looks at measurements whatever their age may be, in milliseconds. */
  lookBack: number;
  now: Instant;
}

export interface RollUpPlan {
  /** To `status-data`, as its new root; empty where nothing is due. */
  changes: FileChange[];
  /** Lines for a person about what was left as it is, and why. */
  notes: string[];
}

export type RollUpSnapshot = Pick<Snapshot, 'readMainFiles' | 'listDataFiles' | 'readDataFiles'>;

/** Plans what is rolled up at `now`: of the days that ended `keepRaw` ago at most a month of them, the first ones first. */
export async function planRollUp(
  snapshot: RollUpSnapshot,
  { config, lookBack, now }: RollUpInput,
): Promise<RollUpPlan> {
  const paths = await snapshot.listDataFiles(MEASUREMENTS_FOLDER);
  const there = new Set(paths);
  const days = paths.map(measurementFileDay).filter((day) => day !== undefined);
  const policy = { keepRaw: config.uptime.keepRaw, lookBack };
  const isRaw = (day: Instant): boolean => !there.has(keptMarkPath(day));
  const { due: all, waiting, newest } = findDueDays(days, policy, now);
  const notes = waiting.some(isRaw) ? [waitingNote(newest)] : [];
  const due = all.filter(isRaw);
  if (due.length === 0) return { changes: [], notes };
  // On most days of a young page nothing is due, and reading incidents takes a while to load.
  const { planDays } = await import('./roll-up-days.ts');
  const plan = await planDays(snapshot, config, due);
  return { ...plan, notes: [...notes, ...plan.notes] };
}

function waitingNote(newest: Instant): string {
  return `No measurements are rolled up by a clock that is days ahead of the measurements, which end on ${formatDay(newest)}. Where it is right, that is made up for within three days.`;
}
