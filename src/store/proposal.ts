/** The branch `candor/incidents`: incident files that wait for a person where main takes no direct commits. */
import { GitError, type Git } from './git.ts';
import { diffTrees, type TreeChange, type TreeEdit } from './git-objects.ts';

export interface OpenProposal {
  commit: string;
  /** What it would change in main, paths from the top of the tree. */
  edits: TreeEdit[];
  /** Whether it descends from main as it is now. */
  isCurrent: boolean;
}

/**
 * What waits on the branch. A file counts where the branch alone has changed it since it left main: main's later word
 * on the same file holds, be it the merged proposal or an edit by a person. Undefined when nothing is left.
 */
export async function readProposal(git: Git, main: string, commit: string): Promise<OpenProposal | undefined> {
  const base = await mergeBase(git, main, commit);
  if (base === undefined || base === commit) return undefined;
  const isCurrent = base === main;
  const [proposed, since] = await Promise.all([
    diffTrees(git, base, commit),
    isCurrent ? [] : diffTrees(git, base, main),
  ]);
  const settled = new Set(since.map((change) => change.path));
  const edits = proposed.filter((change) => !settled.has(change.path)).map(toEdit);
  return edits.length === 0 ? undefined : { commit, edits, isCurrent };
}

function toEdit({ path, to }: TreeChange): TreeEdit {
  return { path, mode: to.mode, oid: to.oid };
}

/** The last commit that both have in common; undefined where the history here shows none. */
async function mergeBase(git: Git, one: string, other: string): Promise<string | undefined> {
  try {
    return (await git.text(['merge-base', one, other])).trim();
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) return undefined;
    throw error;
  }
}
