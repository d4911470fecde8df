/** A post-mortem with what its file tells derived. */
import type { PostmortemFrontMatter } from '../schema/postmortem.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';

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
