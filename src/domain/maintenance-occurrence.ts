/** Which window of a maintenance an update speaks of, and what phases each window enters. */
import type { MaintenancePhase } from '../schema/phase.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';
import { derivePhaseChanges, isRunning, type PhaseChange } from './maintenance-window.ts';
import type { Update } from './update.ts';

/** One window of a maintenance, with what was said of it. */
export interface Occurrence {
  from: Instant;
  until: Instant;
  /** Oldest first, without what announced the whole maintenance. */
  updates: readonly Update[];
  /** In the order in which they are entered, also those that the clock has still to bring. */
  phases: readonly PhaseChange[];
}

/** The phase of a window at a time. */
export function phaseAt({ phases }: Pick<Occurrence, 'phases'>, at: Instant): MaintenancePhase {
  return phases.findLast((change) => change.at <= at)?.phase ?? 'scheduled';
}

/** The file's first update, when it is `scheduled`, only announces: it puts nothing off, whenever it was written. */
export function sortOutAnnouncement(updates: readonly Update[]): {
  announcement: Update | undefined;
  spoken: readonly Update[];
} {
  const [first, ...others] = updates;
  if (first?.phase !== 'scheduled') return { announcement: undefined, spoken: updates };
  return { announcement: first, spoken: others };
}

/** From when on a window is the nearest: half way from the end of the one before. */
function nearestFrom(window: Interval, before: Interval | undefined): Instant {
  if (before === undefined) return -Infinity;
  return before.end < window.start ? (before.end + window.start) / 2 : window.start;
}

/** What is not over when the next window begins, ends with it: from then on there is the next to speak of. */
function endBy(next: Instant | undefined, phases: readonly PhaseChange[]): PhaseChange[] {
  if (next === undefined) return [...phases];
  const kept = phases.filter(({ at }) => at < next);
  return kept.at(-1)?.phase === 'completed' ? kept : [...kept, { at: next, phase: 'completed' }];
}

/**
 * Gives each update to the window that it speaks of: the one that it falls into, else the nearest; but while the one
 * before still runs on, a word that does not put the next off is about that.
 * @param windows sorted by their start.
 * @param updates sorted by time, without what announced the whole maintenance.
 */
export function assignUpdates(windows: readonly Interval[], updates: readonly Update[]): Occurrence[] {
  const said: Update[][] = windows.map(() => []);
  const phasesOf = (index: number): PhaseChange[] => {
    const window = windows[index];
    return window === undefined ? [] : derivePhaseChanges(window, said[index] ?? []);
  };
  for (const update of updates) {
    const nearest = windows.findLastIndex((window, index) => update.at >= nearestFrom(window, windows[index - 1]));
    const isBefore = update.at < (windows[nearest]?.start ?? -Infinity);
    const runsOn = isBefore && isRunning(phaseAt({ phases: phasesOf(nearest - 1) }, update.at));
    said[runsOn && update.phase !== 'scheduled' ? nearest - 1 : nearest]?.push(update);
  }
  return windows.map(({ start, end }, index) => ({
    from: start,
    until: end,
    updates: said[index] ?? [],
    phases: endBy(windows[index + 1]?.start, phasesOf(index)),
  }));
}
