/** How an action of a post-mortem stands, going by its issue, or by what it says itself where it has none. */
import type { PostmortemFrontMatter } from '../schema/postmortem.ts';
import { type Instant, parseDay } from '../schema/timestamp.ts';

export type Action = PostmortemFrontMatter['actions'][number];

const DAY_MS = 86_400_000;

export const ISSUE_STATES = ['open', 'completed', 'not_planned', 'unreadable'] as const;

/** What a linked issue said of itself when it was last read. */
export interface IssueState {
  kind: (typeof ISSUE_STATES)[number];
  /** When it was closed; of one that is open or cannot be read, when that was last seen. */
  at: Instant;
}

/** Issues by {@link issueKey}. */
export type IssueStates = ReadonlyMap<string, IssueState>;

export type ActionState =
  /** The post-mortem says that it is not done, and why. */
  | { kind: 'declined' }
  | { kind: 'done'; at: Instant }
  /** Its issue was closed as not planned, without a word in the post-mortem. */
  | { kind: 'not_planned'; at: Instant }
  | { kind: 'open'; isOverdue: boolean; seenAt: Instant }
  /** No issue tracks it, it cannot be read, or has not been read yet. */
  | { kind: 'unknown'; because: 'no_issue' | 'unreadable' | 'not_read'; isOverdue: boolean };

/** `owner/name#number` as it is compared: GitHub's names are the same in any case. */
export function issueKey(issue: string): string {
  return issue.toLowerCase();
}

/** When an action becomes overdue: as the UTC day is over on which it is due. */
export function overdueFrom({ due }: Pick<Action, 'due'>): Instant {
  return (parseDay(due) ?? Infinity) + DAY_MS;
}

/** Derives how an action stands at `now`. */
export function deriveActionState(action: Action, states: IssueStates, now: Instant): ActionState {
  const { declined, done, issue } = action;
  if (declined !== undefined) return { kind: 'declined' };
  const isOverdue = now >= overdueFrom(action);
  if (issue === undefined) {
    const doneAt = parseDay(done ?? '') ?? Infinity;
    return doneAt <= now ? { kind: 'done', at: doneAt } : { kind: 'unknown', because: 'no_issue', isOverdue };
  }
  const state = states.get(issueKey(issue));
  switch (state?.kind) {
    case undefined:
      return { kind: 'unknown', because: 'not_read', isOverdue };
    case 'unreadable':
      return { kind: 'unknown', because: 'unreadable', isOverdue };
    case 'open':
      return { kind: 'open', isOverdue, seenAt: state.at };
    case 'completed':
      return { kind: 'done', at: state.at };
    case 'not_planned':
      return { kind: 'not_planned', at: state.at };
  }
}
