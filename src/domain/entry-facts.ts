/** What of an entry's front matter matters to readers, as one revision of the file has it. */
import type { ComponentStatus, Impact } from '../schema/component.ts';
import type { Category } from '../schema/category.ts';
import type { Instant } from '../schema/timestamp.ts';

/** Undefined where it is not written, or not as it has to be. */
export interface EntryFacts {
  title: string | undefined;
  impact: Impact | undefined;
  category: { category: Category; confidence: 'suspected' | 'confirmed' } | undefined;
  /** Id of each component that is named to its status at the beginning. */
  components: Readonly<Record<string, ComponentStatus>> | undefined;
  /** Where the start is written and not derived. */
  startedAt: Instant | undefined;
  /** Of a maintenance. */
  window: { start: Instant; end: Instant } | undefined;
}

export type FactName = keyof EntryFacts;
export const FACT_NAMES = [
  'title',
  'impact',
  'category',
  'components',
  'startedAt',
  'window',
] as const satisfies readonly FactName[];

/** Without them there is no such entry, so that where one cannot be read the page goes on showing it as it was. */
const REQUIRED = new Set<FactName>(['title', 'impact', 'category', 'components', 'window']);

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether two revisions say the same of a fact, as far as both say something that has to be said. */
export function isSameFact(fact: FactName, before: EntryFacts, after: EntryFacts): boolean {
  const [was, is] = [before[fact], after[fact]];
  if (REQUIRED.has(fact) && (was === undefined || is === undefined)) return true;
  return canonical(was) === canonical(is);
}
