/** How long after its start people could first read of an incident. */
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { deriveFacts, type IncidentFacts, knowledgeOf } from '../derived-facts.ts';
import type { TimeSource, UnknownReason } from '../derived-time.ts';
import type { Incident } from '../incident.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import { type IncidentName, nameIncident, type TransparencyInput } from './input.ts';

/** An incident that people were told of while it lasted, from a start that is known. */
export interface ToldIncident extends IncidentName {
  toldAt: string;
  /** `deploy`: when the page that has it went live. `commit`: when it came to main, as no deploy is recorded. */
  toldBy: TimeSource;
  startedBy: TimeSource;
  timeToTellMs: number;
  /** It was longer by at most so much, as it began between two measurements; null where the start is as exact as its source. */
  longerByAtMostMs: number | null;
}

/** An incident that is in no distribution. */
export interface UntoldIncident extends IncidentName {
  /**
   * `never`: nobody was told while it lasted; `start_not_known`: it may have begun any time before its first update;
   * `told_before_start`: one of the two times is not right; else why it is not known when people were told.
   */
  because: UnknownReason | 'never' | 'start_not_known' | 'told_before_start';
  /** When people could read of it, where that is known: of `never` once it was over. */
  toldAt: string | null;
}

export interface TimeToTell {
  /** Of `told`; null where there is none. */
  distribution: Distribution | null;
  /** The quickest first. */
  told: ToldIncident[];
  /** Those that began first come first. */
  untold: UntoldIncident[];
}

type Outcome = { told: ToldIncident } | { untold: UntoldIncident };

function outcomeOf(name: IncidentName, { told, toTell, started }: IncidentFacts): Outcome {
  if (told.kind === 'unknown') return { untold: { ...name, because: told.because, toldAt: null } };
  if (told.kind === 'never') return { untold: { ...name, because: 'never', toldAt: formatInstant(told.after.at) } };
  const toldAt = formatInstant(told.at);
  if (toTell === undefined) {
    const because = started.isLatest === true ? 'start_not_known' : 'told_before_start';
    return { untold: { ...name, because, toldAt } };
  }
  const exactness = { timeToTellMs: toTell.ms, longerByAtMostMs: toTell.withinMs ?? null };
  return { told: { ...name, toldAt, toldBy: told.source, startedBy: started.source, ...exactness } };
}

/** Derives it for incidents that are sorted by their start. */
export function deriveTimeToTell(incidents: readonly Incident[], input: TransparencyInput, now: Instant): TimeToTell {
  const outcomes = incidents.map((incident) =>
    outcomeOf(nameIncident(incident, input), deriveFacts(incident, knowledgeOf(input.known, incident.id), now)),
  );
  const told = outcomes.flatMap((outcome) => ('told' in outcome ? [outcome.told] : []));
  return {
    distribution: distributionOf(told.map(({ timeToTellMs }) => timeToTellMs)),
    told: told.sort((a, b) => a.timeToTellMs - b.timeToTellMs),
    untold: outcomes.flatMap((outcome) => ('untold' in outcome ? [outcome.untold] : [])),
  };
}
