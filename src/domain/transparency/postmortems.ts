/** The post-mortems that the policy of status.yml asks for, and what became of them. */
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { knowledgeOf } from '../derived-facts.ts';
import { findPostmortemDuties, type PostmortemDuty, type PostmortemPolicy } from '../follow-up/postmortem-duties.ts';
import type { Incident } from '../incident.ts';
import type { Interval } from '../interval.ts';
import { type IncidentName, nameIncident, type PublishedPostmortem, type TransparencyInput } from './input.ts';
import { isWithin, written } from './year.ts';

/** A post-mortem that is published. */
export interface DonePostmortem extends IncidentName {
  postmortemUrl: string;
  /** Null where that is not known. */
  publishedAt: string | null;
  /** Until when it was to be published; null where the policy asks for none. */
  dueUntil: string | null;
  /** Null where either is not known. */
  isInTime: boolean | null;
}

/** One that is not. */
export interface OwedPostmortem extends IncidentName {
  dueUntil: string;
  /** Null while it is not overdue. */
  overdueMs: number | null;
}

/** An incident of which it was decided to write none. */
export interface WaivedPostmortem extends IncidentName {
  reason: string;
}

export interface PostmortemFigures {
  policy: PostmortemPolicy;
  /** Of incidents of these twelve months, also those that the policy does not ask for. */
  done: DonePostmortem[];
  /** Of incidents of any time: what is owed stays owed. The first that is due comes first. */
  due: OwedPostmortem[];
  overdue: OwedPostmortem[];
  waived: WaivedPostmortem[];
}

function findDuties(
  incidents: readonly Incident[],
  input: TransparencyInput,
  now: Instant,
): { required: Map<string, PostmortemDuty>; owed: PostmortemDuty[] } {
  const publicationOf = (id: string) => knowledgeOf(input.known, id).publication;
  const sources = { policy: input.policy, publicationOf, now };
  const published = input.postmortems.map(({ id, entryIds }) => ({
    id,
    incidents: entryIds,
    status: 'published' as const,
  }));
  const required = findPostmortemDuties(incidents, [], sources);
  return {
    required: new Map(required.map((duty) => [duty.incident, duty])),
    owed: findPostmortemDuties(incidents, published, sources).sort((a, b) => a.until - b.until),
  };
}

/** The first that was published of those about an incident; one of which that is not known comes last. */
function findFirst(id: string, postmortems: readonly PublishedPostmortem[]): PublishedPostmortem | undefined {
  const about = postmortems.filter(({ entryIds }) => entryIds.includes(id));
  return about.sort((a, b) => (a.publishedAt ?? Infinity) - (b.publishedAt ?? Infinity))[0];
}

function nameDone(incident: Incident, duty: PostmortemDuty | undefined, input: TransparencyInput): DonePostmortem[] {
  const postmortem = findFirst(incident.id, input.postmortems);
  if (postmortem === undefined) return [];
  const { publishedAt } = postmortem;
  return [
    {
      ...nameIncident(incident, input),
      postmortemUrl: input.urlOf.postmortem(postmortem.id),
      publishedAt: written(publishedAt),
      dueUntil: written(duty?.until),
      isInTime: duty === undefined || publishedAt === undefined ? null : publishedAt < duty.until,
    },
  ];
}

/** Derives them; `all` are the incidents of any time, sorted by their start. */
export function derivePostmortemFigures(
  all: readonly Incident[],
  input: TransparencyInput,
  year: Interval,
): PostmortemFigures {
  const now = year.end;
  const { required, owed } = findDuties(all, input, now);
  const ofYear = all.filter(({ startedAt }) => isWithin(startedAt, year));
  const byId = new Map(all.map((incident) => [incident.id, incident]));
  const named = owed.flatMap(({ incident: id, until, isOverdue }): OwedPostmortem[] => {
    const incident = byId.get(id);
    if (incident === undefined) return [];
    const dueUntil = formatInstant(until);
    return [{ ...nameIncident(incident, input), dueUntil, overdueMs: isOverdue ? now - until : null }];
  });
  return {
    policy: input.policy,
    done: ofYear.flatMap((incident) => nameDone(incident, required.get(incident.id), input)),
    due: named.filter(({ overdueMs }) => overdueMs === null),
    overdue: named.filter(({ overdueMs }) => overdueMs !== null),
    waived: ofYear
      .filter(({ frontMatter }) => frontMatter.postmortem === 'waived')
      .map((incident) => ({ ...nameIncident(incident, input), reason: incident.frontMatter.waiver ?? '' })),
  };
}
