/** The index that the history is searched by: a file a year, so that the newest is there soon, and all that one can choose. */
import { renderPlainText } from '../content/plain-text.ts';
import { IMPACTS, type Impact } from '../schema/component.ts';
import { CATEGORIES, type Category } from '../schema/category.ts';
import type { SearchEntry } from '../search/entry.ts';
import { entryTime } from './entry-times.ts';
import { entryLine, entryState } from './entry-view.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

const KINDS = ['incident', 'maintenance', 'announcement'] as const satisfies readonly Entry['kind'][];

function yearOf(entry: Entry): string {
  return String(new Date(entryTime(entry)).getUTCFullYear());
}

/** The UTC years that have an entry, newest first. */
export function listSearchYears({ entries }: Pick<SiteModel, 'entries'>): string[] {
  return [...new Set(entries.map(yearOf))];
}

function toSearchEntry(entry: Entry, model: SiteModel): SearchEntry {
  const texts = [entry.introduction, ...entry.updates.map(({ text }) => text)];
  return {
    id: entry.id,
    title: entry.title,
    kind: entry.kind,
    ...(entry.kind === 'incident' && { category: entry.category, impact: entry.impact }),
    components: entry.components,
    at: entryTime(entry),
    state: entryState(entry),
    line: entryLine(entry, model),
    text: texts
      .map(renderPlainText)
      .filter((text) => text !== '')
      .join(' '),
  };
}

/** The index of one of these years, newest entry first. */
export function deriveSearchIndex(year: string, model: SiteModel): SearchEntry[] {
  return model.entries.filter((entry) => yearOf(entry) === year).map((entry) => toSearchEntry(entry, model));
}

/** What the lists of the search offer: only what finds something, and every component of the page. */
export interface SearchChoices {
  components: { id: string; name: string; isRetired: boolean }[];
  categories: Category[];
  impacts: Impact[];
  kinds: Entry['kind'][];
}

/** Derives the choices, each list in its usual order; retired components last. */
export function deriveSearchChoices({ entries, components, componentNames }: SiteModel): SearchChoices {
  const named = new Set(entries.flatMap((entry) => entry.components));
  const incidents = entries.filter((entry) => entry.kind === 'incident');
  const categories = new Set(incidents.map(({ category }) => category));
  const impacts = new Set(incidents.map(({ impact }) => impact));
  const kinds = new Set(entries.map(({ kind }) => kind));
  const current = new Set(components.map(({ id }) => id));
  const former = [...componentNames.keys(), ...named].filter((id) => named.has(id) && !current.has(id));
  return {
    components: [
      ...components.map(({ id, name }) => ({ id, name, isRetired: false })),
      ...[...new Set(former)].map((id) => ({ id, name: componentNames.get(id) ?? id, isRetired: true })),
    ],
    categories: CATEGORIES.filter((category) => categories.has(category)),
    impacts: IMPACTS.filter((impact) => impacts.has(impact)),
    kinds: KINDS.filter((kind) => kinds.has(kind)),
  };
}
