/**
 * What happened in the order of time: what the incidents' files tell, what was measured, changed and made public
 * meanwhile, and what only the post-mortem tells.
 */
import type { Evidence } from '../schema/incident.ts';
import type { Phase } from '../schema/phase.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { Announcement } from './announcement.ts';
import { type IncidentKnowledge, knowledgeOf } from './derived-facts.ts';
import type { Incident } from './incident.ts';
import type { Maintenance } from './maintenance.ts';
import type { NotedEvent, Postmortem } from './postmortem.ts';
import { deriveTold } from './told.ts';

/** What a post-mortem can be about. */
export type Subject = Incident | Maintenance | Announcement;

/** One line of the story. */
export type StoryEvent =
  /** It began, where a person has written down when. */
  | { kind: 'began'; at: Instant; subject: Subject; because: string | undefined }
  /** What triage found: a deployment, a release, a provider's word, or a failing check whose measurements are not known. */
  | { kind: 'found'; at: Instant; subject: Subject; evidence: Evidence }
  /** The first failing measurement of a check, at most `withinMs` late. */
  | { kind: 'failed'; at: Instant; subject: Subject; check: string; withinMs: number | undefined }
  | ({ kind: 'noted' } & NotedEvent)
  | { kind: 'update'; at: Instant; subject: Subject; phase: Phase }
  /** Readers could read of it: by the record of what went live, else by the date of the commit. */
  | { kind: 'live'; at: Instant; subject: Subject; source: 'deploy' | 'commit' }
  /** The first measurement of a check that passed again. */
  | { kind: 'recovered'; at: Instant; subject: Subject; check: string };

/** At one time the start stands before what was seen, and that before what was told. */
const ORDER: readonly StoryEvent['kind'][] = ['began', 'found', 'failed', 'noted', 'update', 'live', 'recovered'];

/** What triage only counts or compares says nothing of its own. */
const TOLD_EVIDENCE: readonly Evidence['kind'][] = ['maintenance', 'deployment', 'release', 'workflow_run', 'provider'];

/** When an incident began, unless that is known from nothing but its first update, or its first failure tells it. */
function beginningOf(incident: Incident, { detections }: IncidentKnowledge): StoryEvent[] {
  const { startedAt, updates, frontMatter } = incident;
  const because = frontMatter.startedBecause;
  const failures = [
    ...detections.map(({ failedAt }) => failedAt),
    ...(frontMatter.evidence ?? []).flatMap(({ kind, at }) => (kind === 'measurement' ? parseInstant(at) : [])),
  ];
  const isTold = updates[0]?.at === startedAt || failures.includes(startedAt);
  if (because === undefined && isTold) return [];
  return [{ kind: 'began', at: startedAt, subject: incident, because }];
}

/** What triage found, each thing once, when it first did. */
function foundIn(incident: Incident, { detections }: IncidentKnowledge): StoryEvent[] {
  const wanted = detections.length > 0 ? TOLD_EVIDENCE : [...TOLD_EVIDENCE, 'measurement'];
  const first = new Map<string, StoryEvent>();
  for (const evidence of incident.frontMatter.evidence ?? []) {
    const at = parseInstant(evidence.at);
    const key = [evidence.kind, evidence.text].join(' ');
    if (at === undefined || !wanted.includes(evidence.kind) || (first.get(key)?.at ?? Infinity) <= at) continue;
    first.set(key, { kind: 'found', at, subject: incident, evidence });
  }
  return [...first.values()];
}

function measuredOf(incident: Incident, { detections }: IncidentKnowledge): StoryEvent[] {
  return detections.flatMap(({ check, failedAt, passedAt, recoveredAt }): StoryEvent[] => {
    const withinMs = passedAt === undefined ? undefined : failedAt - passedAt;
    const failed: StoryEvent = { kind: 'failed', at: failedAt, subject: incident, check, withinMs };
    if (recoveredAt === undefined) return [failed];
    return [failed, { kind: 'recovered', at: recoveredAt, subject: incident, check }];
  });
}

function publicationOf(incident: Incident, { publication }: IncidentKnowledge): StoryEvent[] {
  const told = deriveTold(incident, publication);
  if (told.kind === 'unknown') return [];
  const { at, source } = told.kind === 'never' ? told.after : told;
  return [{ kind: 'live', at, subject: incident, source: source === 'deploy' ? 'deploy' : 'commit' }];
}

function eventsOf(subject: Subject, knowledge: IncidentKnowledge): StoryEvent[] {
  const updates = subject.updates.map(({ at, phase }) => ({ kind: 'update' as const, at, subject, phase }));
  if (subject.kind !== 'incident') return updates;
  return [
    ...beginningOf(subject, knowledge),
    ...foundIn(subject, knowledge),
    ...measuredOf(subject, knowledge),
    ...publicationOf(subject, knowledge),
    ...updates,
  ];
}

/** Everything as one timeline, oldest first; `known` has what is known of incidents beyond their files, by their ids. */
export function deriveStory(
  { timeline }: Pick<Postmortem, 'timeline'>,
  subjects: readonly Subject[],
  known: ReadonlyMap<string, IncidentKnowledge> = new Map(),
): StoryEvent[] {
  const events = [
    ...subjects.flatMap((subject) => eventsOf(subject, knowledgeOf(known, subject.id))),
    ...timeline.map((event) => ({ kind: 'noted' as const, ...event })),
  ];
  return events.sort((a, b) => a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
