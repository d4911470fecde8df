/** What was changed afterwards, as the page shows it. */
import { EDIT_KINDS } from '../../domain/edit-kind.ts';
import { isTextEdit, type EditFigures, type MadeEdit } from '../../domain/transparency/edits.ts';
import type { Transparency } from '../../domain/transparency/transparency.ts';
import { tellEdit } from '../entry-edits.ts';
import { isolate } from '../isolate.ts';
import type { SiteModel } from '../site-model.ts';
import {
  type BarRow,
  type FigureRow,
  filled,
  filledGroups,
  ifKnown,
  plainly,
  type RowGroup,
  type Said,
  type TimeDot,
  timeOf,
} from './rows.ts';

export interface EditsView extends Said {
  /** Changes of anything else, by what they did. */
  bars: BarRow[];
  /** Changes of texts by what they did, each the soonest first. */
  dots: { label: string; items: TimeDot[] }[];
  rows: FigureRow[];
  /** What else became of what had been published. */
  groups: RowGroup[];
}

function findingOf({ count, publishedUpdates }: EditFigures, { strings }: SiteModel): string {
  const words = strings.transparency.edits;
  return count === 0 ? words.none(publishedUpdates) : words.found(count, publishedUpdates);
}

function editRow(edit: MadeEdit, model: SiteModel): FigureRow {
  const { id, title, editedAt, updateAt } = edit;
  const note = tellEdit({ ...edit, updateAt: ifKnown(updateAt) }, model);
  return { title: plainly(title), url: model.urls.entry(id), note, value: timeOf(editedAt) };
}

function listDots(edits: readonly MadeEdit[], { format, strings, urls }: SiteModel): EditsView['dots'] {
  const soonest = edits.filter(isTextEdit).sort((a, b) => a.afterMs - b.afterMs);
  const { counted, dot, edits: words } = strings.transparency;
  const dots = EDIT_KINDS.map((kind) => ({
    kind,
    items: soonest
      .filter((edit) => edit.kind === kind)
      .map(({ id, title, afterMs: ms }) => {
        return { ms, url: urls.entry(id), name: dot(isolate(title), format.duration(ms)) };
      }),
  }));
  return dots
    .filter(({ items }) => items.length > 0)
    .map(({ kind, items }) => ({ label: counted(words.kind[kind], items.length), items }));
}

function listGroups({ takenBack, withdrawn }: EditFigures, { strings, urls }: SiteModel): RowGroup[] {
  const { entry, postmortem, transparency } = strings;
  const words = transparency.edits;
  return filledGroups([
    {
      title: words.takenBack,
      heads: [words.entry, entry.published],
      rows: takenBack.map(({ id, title, reason, updateAt }) => {
        return { title: plainly(title), url: urls.entry(id), note: plainly(reason), value: timeOf(updateAt) };
      }),
    },
    {
      title: words.withdrawn,
      heads: [words.entry, words.withdrawn],
      rows: withdrawn.map(({ id, kind, withdrawnAt }) => {
        // Often it has the id of its incident.
        const note = kind === 'postmortem' ? plainly(postmortem.label) : undefined;
        return { title: plainly(id), url: urls[kind](id), note, value: timeOf(withdrawnAt) };
      }),
    },
  ]);
}

/** Describes it, also where it is not known. */
export function viewEdits({ edits }: Transparency, model: SiteModel): EditsView {
  const words = model.strings.transparency.edits;
  const nothing = { bars: [], dots: [], rows: [], groups: [] };
  if (edits === null) return { ...nothing, finding: model.strings.edits.unknown, sources: [words.source] };
  const { countByKind, newest } = edits;
  return {
    finding: findingOf(edits, model),
    sources: [words.source],
    bars: filled(
      EDIT_KINDS.filter((kind) => !isTextEdit({ kind })).map((kind) => {
        return { label: words.kind[kind], count: countByKind[kind] };
      }),
    ),
    dots: listDots(newest, model),
    rows: newest.map((edit) => editRow(edit, model)),
    groups: listGroups(edits, model),
  };
}
