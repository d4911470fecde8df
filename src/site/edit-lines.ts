/** What a change changed, as lines of what went and what came. */
import { type DiffLine, type DiffPart, diffTexts } from '../content/word-diff.ts';
import type { EntryFacts, FactName } from '../domain/entry-facts.ts';
import type { Edit } from '../domain/provenance.ts';
import type { Update } from '../domain/update.ts';
import type { Instant } from '../schema/timestamp.ts';
import { isolate } from './isolate.ts';
import type { SiteModel } from './site-model.ts';

/** What is different, line by line. */
export function linesOf(edit: Edit, model: SiteModel): DiffLine[] {
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

/** The length of lines, in characters. */
export function lengthOf(lines: readonly DiffLine[]): number {
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
