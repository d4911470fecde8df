/** Which entries a query finds. */
import type { SearchEntry } from './entry.ts';
import { fold } from './fold.ts';
import { FILTERS, type Filter, type Query } from './query.ts';

/** A phrase in quotes, which may be still open, or a word. */
const TERM = /["“”„]([^"“”„]*)(?:["“”„]|$)|[^\s"“”„]+/gu;

/** The words and phrases of a query, folded; each has to occur. */
export function parseTerms(text: string): string[] {
  const terms = [...text.matchAll(TERM)].map(([word, phrase]) => fold(phrase ?? word).trim());
  return [...new Set(terms.map((term) => term.replace(/\s+/g, ' ')).filter((term) => term !== ''))];
}

/** An entry with all that can be read of it, folded once. */
export interface Searchable {
  entry: SearchEntry;
  folded: string;
}

/** Makes an entry ready for the search. */
export function toSearchable(entry: SearchEntry): Searchable {
  // A phrase is found within one of them, never across: no term holds a line end.
  return { entry, folded: fold([entry.title, entry.line, entry.text].join('\n')) };
}

function valuesOf(entry: SearchEntry, filter: Filter): readonly (string | undefined)[] {
  return filter === 'component' ? entry.components : [entry[filter]];
}

/** Makes the question whether a query finds an entry. A query without a word and without a choice finds all. */
export function createMatcher({ text, filters }: Query): (searchable: Searchable) => boolean {
  const terms = parseTerms(text);
  const chosen = FILTERS.filter((filter) => filters[filter] !== undefined);
  return ({ entry, folded }) =>
    chosen.every((filter) => valuesOf(entry, filter).includes(filters[filter])) &&
    terms.every((term) => folded.includes(term));
}
