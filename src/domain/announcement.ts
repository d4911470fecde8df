import type { AnnouncementFrontMatter } from '../schema/incident.ts';
import { type Instant, parseInstant } from '../schema/timestamp.ts';
import { frontMatterComponents } from './incident.ts';
import { sortUpdates, type Update } from './update.ts';

/** Days that an announcement stands on the front page when it does not say until when. */
const DEFAULT_STAY_MS = 14 * 86_400_000;

export interface Announcement {
  id: string;
  kind: 'announcement';
  title: string;
  /** Time of the first update: its publication. */
  publishedAt: Instant;
  /** Until when it stands on the front page. */
  until: Instant;
  components: string[];
  introduction: string;
  updates: Update[];
  frontMatter: AnnouncementFrontMatter;
}

/** Derives an announcement from its file, which holds at least one update. It colours nothing. */
export function deriveAnnouncement(
  id: string,
  file: { frontMatter: AnnouncementFrontMatter; introduction: string; updates: readonly Update[] },
): Announcement {
  const updates = sortUpdates(file.updates);
  const publishedAt = updates[0]?.at;
  if (publishedAt === undefined) throw new RangeError(`Cannot derive announcement "${id}": it has no update`);
  const until = file.frontMatter.until === undefined ? undefined : parseInstant(file.frontMatter.until);
  return {
    id,
    kind: 'announcement',
    title: file.frontMatter.title,
    publishedAt,
    until: until ?? publishedAt + DEFAULT_STAY_MS,
    components: frontMatterComponents(file.frontMatter),
    introduction: file.introduction,
    updates,
    frontMatter: file.frontMatter,
  };
}
