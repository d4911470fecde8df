/** Promised updates, post-mortems and actions, as the page shows them. */
import type { NamedAction, OpenAction } from '../../domain/transparency/actions.ts';
import type { BrokenPromises } from '../../domain/transparency/promises.ts';
import type { OwedPostmortem } from '../../domain/transparency/postmortems.ts';
import type { Transparency } from '../../domain/transparency/transparency.ts';
import { parseDay } from '../../schema/timestamp.ts';
import { actionAnchor } from '../action-view.ts';
import { isolate } from '../isolate.ts';
import type { SiteModel } from '../site-model.ts';
import {
  type BarRow,
  type FigureRow,
  filled,
  instantOf,
  filledGroups,
  plainly,
  type RowGroup,
  type Said,
  timeOf,
} from './rows.ts';

const DAY_MS = 86_400_000;

export interface DutyView extends Said {
  bars: BarRow[];
  groups: RowGroup[];
}

function brokenRow(incident: BrokenPromises, { strings, urls }: SiteModel): FigureRow {
  const { id, title, startedAt, late, missed, waitingSince } = incident;
  const { counted, promises: words } = strings.transparency;
  const counts = filled([
    { label: words.late, count: late },
    { label: words.missed, count: missed },
    { label: words.waiting, count: waitingSince === null ? 0 : 1 },
  ]);
  return {
    title: plainly(title),
    url: urls.entry(id),
    note: timeOf(startedAt),
    value: plainly(counts.map(({ label, count }) => (count === 1 ? label : counted(label, count))).join(' · ')),
  };
}

/** Describes what became of promised updates. */
export function viewPromises({ promises }: Transparency, model: SiteModel): DutyView {
  const { transparency } = model.strings;
  const words = transparency.promises;
  const { made, kept, late, missed, waiting, broken } = promises;
  const { number } = model.format;
  return {
    finding: made === 0 ? words.none : words.found(number(kept), number(made)),
    sources: [words.source],
    bars: filled([
      { label: words.kept, count: kept, isGood: true },
      { label: words.late, count: late, isGood: false },
      { label: words.missed, count: missed, isGood: false },
      { label: words.waiting, count: waiting, isGood: false },
    ]),
    groups: filledGroups([
      {
        title: words.broken,
        heads: [transparency.tell.incident, words.promise],
        rows: broken.map((incident) => brokenRow(incident, model)),
      },
    ]),
  };
}

function owedRow({ id, title, startedAt, dueUntil, overdueMs }: OwedPostmortem, model: SiteModel): FigureRow {
  const { format, strings, urls } = model;
  const { dueBy, overdueSince } = strings.postmortem;
  const day = format.wholeDay(instantOf(dueUntil) - DAY_MS);
  return {
    title: plainly(title),
    url: urls.entry(id),
    note: plainly(overdueMs === null ? dueBy(day) : overdueSince(day)),
    value: timeOf(startedAt),
  };
}

/** Describes the post-mortems. */
export function viewPostmortems({ postmortems }: Transparency, model: SiteModel): DutyView {
  const { transparency, entry } = model.strings;
  const words = transparency.postmortems;
  const heads = [transparency.tell.incident, entry.began] as const;
  const { done, due, overdue, waived, policy } = postmortems;
  const asked = done.filter(({ dueUntil }) => dueUntil !== null);
  const owed = due.length + overdue.length;
  const countOf = (isInTime: boolean | null): number => asked.filter((each) => each.isInTime === isInTime).length;
  const settled = done.length + waived.length === 0 ? words.nothing : words.noneOwed(done.length);
  return {
    finding: owed === 0 ? settled : words.owed(owed, overdue.length),
    sources: [words.source(policy.withinBusinessDays)],
    bars: filled([
      { label: words.inTime, count: countOf(true), isGood: true },
      { label: words.late, count: countOf(false), isGood: false },
      { label: words.undated, count: countOf(null) },
      { label: words.unasked, count: done.length - asked.length },
      { label: words.due, count: due.length },
      { label: words.overdue, count: overdue.length, isGood: false },
      { label: words.waived, count: waived.length },
    ]),
    groups: filledGroups([
      { title: words.overdue, heads, rows: overdue.map((each) => owedRow(each, model)) },
      { title: words.due, heads, rows: due.map((each) => owedRow(each, model)) },
      {
        title: words.waived,
        heads,
        rows: waived.map(({ id, title, reason, startedAt }) => {
          return { title: plainly(title), url: model.urls.entry(id), note: plainly(reason), value: timeOf(startedAt) };
        }),
      },
    ]),
  };
}

function actionUrl({ id, postmortem }: NamedAction, { urls }: SiteModel): string {
  return `${urls.postmortem(postmortem)}#${actionAnchor(id)}`;
}

function openRow(action: OpenAction, model: SiteModel): FigureRow {
  const { format, strings } = model;
  const words = strings.transparency.actions;
  const { text, state, due, ageMs, overdueMs, postmortemTitle } = action;
  const said = [
    ...(overdueMs === null ? [] : [strings.action.overdue]),
    strings.postmortem.due(format.wholeDay(parseDay(due) ?? NaN)),
    ...(state === 'open' ? [] : [strings.action.unknown[state]]),
  ];
  return {
    title: plainly(text),
    url: actionUrl(action, model),
    note: plainly([isolate(postmortemTitle), ...said].join(' · ')),
    value: plainly(ageMs === null ? words.ageNotKnown : format.duration(Math.floor(ageMs / DAY_MS) * DAY_MS)),
  };
}

/** How old the actions of a group are: `Under 7 days`, `7 days to 30 days`, `180 days and more`. */
function describeAge(from: number | null | undefined, until: number | null, { format, strings }: SiteModel): string {
  const words = strings.transparency.actions;
  const days = (count: number): string => format.duration(count * DAY_MS);
  if (until === null) return words.over(days(from ?? 0));
  return from === null || from === undefined ? words.under(days(until)) : strings.range(days(from), days(until));
}

function ageBars({ openByAge, ageNotKnown }: Transparency['actions'], model: SiteModel): BarRow[] {
  const words = model.strings.transparency.actions;
  const groups = openByAge.map(({ underDays, open, overdue }, index): BarRow => {
    const part = overdue === 0 ? undefined : { count: overdue, text: words.overdue(overdue), isBad: true };
    return { label: describeAge(openByAge[index - 1]?.underDays, underDays, model), count: open, part };
  });
  return filled([...groups, { label: words.ageNotKnown, count: ageNotKnown }]);
}

/** Describes the actions. */
export function viewActions({ actions }: Transparency, model: SiteModel): DutyView {
  const words = model.strings.transparency.actions;
  const { open, done, declined } = actions;
  const overdue = open.filter(({ overdueMs }) => overdueMs !== null).length;
  const finding = open.length === 0 ? words.none : words.found(open.length, overdue);
  return {
    finding: model.strings.sentences([finding, ...(done.length === 0 ? [] : [words.done(done.length)])]),
    sources: [words.source],
    bars: ageBars(actions, model),
    groups: filledGroups([
      { title: words.open, heads: [words.action, words.age], rows: open.map((action) => openRow(action, model)) },
      {
        title: words.declined,
        heads: [words.action, model.strings.postmortem.label],
        rows: declined.map((action) => ({
          title: plainly(action.text),
          url: actionUrl(action, model),
          note: plainly(action.reason ?? words.noReason),
          value: plainly(action.postmortemTitle),
        })),
      },
    ]),
  };
}
