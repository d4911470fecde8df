/** Rows of the tables that stand beside figures, or are figures themselves. */
import { type Instant, parseInstant } from '../../schema/timestamp.ts';
import { type Phrase, phrase } from '../phrase.ts';

export interface FigureRow {
  title: Phrase;
  url: string | undefined;
  /** What else is to be said of it. */
  note: Phrase | undefined;
  value: Phrase;
  /** How exact that is, and the like. */
  valueNote?: string | undefined;
}

/** One bar of several. */
export interface BarRow {
  label: string;
  count: number;
  /** How many of them are of a kind that is told apart, and that in words. */
  part?: { count: number; text: string; isBad: boolean } | undefined;
  /** Whether that is as it should be; undefined where it is neither good nor bad. */
  isGood?: boolean | undefined;
}

/** As many rows stand on the page. */
export const MOST_ROWS = 200;

/** A length of time as a dot. */
export interface TimeDot {
  ms: number;
  url: string;
  /** What it stands for, in a few words. */
  name: string;
}

/** A length of time to mark beside dots, by a line that may be broken. */
export interface TimeMark {
  ms: number;
  isBroken: boolean;
}

/** Rows under a heading. */
export interface RowGroup {
  title: string;
  heads: readonly [string, string];
  rows: FigureRow[];
}

/** The groups that there is something in. */
export function filledGroups(groups: readonly RowGroup[]): RowGroup[] {
  return groups.filter(({ rows }) => rows.length > 0);
}

/** So many rows stand openly on the page; more of them are folded away. */
export const MOST_OPEN = 8;

/** A text without a time in it. */
export function plainly(text: string): Phrase {
  return phrase(() => text);
}

/** A text that is a time and nothing else. */
export function timeOf(text: string): Phrase {
  return phrase((time = '') => time, instantOf(text));
}

/** An instant as figures have it. */
export function instantOf(text: string): Instant {
  return parseInstant(text) ?? NaN;
}

/** The same of one that may not be known. */
export function ifKnown(text: string | null): Instant | undefined {
  return text === null ? undefined : instantOf(text);
}

/** The bars that there is something to say of. */
export function filled(rows: readonly BarRow[]): BarRow[] {
  return rows.filter(({ count }) => count > 0);
}

/** What a section says before its figures, and where that comes from, whole sentences each. */
export interface Said {
  finding: string;
  sources: string[];
}
