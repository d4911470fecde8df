/** What readers will see of one incident, maintenance or announcement once a change of its file is merged. */
import { renderPlainLines } from '../../content/plain-text.ts';
import { type Change, type EntryPreview, fit, takeFirst, type UpdatePreview } from '../../schema/preview.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { listFacts } from '../entry-facts.ts';
import { type EntryUpdate, listUpdates } from '../entry-updates.ts';
import { entryLine } from '../entry-view.ts';
import { withoutIsolation } from '../isolate.ts';
import { partsOf, type Phrase } from '../phrase.ts';
import type { Entry } from '../site-content.ts';
import type { SiteModel } from '../site-model.ts';
import { changeOf, compareFacts, type PageChange } from './change.ts';

/** An entry with the page that shows it. */
export interface ShownEntry {
  entry: Entry;
  model: SiteModel;
}

export type EntryChange = PageChange<ShownEntry>;

function inWords(phrase: Phrase, { format }: SiteModel): string {
  const parts = partsOf(phrase).map((part) => (typeof part === 'number' ? format.dateTime(part) : part));
  return withoutIsolation(parts.join(''));
}

/** What stands below the title in a list. */
function summaryOf({ entry, model }: ShownEntry): string {
  return withoutIsolation(entryLine(entry, model));
}

function describeUpdate(update: EntryUpdate, change: Change, model: SiteModel): UpdatePreview {
  const { strings, format } = model;
  const { entry: words, status, statusInside } = strings;
  const states = update.changes.map(({ name, from, to }) =>
    from === undefined ? words.change(name, status[to]) : words.changed(name, statusInside[from], status[to]),
  );
  const text =
    update.removedBecause === undefined
      ? renderPlainLines(update.text).join('\n')
      : words.redacted(update.removedBecause);
  const by = update.promise?.by;
  return {
    change,
    heading: fit(`${strings.phase[update.phase]} · ${format.dateTime(update.at)}`, 'line'),
    states: takeFirst(states, 'facts').first.map((state) => fit(withoutIsolation(state), 'line')),
    text: fit(text, 'text'),
    ...(by === undefined ? {} : { promise: fit(strings.promise.ahead(format.dateTime(by)), 'line') }),
  };
}

/** The updates of an entry by their time, which is their identity. */
function updatesOf(shown: ShownEntry | undefined): Map<Instant, EntryUpdate> {
  return new Map(shown === undefined ? [] : listUpdates(shown.entry, shown.model).map((update) => [update.at, update]));
}

/** What is written in an update; that a later one has kept its promise is no change of it. */
function writtenIn({ phase, changes, text, removedBecause, promise }: EntryUpdate): string {
  return JSON.stringify([phase, changes, text, removedBecause, promise?.by]);
}

/** The updates that differ, newest first as on the page, and how many more there are than have room. */
function compareUpdates({ before, after }: EntryChange): { updates: UpdatePreview[]; more: number } {
  if (after === undefined) return { updates: [], more: 0 };
  const [earlier, later] = [updatesOf(before), updatesOf(after)];
  const times = [...new Set([...later.keys(), ...earlier.keys()])].sort((a, b) => b - a);
  const differing = times
    .map((at) => ({ was: earlier.get(at), is: later.get(at) }))
    .filter(({ was, is }) => was === undefined || is === undefined || writtenIn(was) !== writtenIn(is));
  const { first, more } = takeFirst(differing, 'updates');
  const updates = first.flatMap(({ was, is }) => {
    if (is !== undefined) return describeUpdate(is, was === undefined ? 'new' : 'changed', after.model);
    return was === undefined || before === undefined ? [] : describeUpdate(was, 'removed', before.model);
  });
  return { updates, more };
}

/** What is told of an entry besides its updates, by what each line is about. */
function factsOf(shown: ShownEntry | undefined): Map<string, string> {
  if (shown === undefined) return new Map();
  const { entry, model } = shown;
  const introduction = renderPlainLines(entry.introduction).join(' ');
  return new Map([
    ['Title', entry.title],
    ['Summary', summaryOf(shown)],
    ...listFacts(entry, model).map(({ term, value }) => [term, inWords(value, model)] as const),
    ...(introduction === '' ? [] : [['Introduction', introduction] as const]),
  ]);
}

/** Of a new entry title and summary stand above the facts; of one that goes nothing is left to be told. */
function listFactChanges({ before, after }: EntryChange): EntryPreview['facts'] {
  if (after === undefined) return [];
  const later = factsOf(after);
  if (before === undefined) for (const term of ['Title', 'Summary']) later.delete(term);
  return compareFacts(factsOf(before), later);
}

/** An entry that a change touches, in the words of the page. One side at least has a page of it. */
export function previewEntry(change: EntryChange): EntryPreview {
  const shown = change.after ?? change.before;
  if (shown === undefined) throw new RangeError(`Cannot preview "${change.path}": no side has a page of it`);
  const { updates, more } = compareUpdates(change);
  return {
    path: fit(change.path, 'path'),
    kind: shown.entry.kind,
    change: changeOf(change),
    title: fit(shown.entry.title, 'line'),
    line: fit(summaryOf(shown), 'line'),
    facts: listFactChanges(change),
    updates,
    moreUpdates: more,
  };
}
