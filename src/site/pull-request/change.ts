/** What the previews of entries and of post-mortems have in common. */
import { type Change, type EntryPreview, fit, PREVIEW_LIMITS } from '../../schema/preview.ts';

/** One file on both sides of a change; a side is missing where there is no page of it. */
export interface PageChange<Shown> {
  path: string;
  before: Shown | undefined;
  after: Shown | undefined;
  /** Whether the file cannot be read as the change leaves it. */
  isUnreadable: boolean;
}

/** What becomes of the page of a file, of which one side at least has one. */
export function changeOf({ before, after, isUnreadable }: PageChange<unknown>): Change {
  if (isUnreadable) return 'unreadable';
  if (before === undefined) return 'new';
  return after === undefined ? 'removed' : 'changed';
}

/** What is told otherwise than before, by what each line is about: first in the order of what is told after the change. */
export function compareFacts(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): EntryPreview['facts'] {
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((term) => ({ term, was: before.get(term), is: after.get(term) }))
    .filter(({ was, is }) => was !== is)
    .slice(0, PREVIEW_LIMITS.facts)
    .map(({ term, was, is }) => ({
      term: fit(term, 'name'),
      ...(was === undefined ? {} : { before: fit(was, 'line') }),
      ...(is === undefined ? {} : { after: fit(is, 'line') }),
    }));
}
