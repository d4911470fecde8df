/** Whether the branch `status-data` is Candor's own, so that nothing of somebody else's is written over. */
import { ACTIONS_PATH } from '../content/actions-file.ts';
import { DEPLOYS_PATH } from '../content/deploys-file.ts';
import { MEASUREMENTS_FOLDER } from '../content/measurement-file.ts';
import { NOTICES_FOLDER } from '../content/customer-notice-file.ts';
import { OUTREACH_PATH } from '../content/outreach-file.ts';
import { WRITTEN_PATH } from '../content/written-file.ts';
import { StatusError } from '../errors.ts';
import { DATA_BRANCH, type Branches } from './branches.ts';
import type { Git } from './git.ts';

/** What may lie at the top of the branch. */
const OURS: ReadonlySet<string> = new Set([
  MEASUREMENTS_FOLDER,
  DEPLOYS_PATH,
  ACTIONS_PATH,
  WRITTEN_PATH,
  OUTREACH_PATH,
  NOTICES_FOLDER,
  'ledger',
  'providers',
]);
const SHOWN_NAMES = 3;

/**
 * Throws a StatusError where the branch of that name holds files and none of them is Candor's. What its commits are
 * called does not count.
 */
export async function refuseForeignData(git: Git, { data, remote }: Branches): Promise<void> {
  if (data === undefined) return;
  const names = (await git.text(['ls-tree', '-z', '--name-only', '--full-tree', data])).split('\0').slice(0, -1);
  if (names.length === 0 || names.some((name) => OURS.has(name))) return;
  const shown = names.slice(0, SHOWN_NAMES).map((name) => JSON.stringify(name));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  const where = remote === undefined ? '' : ` of the Git remote "${remote}"`;
  const rename =
    remote === undefined
      ? `git branch --move ${DATA_BRANCH} OTHER-NAME`
      : `git push ${remote} ${data}:refs/heads/OTHER-NAME :refs/heads/${DATA_BRANCH}`;
  throw new StatusError(
    `Cannot write to the branch "${DATA_BRANCH}"${where}: it holds ${shown.join(', ')}${more}, and nothing of Candor's`,
    { hint: `Give that branch another name, and Candor makes its own: ${rename}` },
  );
}
