/** When a maintenance runs: by the clock within its window, unless a person says otherwise. */
import type { MaintenancePhase } from '../schema/phase.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Interval } from './interval.ts';
import type { Update } from './update.ts';

/** A phase that a maintenance is in from `at` on. */
export interface PhaseChange {
  at: Instant;
  phase: MaintenancePhase;
}

interface PhaseEvent extends PhaseChange {
  by: 'clock' | 'person';
}

/** The phase of an update of a maintenance; `parseIncidentFile` lets no other phase into such a file. */
function maintenancePhase(update: Update): MaintenancePhase {
  return update.phase as MaintenancePhase;
}

function phaseAfter(phase: MaintenancePhase, event: PhaseEvent, window: Interval): MaintenancePhase {
  if (event.by === 'clock') return event.phase === 'in_progress' && phase !== 'scheduled' ? phase : event.phase;
  if (event.phase === 'scheduled' && event.at >= window.end) return phase;
  return event.phase;
}

/**
 * The phases of a maintenance in the order in which it enters them; before the first it is `scheduled`.
 *
 * The clock begins it at the window's start and completes it at the window's end. A person's update counts from its
 * time: `in_progress` before the window begins it early, `completed` ends or cancels it, `scheduled` puts off one that
 * the clock has begun, and `in_progress` or `verifying` after the window say that it runs on. What was completed by the
 * clock is not lengthened by a later `completed`.
 * @param spoken sorted by time, without an update that only announces.
 */
export function derivePhaseChanges(window: Interval, spoken: readonly Update[]): PhaseChange[] {
  const clock: PhaseEvent[] = [
    { at: window.start, phase: 'in_progress', by: 'clock' },
    { at: window.end, phase: 'completed', by: 'clock' },
  ];
  const people = spoken.map((update): PhaseEvent => ({ at: update.at, phase: maintenancePhase(update), by: 'person' }));
  const changes: PhaseChange[] = [];
  let phase: MaintenancePhase = 'scheduled';
  // The sort is stable: at the same instant a person's word comes after the clock and so stands.
  for (const event of [...clock, ...people].sort((a, b) => a.at - b.at)) {
    const next = phaseAfter(phase, event, window);
    if (next !== phase) changes.push({ at: event.at, phase: next });
    phase = next;
  }
  return changes;
}

/** Whether a maintenance in this phase is at work. */
export function isRunning(phase: MaintenancePhase): boolean {
  return phase === 'in_progress' || phase === 'verifying';
}

/** When the maintenance was at work up to `until`, sorted and disjoint. */
export function deriveRuns(changes: readonly PhaseChange[], until: Instant): Interval[] {
  const runs: Interval[] = [];
  let beganAt: Instant | undefined;
  for (const { at, phase } of [...changes.filter(({ at }) => at < until), { at: until, phase: 'completed' as const }]) {
    if (isRunning(phase)) {
      beganAt ??= at;
    } else if (beganAt !== undefined) {
      if (beganAt < at) runs.push({ start: beganAt, end: at });
      beganAt = undefined;
    }
  }
  return runs;
}
