/** What was changed of published texts. */
import { formatInstant, type Instant, parseInstant } from '../../schema/timestamp.ts';
import { knowledgeOf } from '../derived-facts.ts';
import { compareText } from '../compare-text.ts';
import { type EditedPart, editedPart, type EditKind } from '../edit-kind.ts';
import type { Interval } from '../interval.ts';
import type { Edit } from '../provenance.ts';
import { whyRetold } from '../told.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import { type EntryName, nameEntry, type PublishedEntry, type TransparencyInput } from './input.ts';
import { isWithin, written } from './year.ts';

/** One edit. */
export interface MadeEdit extends EntryName {
  kind: EditKind;
  what: EditedPart;
  /** Time of the update as it was; as it is, of one that came back; null where it was none. */
  updateAt: string | null;
  firstPublishedAt: string;
  editedAt: string;
  /** How long after its first publication; of those of one entry that came to main before, none is negative. */
  afterMs: number;
  commit: string;
}

/** A text that had to be taken back. */
export interface TakenBack extends EntryName {
  /** Time of the update that had it. */
  updateAt: string;
  reason: string;
}

/** A page that was published and is not any more. */
export interface WithdrawnPage {
  id: string;
  kind: 'entry' | 'postmortem';
  url: string;
  withdrawnAt: string;
}

export interface EditFigures {
  /** Updates that came to main, without those of entries that were imported or written down afterwards. */
  publishedUpdates: number;
  count: number;
  countByKind: Record<EditKind, number>;
  /** How long after their publication texts were changed or taken out; null where none was. */
  textsAfter: Distribution | null;
  /** The newest first, at most 1,000. */
  newest: MadeEdit[];
  takenBack: TakenBack[];
  withdrawn: WithdrawnPage[];
}

const MOST_LISTED = 1_000;
const OF_TEXTS: ReadonlySet<EditKind> = new Set<EditKind>(['correction', 'change', 'rewrite', 'removal']);

/** Whether a text was changed or taken out. */
export function isTextEdit({ kind }: Pick<MadeEdit, 'kind'>): boolean {
  return OF_TEXTS.has(kind);
}

function listMade(entry: PublishedEntry, input: TransparencyInput, year: Interval): MadeEdit[] {
  const edits = input.provenance.get(entry.id)?.edits ?? [];
  return edits
    .filter(({ publication }) => isWithin(publication.at, year))
    .map((edit) => {
      const { publication, since } = edit;
      return {
        ...nameEntry(entry, input),
        kind: input.kindOf(edit),
        what: editedPart(edit),
        updateAt: edit.subject === 'update' ? written((edit.before ?? edit.after)?.at) : null,
        firstPublishedAt: formatInstant(since.at),
        editedAt: formatInstant(publication.at),
        afterMs: Math.max(0, publication.at - since.at),
        commit: publication.commit,
      };
    });
}

/** How many updates first came to main; of what was written down afterwards none, as that is no telling. */
function countPublished(input: TransparencyInput, year: Interval): number {
  const retold = new Set(
    input.incidents
      .filter((incident) => {
        const { publication } = knowledgeOf(input.known, incident.id);
        return whyRetold(incident, publication) !== undefined;
      })
      .map(({ id }) => id),
  );
  const told = input.entries.filter(({ id }) => !retold.has(id)).flatMap(({ id }) => input.provenance.get(id) ?? []);
  return told.reduce((count, { published, edits }) => {
    const moved = new Set(edits.flatMap(timeMovedTo));
    const ofYear = [...published].filter(([at, publication]) => !moved.has(at) && isWithin(publication.at, year));
    return count + ofYear.length;
  }, 0);
}

/** The time that an update was given in place of its own: it is no other update. */
function timeMovedTo(edit: Edit): Instant[] {
  if (edit.subject !== 'update' || edit.before === undefined || edit.after === undefined) return [];
  return edit.before.at === edit.after.at ? [] : [edit.after.at];
}

function listTakenBack(input: TransparencyInput, year: Interval): TakenBack[] {
  const byId = new Map<string, PublishedEntry>();
  for (const entry of input.entries) for (const id of entry.frontMatter.formerly ?? []) byId.set(id, entry);
  for (const entry of input.entries) byId.set(entry.id, entry);
  return input.redactions.flatMap(({ incident, update, reason }) => {
    const entry = byId.get(incident);
    const at: Instant = parseInstant(update) ?? NaN;
    return entry === undefined || !isWithin(at, year)
      ? []
      : [{ ...nameEntry(entry, input), updateAt: formatInstant(at), reason }];
  });
}

function countKinds(made: readonly MadeEdit[]): Record<EditKind, number> {
  const counts = { correction: 0, change: 0, rewrite: 0, heading: 0, move: 0, removal: 0, restoration: 0, fact: 0 };
  for (const { kind } of made) counts[kind] += 1;
  return counts;
}

/** Derives the figures; null where the history of main is not there to be read. */
export function deriveEdits(input: TransparencyInput, year: Interval): EditFigures | null {
  if (input.history !== 'whole') return null;
  const made = input.entries
    .flatMap((entry) => listMade(entry, input, year))
    .sort((a, b) => compareText(b.editedAt, a.editedAt) || compareText(a.id, b.id));
  const { urlOf, withdrawn } = input;
  return {
    publishedUpdates: countPublished(input, year),
    count: made.length,
    countByKind: countKinds(made),
    textsAfter: distributionOf(made.filter(isTextEdit).map(({ afterMs }) => afterMs)),
    newest: made.slice(0, MOST_LISTED),
    takenBack: listTakenBack(input, year),
    withdrawn: withdrawn
      .filter(({ at }) => isWithin(at, year))
      .sort((a, b) => a.at - b.at || compareText(a.id, b.id))
      .map(({ id, at, kind }) => ({ id, kind, url: urlOf[kind](id), withdrawnAt: formatInstant(at) })),
  };
}
