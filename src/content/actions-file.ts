/**
 * The file `actions` on `status-data`: a line for each issue that an action of a published post-mortem names: the issue,
 * its state, and when it was closed, or last seen where it is not closed.
 *
 *     acme/api#12 open 2026-11-27T06:41:00Z
 *     acme/api#14 completed 2026-11-22T09:00:00Z
 */
import { ISSUE_STATES, issueKey, type IssueState, type IssueStates } from '../domain/action-state.ts';
import { compareText } from '../domain/compare-text.ts';
import { formatInstant, parseInstant } from '../schema/timestamp.ts';
import { parseIssueName } from '../schema/postmortem.ts';

export const ACTIONS_PATH = 'actions';

function parseLine(line: string): [string, IssueState][] {
  const [issue = '', state, time = ''] = line.split(' ');
  const kind = ISSUE_STATES.find((each) => each === state);
  const at = parseInstant(time);
  if (parseIssueName(issue) === undefined || kind === undefined || at === undefined) return [];
  return [[issueKey(issue), { kind, at }]];
}

/** Reads the states. A line that cannot be read is left out: its issue has then not been read yet. */
export function parseActionsFile(text: string): IssueStates {
  return new Map(text.split('\n').flatMap(parseLine));
}

/** Writes the states, ordered by issue; the inverse of {@link parseActionsFile}. */
export function formatActionsFile(states: IssueStates): string {
  return [...states]
    .sort(([a], [b]) => compareText(a, b))
    .map(([issue, { kind, at }]) => `${issue} ${kind} ${formatInstant(at)}\n`)
    .join('');
}
