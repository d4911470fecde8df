/** What the search of the page needs of the build: its words, and where things lie. `{found}` and the like are filled in. */
export interface SearchSetup {
  /** Years of the index, newest first. */
  years: string[];
  /** Address of a year of the index, `{year}` in it. */
  indexUrl: string;
  /** Address of an entry's page, `{id}` in it. */
  entryUrl: string;
  words: SearchWords;
}

export interface SearchWords {
  searching: string;
  foundNone: string;
  foundOne: string;
  foundAll: string;
  foundSome: string;
  foundSoFar: string;
  more: string;
  again: string;
  failed: string;
  failedPartly: string;
}

/** How far a search has come. */
export interface Progress {
  found: number;
  shown: number;
  /** Whether every year has been searched. */
  isComplete: boolean;
}

/** Fills `{name}` in a text. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** How many were found, in words; `tag` is the language that numbers are written in. */
export function describeFound({ found, shown, isComplete }: Progress, words: SearchWords, tag: string): string {
  if (found === 0) return words.foundNone;
  const number = new Intl.NumberFormat(tag);
  const numbers = { found: number.format(found), shown: number.format(shown) };
  if (!isComplete) return fill(words.foundSoFar, numbers);
  if (found === 1) return words.foundOne;
  return fill(shown === found ? words.foundAll : words.foundSome, numbers);
}
