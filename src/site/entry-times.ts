/** The times of an entry that lists and pages go by. */
import { lateFrom } from '../domain/promise.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Entry } from './site-content.ts';

/** The time under which an entry is filed: when it began, is planned for or was published. */
export function entryTime(entry: Entry): Instant {
  if (entry.kind === 'announcement') return entry.publishedAt;
  return entry.kind === 'maintenance' ? entry.from : entry.startedAt;
}

/** When an entry ended; undefined while it has not. */
export function entryEnd(entry: Entry): Instant | undefined {
  if (entry.kind === 'announcement') return entry.publishedAt;
  return entry.kind === 'maintenance' ? entry.endedAt : entry.resolvedAt;
}

/** Newest first, by the time under which each is filed. */
export function sortEntries(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => entryTime(b) - entryTime(a) || a.id.localeCompare(b.id, 'en'));
}

/** Whether an entry has ended. */
export function isOver(entry: Entry): boolean {
  return entryEnd(entry) !== undefined;
}

/** Whether nothing of an entry changes any more by the clock: it is over, and no promise to write again is still ahead. */
export function isSettled(entry: Entry, now: Instant): boolean {
  return isOver(entry) && now >= lateFrom(entry.updates.at(-1)?.nextUpdateBy ?? -Infinity);
}

/** Whether it was written down afterwards, or elsewhere: then its times do not tell when people were told. */
export function isRetold({ frontMatter }: Entry): boolean {
  return frontMatter.backfilled === true || frontMatter.importedFrom !== undefined;
}

/** When an entry was last written about, or ended by the clock. */
export function lastChange(entry: Entry): Instant {
  return Math.max(entryTime(entry), entryEnd(entry) ?? -Infinity, entry.updates.at(-1)?.at ?? -Infinity);
}

/** When an entry was published, which is not known of one that was written down afterwards or elsewhere. */
export function publishedAt(entry: Entry): Instant | undefined {
  return isRetold(entry) ? undefined : entry.updates[0]?.at;
}

/** When a page about the entry last said something else: for what is open, at its latest update, or when it was edited. */
export function revisedAt(entry: Entry, editedAt: Instant | undefined): Instant | undefined {
  const written = isOver(entry) ? lastChange(entry) : entry.updates.at(-1)?.at;
  return written === undefined ? editedAt : Math.max(written, editedAt ?? written);
}

/**
 * When anything of an entry last came about: a word, or by the clock its begin or end. What is still to come says nothing,
 * so that no build differs from the next; of what nobody has said a word about, the time under which it is filed stands.
 */
export function lastSaidAt(entry: Entry): Instant {
  const clock = entry.kind === 'maintenance' ? [entry.startedAt, entry.endedAt] : [];
  const known = [...entry.updates.map(({ at }) => at), ...clock].filter((at) => at !== undefined);
  return known.length === 0 ? entryTime(entry) : Math.max(...known);
}

/** The id that the file of an entry was first published under, which does not change with its name. */
export function firstIdOf(entry: Pick<Entry, 'id' | 'frontMatter'>): string {
  return entry.frontMatter.formerly?.[0] ?? entry.id;
}
