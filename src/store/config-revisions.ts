/** How commits of main left status.yml, for when the one that is checked out cannot be used. */
import { CONFIG_PATH } from '../content/config-file.ts';
import { StatusError } from '../errors.ts';
import type { Revision } from '../ports.ts';
import { readBranches } from './branches.ts';
import { type Clone, findClone } from './clone.ts';
import { fetchBranches } from './git-refs.ts';
import { GitError } from './git.ts';
import { readHistory } from './history.ts';

/** So many more commits are fetched into a clone that ends early, which a workflow's does after one. */
const DEEPER = 200;

/** Whether the file in the folder is what the commit that is checked out has: an edit at work is nobody's word yet. */
async function isCommitted({ git }: Clone): Promise<boolean> {
  try {
    await git.text(['diff', '--quiet', 'HEAD', '--', CONFIG_PATH]);
    return true;
  } catch (error) {
    if (error instanceof GitError && (error.exitCode === 1 || error.exitCode === 128)) return false;
    throw error;
  }
}

async function deepen(clone: Clone): Promise<void> {
  const { remote, mainBranch } = await readBranches(clone);
  if (remote === undefined) return;
  const options = [`--deepen=${DEEPER}`, '--no-auto-maintenance'];
  try {
    await fetchBranches(clone.git, remote, { branches: [mainBranch], options });
  } catch (error) {
    // Whoever needs the remote says so; here it is told what is wrong in the file.
    if (!(error instanceof StatusError)) throw error;
  }
}

/**
 * The revisions of status.yml up to the commit that is checked out, the newest first; none outside Git, and where the
 * file was changed without a commit. A shallow clone is deepened, where its remote can be reached.
 */
export async function readConfigRevisions(root: string): Promise<readonly Revision[]> {
  const clone = await findClone(root);
  if (clone === undefined || !(await isCommitted(clone))) return [];
  if (await clone.isShallow()) await deepen(clone);
  return (await readHistory({ root, paths: [CONFIG_PATH] })).readRevisions(CONFIG_PATH);
}
