/** Which actions of post-mortems should have been done by now. */
import { type Instant, parseDay } from '../../schema/timestamp.ts';
import { type Action, deriveActionState, type IssueStates } from '../action-state.ts';
import type { Duty } from './duty.ts';

/** A published post-mortem as far as it matters here. */
export interface PlannedActions {
  id: string;
  actions: readonly Action[];
}

/** A duty for each action whose day is over and that is not known to be done, or that it was decided not to do. */
export function findActionDuties(
  postmortems: readonly PlannedActions[],
  { states, now }: { states: IssueStates; now: Instant },
): Duty[] {
  return postmortems.flatMap(({ id: postmortem, actions }) =>
    actions.flatMap((action): Duty[] => {
      const state = deriveActionState(action, states, now);
      const isDue = (state.kind === 'open' || state.kind === 'unknown') && state.isOverdue;
      // Who closes an issue as not planned has decided something that readers are not told yet.
      if (!isDue && state.kind !== 'not_planned') return [];
      const { id, text, owner, issue, due } = action;
      const what = state.kind === 'unknown' ? state.because : state.kind;
      return [{ kind: 'action', postmortem, action: id, text, owner, issue, due: parseDay(due) ?? NaN, state: what }];
    }),
  );
}
