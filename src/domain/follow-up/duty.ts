/** What somebody has to do, as facts. No fact moves with the time of day, so that a duty is the same until it changes. */
import type { Instant } from '../../schema/timestamp.ts';

export type Duty =
  /** The latest update of an open incident promised another, which has not come. */
  | { kind: 'promise'; incident: string; title: string; by: Instant }
  /** An open incident of which nobody has written for a day. */
  | { kind: 'silence'; incident: string; title: string; lastAt: Instant }
  /** An open incident in which a person has written, and whose checks pass again: only a person may resolve it. */
  | { kind: 'resolve'; incident: string; title: string; passedAt: Instant }
  /** An incident whose post-mortem the policy asks for. `until` is the first instant after the last day for it. */
  | { kind: 'postmortem'; incident: string; title: string; until: Instant; isOverdue: boolean; drafts: string[] }
  /**
   * An action of a published post-mortem that should have been done on the UTC day `due`, or whose issue was closed as not
   * planned while the post-mortem still promises it.
   */
  | {
      kind: 'action';
      postmortem: string;
      action: string;
      text: string;
      owner: string;
      issue: string | undefined;
      due: Instant;
      state: 'open' | 'not_planned' | 'no_issue' | 'unreadable' | 'not_read';
    }
  /** A file with errors; each is a letter of several lines. */
  | { kind: 'file'; path: string; problems: string[] }
  /** No check at all has run for a while; `lastAt` is undefined where none ever did. */
  | { kind: 'checks'; lastAt: Instant | undefined }
  /** One check has not run while others have. */
  | { kind: 'check'; check: string; component: string; lastAt: Instant | undefined }
  /** A workflow that GitHub has disabled, or is about to, and that could not be enabled. */
  | { kind: 'workflow'; path: string; isDisabled: boolean; why: string };

/** Names a duty for as long as it lasts: the same one has the same key on every day. */
export function keyOf(duty: Duty): string {
  switch (duty.kind) {
    // An incident asks for one thing at a time, and for an update in one issue however that became due.
    case 'promise':
    case 'silence':
      return `update/${duty.incident}`;
    case 'resolve':
    case 'postmortem':
      return `${duty.kind}/${duty.incident}`;
    case 'action':
      return `action/${duty.postmortem}/${duty.action}`;
    case 'file':
    case 'workflow':
      return `${duty.kind}/${encodeURIComponent(duty.path.toWellFormed())}`;
    case 'checks':
      return 'checks/all';
    case 'check':
      return `check/${duty.check}`;
  }
}
