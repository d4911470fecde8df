/** What an edit of something that was published did. */
import type { FactName } from './entry-facts.ts';
import type { Edit } from './provenance.ts';
import type { Update } from './update.ts';

export const EDIT_KINDS = [
  'correction',
  'change',
  'rewrite',
  'heading',
  'move',
  'removal',
  'restoration',
  'fact',
] as const;

/**
 * `correction`: of the spelling alone. `change` and `rewrite`: of the text, as much as half of it or more. `heading`: of
 * what an update says beside its text: its phase, statuses or promise. `move`: of its time. `removal` and `restoration`:
 * of an update or the whole entry. `fact`: of what an entry says of itself, such as its title or impact.
 */
export type EditKind = (typeof EDIT_KINDS)[number];

/** How much of a text was changed. */
export type EditExtent = Extract<EditKind, 'correction' | 'change' | 'rewrite'>;

/** What of an entry was edited: an update, the words before the first one, a fact, or all of it. */
export type EditedPart = 'update' | 'introduction' | 'entry' | FactName;

/** Says what was edited. */
export function editedPart(edit: Edit): EditedPart {
  return edit.subject === 'fact' ? edit.fact : edit.subject;
}

function isSameHeading(before: Update, after: Update): boolean {
  const [was, is] = [before, after].map(({ phase, components, nextUpdateBy }) =>
    JSON.stringify([phase, nextUpdateBy, Object.entries(components).sort()]),
  );
  return was === is;
}

/** Says what an edit did; `extentOf` compares two Markdown texts that differ. */
export function kindOfEdit(edit: Edit, extentOf: (before: string, after: string) => EditExtent): EditKind {
  if (edit.subject === 'entry') return edit.isGone ? 'removal' : 'restoration';
  if (edit.subject === 'fact') return 'fact';
  if (edit.subject === 'introduction') return extentOf(edit.before, edit.after);
  const { before, after } = edit;
  if (after === undefined) return 'removal';
  if (before === undefined) return 'restoration';
  if (before.at !== after.at) return 'move';
  if (before.text === after.text) return 'heading';
  const extent = extentOf(before.text, after.text);
  return extent === 'correction' && !isSameHeading(before, after) ? 'heading' : extent;
}
