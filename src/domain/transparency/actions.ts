/** The actions of post-mortems: those that are open and how old they are, and what became of the others. */
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { type Action, type ActionState, deriveActionState, overdueFrom } from '../action-state.ts';
import { compareText } from '../compare-text.ts';
import type { Interval } from '../interval.ts';
import type { PublishedPostmortem, TransparencyInput } from './input.ts';
import { isWithin } from './year.ts';

const DAY_MS = 86_400_000;

/** An action of a post-mortem. */
export interface NamedAction {
  /** Its id within the post-mortem. */
  id: string;
  text: string;
  postmortem: string;
  postmortemTitle: string;
  postmortemUrl: string;
  /** The UTC day by the end of which it is to be done. */
  due: string;
}

/** One that is not known to be done. */
export interface OpenAction extends NamedAction {
  /** What its issue says; else why that is not known. */
  state: 'open' | 'no_issue' | 'unreadable' | 'not_read';
  /** Since its post-mortem was published; null where that is not known. */
  ageMs: number | null;
  /** Since the day on which it was due was over; null while it is not overdue. */
  overdueMs: number | null;
}

export interface DoneAction extends NamedAction {
  doneAt: string;
}

/** One that is not done after all. */
export interface DeclinedAction extends NamedAction {
  /** Null where its issue was closed as not planned and the post-mortem says no word of it. */
  reason: string | null;
}

/** Open actions of an age. */
export interface AgeGroup {
  /** Younger than so many days, and not in a group before; null for those that are older than all of them. */
  underDays: number | null;
  open: number;
  /** How many of these are overdue. */
  overdue: number;
}

export interface ActionFigures {
  /** Of any time, the oldest first; those whose age is not known come last. */
  open: OpenAction[];
  openByAge: AgeGroup[];
  /** How many open ones are of an age that is not known. */
  ageNotKnown: number;
  /** Within these twelve months. */
  done: DoneAction[];
  /** Of post-mortems that were published within these twelve months, or whose publication is not known. */
  declined: DeclinedAction[];
}

const AGES_DAYS = [7, 30, 90, 180] as const;

interface Standing {
  action: Action;
  named: NamedAction;
  postmortem: PublishedPostmortem;
  state: ActionState;
}

function listStandings({ postmortems, actionStates, urlOf }: TransparencyInput, now: Instant): Standing[] {
  const sorted = [...postmortems].sort((a, b) => compareText(a.id, b.id));
  return sorted.flatMap((postmortem) =>
    postmortem.frontMatter.actions.map((action) => ({
      action,
      postmortem,
      state: deriveActionState(action, actionStates, now),
      named: {
        id: action.id,
        text: action.text,
        postmortem: postmortem.id,
        postmortemTitle: postmortem.name,
        postmortemUrl: urlOf.postmortem(postmortem.id),
        due: action.due,
      },
    })),
  );
}

function openOf({ state, named, action, postmortem: { publishedAt } }: Standing, now: Instant): OpenAction[] {
  if (state.kind !== 'open' && state.kind !== 'unknown') return [];
  return [
    {
      ...named,
      state: state.kind === 'open' ? 'open' : state.because,
      ageMs: publishedAt === undefined ? null : Math.max(0, now - publishedAt),
      overdueMs: state.isOverdue ? now - overdueFrom(action) : null,
    },
  ];
}

function declinedOf({ state, named, action, postmortem: { publishedAt } }: Standing, year: Interval): DeclinedAction[] {
  const isOfYear = publishedAt === undefined || isWithin(publishedAt, year);
  if (state.kind === 'declined') return isOfYear ? [{ ...named, reason: action.declined ?? null }] : [];
  return state.kind === 'not_planned' && isWithin(state.at, year) ? [{ ...named, reason: null }] : [];
}

function groupByAge(open: readonly OpenAction[]): AgeGroup[] {
  const limits = [...AGES_DAYS, null];
  return limits.map((underDays, index) => {
    const from = (limits[index - 1] ?? 0) * DAY_MS;
    const until = underDays === null ? Infinity : underDays * DAY_MS;
    const ofAge = open.filter(({ ageMs }) => ageMs !== null && ageMs >= from && ageMs < until);
    return { underDays, open: ofAge.length, overdue: ofAge.filter(({ overdueMs }) => overdueMs !== null).length };
  });
}

/** Derives them as they stand at the end of the year that is told of. */
export function deriveActionFigures(input: TransparencyInput, year: Interval): ActionFigures {
  const now = year.end;
  const standings = listStandings(input, now);
  const open = standings.flatMap((standing) => openOf(standing, now)).sort((a, b) => (b.ageMs ?? -1) - (a.ageMs ?? -1));
  return {
    open,
    openByAge: groupByAge(open),
    ageNotKnown: open.filter(({ ageMs }) => ageMs === null).length,
    done: standings.flatMap(({ state, named }) =>
      state.kind === 'done' && isWithin(state.at, year) ? [{ ...named, doneAt: formatInstant(state.at) }] : [],
    ),
    declined: standings.flatMap((standing) => declinedOf(standing, year)),
  };
}
