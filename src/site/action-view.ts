/** The actions of a post-mortem as its page shows them: what was said of each, and how it stands. */
import { type ActionState, deriveActionState, type IssueStates } from '../domain/action-state.ts';
import { type Instant, parseDay } from '../schema/timestamp.ts';
import type { SitePostmortem } from './postmortem-model.ts';
import type { SiteModel } from './site-model.ts';

export interface ActionView {
  anchor: string;
  text: string;
  /** `Shows it sooner`. */
  type: string;
  priority: string;
  owner: string;
  /** A UTC day. */
  due: Instant;
  issue: { text: string; url: string } | undefined;
  /** Why it is not done after all. */
  declined: string | undefined;
  /** `Done on 22 Nov 2026`, `Open, as of 27 Nov 2026`. */
  state: string;
  /** How that is drawn. */
  mark: 'done' | 'open' | 'overdue' | 'declined' | 'unknown';
}

/** The fragment that names an action on the page; its id alone could be that of something else there. */
export function actionAnchor(id: string): string {
  return `action-${id}`;
}

function isOverdue(state: ActionState): boolean {
  return 'isOverdue' in state && state.isOverdue;
}

function markOf(state: ActionState): ActionView['mark'] {
  if (isOverdue(state)) return 'overdue';
  return state.kind === 'not_planned' ? 'declined' : state.kind;
}

/** How an action stands, in words; that it is overdue comes first. */
function describeState(state: ActionState, { format, strings }: SiteModel): string {
  const words = strings.action;
  const said = (): string => {
    switch (state.kind) {
      case 'declined':
        return words.declined;
      case 'done':
        return words.done(format.wholeDay(state.at));
      case 'not_planned':
        return words.notPlanned(format.wholeDay(state.at));
      case 'open':
        return words.open(format.wholeDay(state.seenAt));
      case 'unknown':
        return words.unknown[state.because];
    }
  };
  return [...(isOverdue(state) ? [words.overdue] : []), said()].join(' · ');
}

/** The actions in the order in which they are written. */
export function listActions({ frontMatter }: SitePostmortem, model: SiteModel, states: IssueStates): ActionView[] {
  return frontMatter.actions.map((action) => {
    const { id, text, type, priority, owner, due, issue, declined } = action;
    const state = deriveActionState(action, states, model.now);
    const [repository, number] = issue?.split('#') ?? [];
    return {
      anchor: actionAnchor(id),
      text,
      type: model.strings.postmortem.actionType[type],
      priority,
      owner,
      due: parseDay(due) ?? NaN,
      issue:
        issue === undefined ? undefined : { text: issue, url: `https://github.com/${repository}/issues/${number}` },
      declined,
      state: describeState(state, model),
      mark: markOf(state),
    };
  });
}
