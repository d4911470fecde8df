/** How much a change changed. */
import { type Extent, extentOf } from '../content/word-diff.ts';
import type { Edit } from '../domain/provenance.ts';
import type { Update } from '../domain/update.ts';

const extents = new WeakMap<Edit, Extent>();

/** How much of a text was changed; asked by a page and by several feeds, and compared once. */
export function extentOfEdit(edit: Edit, before: string, after: string): Extent {
  const extent = extents.get(edit) ?? extentOf(before, after);
  extents.set(edit, extent);
  return extent;
}

/** Whether two updates differ in nothing but their texts and times. */
export function isSameHeading(before: Update, after: Update): boolean {
  const headings = [before, after].map(({ phase, components, nextUpdateBy }) =>
    JSON.stringify([phase, nextUpdateBy, Object.entries(components).sort()]),
  );
  return headings[0] === headings[1];
}
