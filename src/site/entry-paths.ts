import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

/** A page below `/incidents/`. */
export interface EntryPath {
  /** The entry's id, or one that it had formerly. */
  id: string;
  /** Undefined where the file could never be read. */
  entry: Entry | undefined;
  title: string;
  /** What a reader should know of the page itself: that the entry is being corrected. */
  note: string | undefined;
}

function ofEntry(id: string, entry: Entry, { broken, strings }: SiteModel): EntryPath {
  return { id, entry, title: entry.title, note: broken.has(entry.id) ? strings.correcting.entry : undefined };
}

/**
 * Every page that an entry has: under its id, under its former ids, and for a file that could never be read. Of two with
 * the same id the first of these stands.
 */
export function entryPaths(model: SiteModel): EntryPath[] {
  const { entries, broken, strings } = model;
  const paths = [
    ...entries.map((entry) => ofEntry(entry.id, entry, model)),
    ...[...broken.values()].map(({ id, title }): EntryPath => ({
      id,
      entry: undefined,
      title,
      note: strings.correcting.unreadable,
    })),
    ...entries.flatMap((entry) => (entry.frontMatter.formerly ?? []).map((id) => ofEntry(id, entry, model))),
  ];
  const first = new Map<string, EntryPath>();
  for (const path of paths) if (!first.has(path.id)) first.set(path.id, path);
  return [...first.values()];
}
