/** What was changed of an entry after it was published, as its page tells it. */
import { type DiffLine, type DiffPart, diffTexts, type Extent, extentOf } from '../content/word-diff.ts';
import type { EntryFacts, FactName } from '../domain/entry-facts.ts';
import { type Edit, lastEdited, type Publication } from '../domain/provenance.ts';
import type { Update } from '../domain/update.ts';
import type { Instant } from '../schema/timestamp.ts';
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

type EditOf<Subject extends Edit['subject']> = Extract<Edit, { subject: Subject }>;

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
  const times = phrase(() => model.strings.edits.times(model.format.number(edits.length), afterOf(last, model)));
  return { at, summary: isOne ? first.summary : times, edits: shown, earlier: edits.length - shown.length };
}

/** How long after its first publication something was changed, in whole days, hours or minutes. */
function afterOf(edit: Edit | undefined, { format }: SiteModel): string {
  const ms = edit === undefined ? 0 : edit.publication.at - edit.since.at;
  const unit = UNITS_MS.find((each) => ms >= each) ?? MINUTE_MS;
  return format.duration(Math.floor(ms / unit) * unit);
}

const extents = new WeakMap<Edit, Extent>();

/** How much of a text was changed; asked by a page and by several feeds, and compared once. */
function extentOfEdit(edit: Edit, before: string, after: string): Extent {
  const extent = extents.get(edit) ?? extentOf(before, after);
  extents.set(edit, extent);
  return extent;
}

/** Whether a change corrects the spelling of an update and nothing else. */
function isCorrection(edit: Edit): boolean {
  if (edit.subject !== 'update' || edit.before === undefined || edit.after === undefined) return false;
  const { before, after } = edit;
  const isTextAlone = before.at === after.at && before.text !== after.text && isSameHeading(before, after);
  return isTextAlone && extentOfEdit(edit, before.text, after.text) === 'correction';
}

function isSameHeading(before: Update, after: Update): boolean {
  const headings = [before, after].map(({ phase, components, nextUpdateBy }) =>
    JSON.stringify([phase, nextUpdateBy, Object.entries(components).sort()]),
  );
  return headings[0] === headings[1];
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
  return {
    summary: summaryOf(edit, model),
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

function summaryOf(edit: Edit, model: SiteModel): Phrase {
  const words = model.strings.edits;
  const after = afterOf(edit, model);
  if (edit.subject === 'update') return updateSummary(edit, model);
  if (edit.subject === 'fact') return phrase(() => words.fact[edit.fact](after));
  if (edit.subject === 'entry') return phrase(() => (edit.isGone ? words.gone(after) : words.back(after)));
  const extent = extentOfEdit(edit, edit.before, edit.after);
  return phrase(() => words.introduction[extent](after));
}

function updateSummary(edit: EditOf<'update'>, model: SiteModel): Phrase {
  const { before, after } = edit;
  const words = model.strings.edits;
  const later = afterOf(edit, model);
  if (after === undefined) return phrase((time = '') => words.removed(time, later), before?.at ?? NaN);
  if (before === undefined) return phrase(() => words.restored(later));
  if (before.at !== after.at) return phrase(() => words.moved(later));
  if (before.text === after.text) return phrase(() => words.change(later));
  if (!isSameHeading(before, after)) return phrase(() => words.change(later));
  const extent = extentOfEdit(edit, before.text, after.text);
  return phrase(() => words[extent](later));
}

function linesOf(edit: Edit, model: SiteModel): DiffLine[] {
  if (edit.subject === 'entry') return [];
  if (edit.subject === 'introduction') return textLines(edit.before, edit.after);
  if (edit.subject === 'fact')
    return [replaced(tellFact(edit.fact, edit.before, model), tellFact(edit.fact, edit.after, model))];
  const { before, after } = edit;
  if (before === undefined || after === undefined) return textLines(before?.text ?? '', after?.text ?? '');
  return [...headingLines(before, after, model), ...textLines(before.text, after.text)];
}

function textLines(before: string, after: string): DiffLine[] {
  return before === after ? [] : withinReason(changedLines(diffTexts(before, after)));
}

const LEFT_OUT: DiffLine = [{ kind: 'same', text: '…' }];

/** The lines with a change and those beside them, with a sign for what is left out. */
function changedLines(lines: readonly DiffLine[]): DiffLine[] {
  const isChanged = (index: number): boolean => lines[index]?.some(({ kind }) => kind !== 'same') ?? false;
  const isShown = (index: number): boolean => [index - 1, index, index + 1].some(isChanged);
  return lines.flatMap((line, index) => {
    if (isShown(index)) return [line];
    return index === 0 || isShown(index - 1) ? [LEFT_OUT] : [];
  });
}

/** As much of one change is shown, in characters: nobody reads on, and a page has to stay light. */
const LONGEST_CHANGE = 20_000;

function lengthOf(lines: readonly DiffLine[]): number {
  return lines.reduce((sum, line) => line.reduce((length, { text }) => length + text.length, sum), 0);
}

function withinReason(lines: readonly DiffLine[]): DiffLine[] {
  const cut: DiffLine[] = [];
  let room = LONGEST_CHANGE;
  for (const line of lines) {
    const parts = line.map((part) => {
      const text = part.text.slice(0, room).replace(/[\uD800-\uDBFF]$/, '');
      room -= part.text.length > room ? room : text.length;
      return { ...part, text };
    });
    cut.push(parts.filter(({ text }) => text !== ''));
    if (room === 0) return [...cut, LEFT_OUT];
  }
  return cut;
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

/** One text in the place of another, both in a line. */
function replaced(before: string, after: string, label = ''): DiffLine {
  const parts: DiffPart[] = [
    { kind: 'same', text: label },
    { kind: 'removed', text: before },
    { kind: 'same', text: before === '' || after === '' ? '' : ' ' },
    { kind: 'added', text: after },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** What differs of two updates besides their texts, a line each. */
function headingLines(before: Update, after: Update, model: SiteModel): DiffLine[] {
  const { strings, format, componentNames } = model;
  const { edits: words } = strings;
  const time = (at: Instant | undefined): string => (at === undefined ? words.nothing : format.dateTime(at));
  const status = (update: Update, id: string): string => {
    const is = update.components[id];
    return is === undefined ? words.nothing : strings.status[is];
  };
  const ids = new Set([...Object.keys(before.components), ...Object.keys(after.components)]);
  const line = (label: string, was: string, is: string): DiffLine[] =>
    was === is ? [] : [replaced(was, is, strings.entry.change(label, ''))];
  return [
    ...(before.at === after.at ? [] : line(words.time, time(before.at), time(after.at))),
    ...line(words.phase, strings.phase[before.phase], strings.phase[after.phase]),
    ...[...ids].flatMap((id) => line(componentNames.get(id) ?? id, status(before, id), status(after, id))),
    ...line(words.next, time(before.nextUpdateBy), time(after.nextUpdateBy)),
  ];
}

/** A fact in words; `nothing` where it is not written. */
function tellFact(fact: FactName, facts: EntryFacts, model: SiteModel): string {
  const { strings, format, componentNames } = model;
  const { title, impact, category, components, startedAt, window } = facts;
  const told: Record<FactName, string | undefined> = {
    title,
    impact: impact && strings.impact[impact],
    category: category && tellCategory(category, model),
    components:
      components &&
      format.list(
        Object.entries(components).map(([id, status]) =>
          strings.entry.change(componentNames.get(id) ?? isolate(id), strings.status[status]),
        ),
      ),
    startedAt: startedAt === undefined ? undefined : format.dateTime(startedAt),
    window: window && format.range(window.start, window.end),
  };
  const words = told[fact] ?? '';
  return words === '' ? strings.edits.nothing : words;
}

function tellCategory(
  { category, confidence }: NonNullable<EntryFacts['category']>,
  { strings: { cause } }: SiteModel,
): string {
  return category === 'undetermined' ? cause.undetermined.open : cause[category][confidence];
}
