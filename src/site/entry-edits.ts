/** What was changed of an entry after it was published, as its page tells it. */
import type { DiffLine } from '../content/word-diff.ts';
import { type EditedPart, editedPart, type EditKind } from '../domain/edit-kind.ts';
import { type Edit, lastEdited, type Publication } from '../domain/provenance.ts';
import type { Instant } from '../schema/timestamp.ts';
import { editKind, extentOfKind } from './edit-extent.ts';
import { lengthOf, linesOf } from './edit-lines.ts';
import { isolate } from './isolate.ts';
import { type Phrase, phrase } from './phrase.ts';
import type { Entry } from './site-content.ts';
import type { SiteModel } from './site-model.ts';

/** One change. */
export interface ShownEdit {
  /** What was done, and how long after it was published: `Edited 4 days later`. */
  summary: Phrase;
  /** When, and in which commit. */
  origin: Phrase;
  /** What is known of the commit's signature. */
  signature: string | undefined;
  /** What is different. */
  lines: DiffLine[];
}

/** Changes of one thing, of which many are told by their number. */
export interface EditList {
  /** When the last of them came. */
  at: Instant;
  summary: Phrase;
  /** The oldest first. */
  edits: ShownEdit[];
  /** How many more there were before. */
  earlier: number;
}

export interface EntryEdits {
  /** Time of an update, as it is now, to its changes. */
  ofUpdates: ReadonlyMap<Instant, EditList>;
  /** All others: of what the entry says of itself, and of updates that are there no more. */
  ofEntry: EditList[];
  /** Whether nobody can know here. */
  isUnknown: boolean;
}

/** As many changes of one thing are shown; who wants to see more looks into the repository. */
const MOST_SHOWN = 20;
const SHORT_COMMIT = 8;
const MINUTE_MS = 60_000;
const UNITS_MS = [1440 * MINUTE_MS, 60 * MINUTE_MS, MINUTE_MS];
const SIGNATURES = { openpgp: 'OpenPGP', ssh: 'SSH', x509: 'X.509' } as const;

/** What to show of the changes of an entry; nothing is compared where nothing was changed. */
export function listEdits(entry: Entry, model: SiteModel): EntryEdits {
  const known = model.provenance.get(entry.id);
  const edits = known?.edits ?? [];
  const finalTimes = findFinalTimes(edits);
  const present = new Set(entry.updates.map(({ at }) => at));
  const placeOf = (edit: Edit): Instant | undefined => {
    if (edit.subject !== 'update') return undefined;
    const at = finalTimes.get((edit.after ?? edit.before)?.at ?? NaN);
    return at !== undefined && present.has(at) ? at : undefined;
  };
  const byPlace = Map.groupBy(edits, placeOf);
  return {
    ofUpdates: new Map(
      [...byPlace].flatMap(([at, ofUpdate]) => (at === undefined ? [] : [[at, toList(ofUpdate, model)] as const])),
    ),
    ofEntry: (byPlace.get(undefined) ?? []).slice(-MOST_SHOWN).map((edit) => toList([edit], model)),
    isUnknown: known?.unknown === 'shallow',
  };
}

/** Each time that an update ever had to the one that it has had last. */
function findFinalTimes(edits: readonly Edit[]): Map<Instant, Instant> {
  const final = new Map<Instant, Instant>();
  for (const edit of edits.toReversed()) {
    if (edit.subject !== 'update') continue;
    const [was, is] = [edit.before?.at, edit.after?.at];
    if (is !== undefined && !final.has(is)) final.set(is, is);
    if (was !== undefined && !final.has(was)) final.set(was, final.get(is ?? was) ?? was);
  }
  return final;
}

function toList(edits: readonly Edit[], model: SiteModel): EditList {
  const shown = latestWithin(edits, model);
  const [first, second] = shown;
  const last = edits.at(-1);
  const at = last?.publication.at ?? NaN;
  const isOne = first !== undefined && second === undefined;
  const after = wholeUnits(last === undefined ? 0 : afterOf(last));
  const { format, strings } = model;
  const times = phrase(() => strings.edits.times(format.number(edits.length), format.duration(after)));
  return { at, summary: isOne ? first.summary : times, edits: shown, earlier: edits.length - shown.length };
}

/** How long after its first publication something was changed, in milliseconds. */
function afterOf({ publication, since }: Edit): number {
  return publication.at - since.at;
}

/** A length of time in whole days, else in whole hours, else in whole minutes; all in milliseconds. */
function wholeUnits(ms: number): number {
  const unit = UNITS_MS.find((each) => ms >= each) ?? MINUTE_MS;
  return Math.floor(ms / unit) * unit;
}

/** Whether a change corrects the spelling of an update and nothing else. */
function isCorrection(edit: Edit): boolean {
  return edit.subject === 'update' && editKind(edit) === 'correction';
}

/**
 * When an update was last changed in a way that matters; when it was made, where it was not. As RFC 4287, 4.2.15, leaves
 * to who publishes: for corrections of spelling nobody wants to be told again.
 */
export function changedAt(entry: Entry, at: Instant, { provenance }: Pick<SiteModel, 'provenance'>): Instant {
  const known = provenance.get(entry.id);
  const edited = known === undefined ? undefined : lastEdited(known, at, isCorrection);
  return Math.max(at, edited ?? at);
}

/** When anything of an entry was changed last; undefined where nothing was. */
export function lastEdit(entry: Entry, { provenance }: Pick<SiteModel, 'provenance'>): Instant | undefined {
  return provenance.get(entry.id)?.edits.at(-1)?.publication.at;
}

function showEdit(edit: Edit, model: SiteModel): ShownEdit {
  const { signature } = edit.publication;
  const updateAt = edit.subject === 'update' ? edit.before?.at : undefined;
  const summary = { kind: editKind(edit), what: editedPart(edit), updateAt, afterMs: afterOf(edit) };
  return {
    summary: tellEdit(summary, model),
    origin: originOf(edit.publication, model),
    signature: signature && model.strings.edits.signed(SIGNATURES[signature]),
    lines: linesOf(edit, model),
  };
}

function originOf({ at, commit, author }: Publication, { strings }: SiteModel): Phrase {
  const id = commit.slice(0, SHORT_COMMIT);
  if (author === undefined) return phrase((time = '') => strings.edits.origin(time, id), at);
  return phrase((time = '') => strings.edits.originBy(time, id, isolate(author)), at);
}

/** What is told of an edit in a few words. */
export interface EditSummary {
  kind: EditKind;
  what: EditedPart;
  /** Time of the update as it was; undefined where it was none. */
  updateAt: Instant | undefined;
  /** How long after its first publication, in milliseconds. */
  afterMs: number;
}

/** What an edit did, and how long after it was published: `Rewritten 4 days later`. */
export function tellEdit({ kind, what, updateAt, afterMs }: EditSummary, { format, strings }: SiteModel): Phrase {
  const words = strings.edits;
  const after = format.duration(wholeUnits(afterMs));
  if (what === 'entry') return phrase(() => (kind === 'removal' ? words.gone(after) : words.back(after)));
  if (what === 'introduction') return phrase(() => words.introduction[extentOfKind(kind)](after));
  if (what !== 'update') return phrase(() => words.fact[what](after));
  if (kind === 'removal') return phrase((time = '') => words.removed(time, after), updateAt ?? NaN);
  if (kind === 'move') return phrase(() => words.moved(after));
  if (kind === 'restoration') return phrase(() => words.restored(after));
  return phrase(() => words[extentOfKind(kind)](after));
}

/** As much of all changes of one thing. */
const LONGEST_LIST = 60_000;

/** The latest changes that one has room for; one is always shown. */
function latestWithin(edits: readonly Edit[], model: SiteModel): ShownEdit[] {
  const shown: ShownEdit[] = [];
  let room = LONGEST_LIST;
  for (const edit of edits.slice(-MOST_SHOWN).reverse()) {
    const next = showEdit(edit, model);
    room -= lengthOf(next.lines);
    if (room < 0 && shown.length > 0) break;
    shown.unshift(next);
  }
  return shown;
}
