/** Phases of a maintenance that the clock alone has entered: nobody has written an update, and readers are told all the same. */
import type { Instant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';
import type { Maintenance } from './maintenance.ts';
import { type Occurrence, sortOutAnnouncement } from './maintenance-occurrence.ts';
import { isRunning } from './maintenance-window.ts';
import { sortUpdates, type Update } from './update.ts';

/** Those that the clock enters by itself. */
export type PhaseOfClock = 'in_progress' | 'completed';

interface Entered {
  at: Instant;
  phase: PhaseOfClock;
}

export interface ClockPhase extends Entered {
  /** The window that it is of. */
  window: Interval;
  /** What was said of this window before, oldest first. */
  updates: readonly Update[];
  /** What the clock has entered in this window before. */
  before: readonly Entered[];
}

/** The end of what never began is nothing to tell, nor is a phase that an update of the same moment tells. */
function enteredBy({ phases }: Occurrence, updates: readonly Update[], now: Instant): Entered[] {
  return phases.flatMap(({ at, phase }, index): Entered[] => {
    const wasRunning = isRunning(phases[index - 1]?.phase ?? 'scheduled');
    if (at > now || updates.some((update) => update.at === at)) return [];
    if (phase === 'in_progress') return [{ at, phase }];
    return phase === 'completed' && wasRunning ? [{ at, phase }] : [];
  });
}

/**
 * Every phase that the clock has entered up to `now`, the oldest first. Where one window ends as the next begins, that the
 * next has begun is all there is to tell.
 */
export function listClockPhases({ occurrences, updates }: Maintenance, now: Instant): ClockPhase[] {
  const { announcement } = sortOutAnnouncement(updates);
  const phases = occurrences.flatMap((occurrence) => {
    const entered = enteredBy(occurrence, updates, now);
    const said = announcement === undefined ? occurrence.updates : [announcement, ...occurrence.updates];
    return entered.map(({ at, phase }, index) => ({
      at,
      phase,
      window: { start: occurrence.from, end: occurrence.until },
      updates: sortUpdates(said.filter((update) => update.at < at)),
      before: entered.slice(0, index),
    }));
  });
  return [...new Map(phases.map((phase) => [phase.at, phase])).values()];
}

/** Whether nothing was said or entered after it. */
export function isLatest(phase: ClockPhase, { occurrences, updates }: Maintenance, now: Instant): boolean {
  const times = [...occurrences.flatMap(({ phases }) => phases), ...updates].map(({ at }) => at);
  return !times.some((at) => at > phase.at && at <= now);
}
