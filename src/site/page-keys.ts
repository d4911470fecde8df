/** What a file of the site follows from, as a short text: while that stays the same, so does the file. */
import { createHash } from 'node:crypto';

import type { CurrentSite } from './current-model.ts';
import { isSettled } from './entry-times.ts';
import { postmortemOfEntry } from './postmortem-view.ts';
import { pictureAddress, pictureOf } from './share-picture.ts';
import type { Entry } from './site-content.ts';

/** Makes the keys of files from what they show. */
export interface PageKeys {
  /** The key of a file that shows some entries and words of its own, and else nothing but what every page has. */
  of(entries: readonly Entry[], ...words: unknown[]): string;
}

/** JSON that has what maps and sets hold, too. */
function write(_: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, write)).digest('base64');
}

/**
 * What any page may show: the operator's settings and since when texts are taken back by them, and which components,
 * post-mortems and broken files there are.
 */
function commonOf({ content, model }: CurrentSite, engine: string): unknown {
  const { config, configCommit, redactedAt, pageId, broken, withdrawn, postmortems } = content;
  const components = model.components.map(({ id }) => id);
  return { engine, config, configCommit, redactedAt, pageId, broken, withdrawn, postmortems, components };
}

/** What of an entry's history may be shown. */
function toldOf({ id }: Entry, { provenance }: CurrentSite['content']): unknown {
  const known = provenance.get(id);
  if (known === undefined) return undefined;
  const authors = [...known.published].filter(([, { author }]) => author !== undefined);
  return [known.unknown, known.first, known.edits, authors];
}

/** Makes keys for one site; `engine` stands for all that makes pages: our code, the packages, the runtime. */
export function createPageKeys(site: CurrentSite, engine: string): PageKeys {
  const common = digest(commonOf(site, engine));
  const { plans } = site.content;
  const known = new Map<Entry, string>();
  const keyOf = (entry: Entry): string => {
    const key = known.get(entry) ?? digest([entry, toldOf(entry, site.content), plans.get(entry.id)]);
    known.set(entry, key);
    return key;
  };
  return { of: (entries, ...words) => digest([common, entries.map(keyOf), words]) };
}

/** The pages of entries that the clock changes no more: their addresses, each with its key. */
export function listEntryKeys({ model }: CurrentSite, keys: PageKeys): [address: string, key: string][] {
  const { urls, known, now } = model;
  return model.entries
    .filter((entry) => isSettled(entry, now))
    .map((entry) => {
      const picture = pictureAddress(pictureOf(entry, model), model);
      return [urls.entry(entry.id), keys.of([entry], picture, postmortemOfEntry(entry, model), known.get(entry.id))];
    });
}
