/** What became of promises to write again by a time. */
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { deriveFacts, knowledgeOf } from '../derived-facts.ts';
import type { Incident } from '../incident.ts';
import { lateFrom, nextPromise } from '../promise.ts';
import { type IncidentName, nameIncident, type TransparencyInput } from './input.ts';

/** An incident in which a promise was not kept. */
export interface BrokenPromises extends IncidentName {
  /** Updates that came after they were promised for. */
  late: number;
  /** Updates that never came, as it was over first. */
  missed: number;
  /** By when an update was promised that has not come, while the incident is open; null where none is. */
  waitingSince: string | null;
}

export interface PromiseFigures {
  /** Promises that have come due. */
  made: number;
  kept: number;
  late: number;
  missed: number;
  /** Of open incidents: promises that are over without an update yet. */
  waiting: number;
  broken: BrokenPromises[];
}

/**
 * Derives them for incidents that are sorted by their start. What was written down afterwards kept or broke nothing; an
 * incident that is open counts however it came here, as people wait for its next update.
 */
export function derivePromises(incidents: readonly Incident[], input: TransparencyInput, now: Instant): PromiseFigures {
  const counted = incidents.map((incident) => {
    const facts = deriveFacts(incident, knowledgeOf(input.known, incident.id), now);
    const by = nextPromise([incident]);
    const waitingSince = by !== undefined && now >= lateFrom(by) ? formatInstant(by) : null;
    const { all, late, missed } = facts.promises ?? { all: 0, late: 0, missed: 0 };
    return { ...nameIncident(incident, input), all, late, missed, waitingSince };
  });
  const sum = (of: (each: (typeof counted)[number]) => number): number =>
    counted.reduce((total, each) => total + of(each), 0);
  const waiting = sum(({ waitingSince }) => (waitingSince === null ? 0 : 1));
  const [late, missed, made] = [sum((each) => each.late), sum((each) => each.missed), sum((each) => each.all)];
  return {
    made: made + waiting,
    kept: made - late - missed,
    late,
    missed,
    waiting,
    broken: counted
      .filter((each) => each.late + each.missed > 0 || each.waitingSince !== null)
      .map(({ all: _, ...broken }) => broken),
  };
}
