/** A post-mortem with what its file tells derived, and its story run together with what the incidents' files tell. */
import type { Phase } from '../schema/phase.ts';
import type { PostmortemFrontMatter } from '../schema/postmortem.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import type { Announcement } from './announcement.ts';
import type { Incident } from './incident.ts';
import type { Maintenance } from './maintenance.ts';

/** Something that happened and that only the post-mortem tells. */
export interface NotedEvent {
  at: Instant;
  text: string;
  source: string | undefined;
}

/** What the history of a file tells; undefined where that is not known. */
export interface PublicationDates {
  /** When it was first published. */
  publishedAt: Instant | undefined;
  /** When what is shown of it was last changed. */
  changedAt: Instant | undefined;
}

export interface Postmortem extends PublicationDates {
  id: string;
  /** Undefined where it has none of its own and goes by that of its incidents. */
  title: string | undefined;
  /** Ids of what it is about, each once, as they are written. */
  incidents: string[];
  /** Oldest first. */
  timeline: NotedEvent[];
  /** Markdown, without blank lines around it. */
  body: string;
  frontMatter: PostmortemFrontMatter;
}

/** Derives a post-mortem from its file and from what is known of the file's history. */
export function derivePostmortem(
  id: string,
  { frontMatter, body }: { frontMatter: PostmortemFrontMatter; body: string },
  { publishedAt, changedAt }: PublicationDates,
): Postmortem {
  const timeline = frontMatter.timeline.map(({ at, text, source }) => ({ at: parseInstant(at) ?? NaN, text, source }));
  return {
    id,
    title: frontMatter.title,
    incidents: [...new Set(frontMatter.incidents)],
    timeline: timeline.sort((a, b) => a.at - b.at),
    body,
    publishedAt,
    changedAt,
    frontMatter,
  };
}

/** What a post-mortem can be about. */
export type Subject = Incident | Maintenance | Announcement;

/** One line of the story: that it began, what was told to readers, or what the post-mortem adds. */
export type StoryEvent =
  | { kind: 'began'; at: Instant; subject: Subject; because: string | undefined }
  | ({ kind: 'noted' } & NotedEvent)
  | { kind: 'update'; at: Instant; subject: Subject; phase: Phase };

/** At one time the start stands before what was seen, and that before what was told. */
const ORDER: readonly StoryEvent['kind'][] = ['began', 'noted', 'update'];

/** When an incident began, unless that is known from nothing but its first update. */
function beginningOf(subject: Subject): StoryEvent[] {
  if (subject.kind !== 'incident') return [];
  const { startedAt, updates, frontMatter } = subject;
  const because = frontMatter.startedBecause;
  if (because === undefined && updates[0]?.at === startedAt) return [];
  return [{ kind: 'began', at: startedAt, subject, because }];
}

/** The typed timeline and that of the incidents as one, oldest first. */
export function deriveStory({ timeline }: Pick<Postmortem, 'timeline'>, subjects: readonly Subject[]): StoryEvent[] {
  const events: StoryEvent[] = [
    ...subjects.flatMap(beginningOf),
    ...timeline.map((event) => ({ kind: 'noted' as const, ...event })),
    ...subjects.flatMap((subject) =>
      subject.updates.map(({ at, phase }) => ({ kind: 'update' as const, at, subject, phase })),
    ),
  ];
  return events.sort((a, b) => a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
