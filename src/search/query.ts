/** What is searched for, and how it stands in the address of the page. */

/** The lists that one can choose from, named as in the address. */
export const FILTERS = ['component', 'category', 'impact', 'kind'] as const;
export type Filter = (typeof FILTERS)[number];

export interface Query {
  /** As it was typed. */
  text: string;
  /** What was chosen of each list; a list is missing where anything goes. */
  filters: Partial<Record<Filter, string>>;
}

/** Longer than anything a person types; an address can hold any text. */
export const MAX_TEXT_LENGTH = 200;

const TEXT = 'q';

/** Reads what is searched for from the part of an address after its `?`. */
export function readQuery(search: string): Query {
  const parameters = new URLSearchParams(search);
  const query: Query = { text: (parameters.get(TEXT) ?? '').slice(0, MAX_TEXT_LENGTH), filters: {} };
  for (const filter of FILTERS) {
    const value = parameters.get(filter);
    if (value !== null && value !== '') query.filters[filter] = value;
  }
  return query;
}

/** The part of an address that says it, `?` included; empty where nothing is searched for. */
export function writeQuery({ text, filters }: Query): string {
  const parameters = new URLSearchParams();
  if (text.trim() !== '') parameters.set(TEXT, text.trim());
  for (const filter of FILTERS) {
    const value = filters[filter];
    if (value !== undefined) parameters.set(filter, value);
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}
