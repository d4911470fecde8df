import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

/** A page below `/incidents/`. */
export interface EntryPath {
  /** The entry's id, or one that it had formerly. */
  id: string;
  /** Undefined where the file could never be read. */
  entry: Entry | undefined;
  title: string;
}

/** Every page that an entry has: under its id, under its former ids, and for a file that could never be read. */
export function entryPaths({ entries, broken }: SiteModel): EntryPath[] {
  const paths = new Map<string, EntryPath>();
  for (const entry of entries) paths.set(entry.id, { id: entry.id, entry, title: entry.title });
  for (const { id, title } of broken.values()) {
    if (!paths.has(id)) paths.set(id, { id, entry: undefined, title });
  }
  for (const entry of entries) {
    for (const id of entry.frontMatter.formerly ?? []) {
      if (!paths.has(id)) paths.set(id, { id, entry, title: entry.title });
    }
  }
  return [...paths.values()];
}
