/** Reads how the issues of actions stand, and writes that down on `status-data` for the page. */
import { ACTIONS_PATH, formatActionsFile, parseActionsFile } from '../../content/actions-file.ts';
import type { ParsedPostmortemFile } from '../../content/postmortem-file.ts';
import { issueKey, type IssueState, type IssueStates } from '../../domain/action-state.ts';
import { StatusError } from '../../errors.ts';
import type { IssueStateReader, LandingResult, Snapshot } from '../../ports.ts';
import { type IssueName, parseIssueName } from '../../schema/postmortem.ts';
import { formatDay, type Instant } from '../../schema/timestamp.ts';
import { landOnLatest, type LandingPorts } from '../land-on-latest.ts';

/** So many a day are read one by one; those that were seen longest ago come first. */
const MOST_READ = 200;

/** The states that were last written down. */
export async function readActionStates(snapshot: Pick<Snapshot, 'readDataFiles'>): Promise<IssueStates> {
  const [file] = await snapshot.readDataFiles([ACTIONS_PATH]);
  return parseActionsFile(file?.text ?? '');
}

/** The issues of the actions of published post-mortems that were not declined, each once. */
export function listActionIssues(postmortems: readonly ParsedPostmortemFile[]): Map<string, IssueName> {
  const actions = postmortems
    .flatMap(({ file }) => (file?.frontMatter.status === 'published' ? file.frontMatter.actions : []))
    .filter(({ declined }) => declined === undefined);
  const names = actions.flatMap(({ issue }): [string, IssueName][] => {
    const name = issue === undefined ? undefined : parseIssueName(issue);
    return issue === undefined || name === undefined ? [] : [[issueKey(issue), name]];
  });
  return new Map(names);
}

/** What is known of issues, and what went wrong before all were read. */
export interface FollowedActions {
  states: IssueStates;
  failure: StatusError | undefined;
}

/**
 * Reads issues in turn, up to 200. Where nobody answers it stops, and what was known of the rest stays as it was; an issue
 * that no action names any more is forgotten.
 */
export async function followActions(
  issues: ReadonlyMap<string, IssueName>,
  { reader, earlier, now }: { reader: IssueStateReader; earlier: IssueStates; now: Instant },
): Promise<FollowedActions> {
  const seenAt = (key: string): Instant => earlier.get(key)?.at ?? -Infinity;
  const states = new Map<string, IssueState>();
  for (const key of issues.keys()) {
    const known = earlier.get(key);
    if (known !== undefined) states.set(key, known);
  }
  const turn = [...issues].sort(([a], [b]) => (seenAt(a) < seenAt(b) ? -1 : 1)).slice(0, MOST_READ);
  for (const [key, name] of turn) {
    try {
      states.set(key, await reader.readState(name, now));
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      return { states, failure: error };
    }
  }
  return { states, failure: undefined };
}

/** Writes the states down where they have changed. Throws a StatusError where `status-data` cannot be written. */
export async function recordActions(ports: LandingPorts, states: IssueStates, now: Instant): Promise<void> {
  const first = await ports.repository.snapshot();
  if (formatActionsFile(await readActionStates(first)) === formatActionsFile(states)) return;
  const attempt = async (snapshot: Snapshot): Promise<{ value: undefined; result: LandingResult }> => {
    const text = formatActionsFile(states);
    const result = await ports.repository.land(snapshot, {
      main: { changes: [], message: '' },
      data: { changes: [{ path: ACTIONS_PATH, text: text === '' ? undefined : text }], day: formatDay(now) },
      at: now,
    });
    return { value: undefined, result };
  };
  await landOnLatest(ports, { what: 'write down how the issues of actions stand', first, attempt });
}
