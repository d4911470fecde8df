/** What a change did, and how much it changed. */
import { extentOf } from '../content/word-diff.ts';
import { type EditExtent, type EditKind, kindOfEdit } from '../domain/edit-kind.ts';
import type { Edit } from '../domain/provenance.ts';

const kinds = new WeakMap<Edit, EditKind>();

/** What a change did; asked by pages and by several feeds, and compared once. */
export function editKind(edit: Edit): EditKind {
  const kind = kinds.get(edit) ?? kindOfEdit(edit, extentOf);
  kinds.set(edit, kind);
  return kind;
}

/** How much was changed, by the kind of an edit that left a text in the place of another. */
export function extentOfKind(kind: EditKind): EditExtent {
  return kind === 'correction' || kind === 'rewrite' ? kind : 'change';
}
