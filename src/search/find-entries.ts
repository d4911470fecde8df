/** The search through an index of many files, newest first, no further than asked. */
import type { SearchEntry } from './entry.ts';
import { createMatcher, type Searchable, toSearchable } from './match.ts';
import type { Query } from './query.ts';

/** Gives the entries of a year, newest first. */
export type LoadYear = (year: string) => Promise<SearchEntry[]>;

/** What a query finds in one year. */
export interface FoundInYear {
  entries: SearchEntry[];
  /** Whether no older year is left. */
  isLast: boolean;
}

/** The years of the index, each loaded when it is first needed; one that could not be is tried again. */
export class HistoryIndex {
  readonly #years: readonly string[];
  readonly #load: LoadYear;
  readonly #loaded = new Map<string, Promise<Searchable[]>>();

  constructor(years: readonly string[], load: LoadYear) {
    this.#years = years;
    this.#load = load;
  }

  /** Loads the newest year, which most searches begin with and many end with. A failure shows when it is needed. */
  prepare(): void {
    const [newest] = this.#years;
    if (newest !== undefined) this.#year(newest).catch(() => undefined);
  }

  /** What a query finds, a year at a time, newest first. Rejects where a year cannot be loaded. */
  async *find(query: Query): AsyncGenerator<FoundInYear, void> {
    const isMatch = createMatcher(query);
    for (const [index, year] of this.#years.entries()) {
      const searchables = await this.#year(year);
      const entries = searchables.filter(isMatch).map(({ entry }) => entry);
      yield { entries, isLast: index === this.#years.length - 1 };
    }
  }

  #year(year: string): Promise<Searchable[]> {
    const known = this.#loaded.get(year);
    if (known !== undefined) return known;
    const loading = this.#load(year).then((entries) => entries.map(toSearchable));
    this.#loaded.set(year, loading);
    loading.catch(() => this.#loaded.delete(year));
    return loading;
  }
}
