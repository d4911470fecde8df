/**
 * Which branches a run works on, and where they are.
 *
 * Main is the remote's `main`, else the branch that the remote's HEAD names, else the branch that is checked out here.
 * Without a remote it is `main` where that exists, else the branch that is checked out, else `main`. With a remote the
 * remote's branches are the truth, without one the local ones.
 */
import { StatusError } from '../errors.ts';
import type { Clone } from './clone.ts';
import { GitError } from './git.ts';
import {
  askRemote,
  fetchBranches,
  isLocalRace,
  readCheckedOutBranch,
  readRemote,
  readTips,
  setTracking,
  type Tips,
} from './git-refs.ts';

export const DATA_BRANCH = 'status-data';
export const PROPOSAL_BRANCH = 'candor/incidents';
const MAIN = 'main';
const FETCH_ATTEMPTS = 5;

/** The branches as a run sees them; a commit is undefined where the branch does not exist. */
export interface Branches {
  remote: string | undefined;
  /** Name of the branch that is main. */
  mainBranch: string;
  main: string | undefined;
  data: string | undefined;
  proposal: string | undefined;
}

/** Finds the branches as they were last seen here, without asking the remote. */
export async function readBranches(clone: Clone): Promise<Branches> {
  const [remote, checkedOut] = await Promise.all([readRemote(clone.git), readCheckedOutBranch(clone.git)]);
  const namespace = remote === undefined ? 'refs/heads' : `refs/remotes/${remote}`;
  const tips = await readTips(clone.git, namespace, namesOf(checkedOut));
  return nameBranches(remote, tips, checkedOut);
}

/** Asks the remote, fetches what moved, and finds the branches. Throws a StatusError for a remote out of reach. */
export async function fetchBranchesOfRun(clone: Clone): Promise<Branches> {
  const [remote, checkedOut] = await Promise.all([readRemote(clone.git), readCheckedOutBranch(clone.git)]);
  if (remote === undefined) return readBranches(clone);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchOnce(clone, remote, checkedOut);
    } catch (error) {
      if (!(error instanceof GitError) || !isLocalRace(error) || attempt === FETCH_ATTEMPTS) throw error;
    }
  }
}

function namesOf(checkedOut: string | undefined): string[] {
  return [...new Set([MAIN, ...(checkedOut === undefined ? [] : [checkedOut]), DATA_BRANCH, PROPOSAL_BRANCH])];
}

function nameBranches(remote: string | undefined, tips: Tips, checkedOut: string | undefined): Branches {
  const mainBranch = tips.commits.has(MAIN) ? MAIN : (tips.head ?? checkedOut ?? MAIN);
  return {
    remote,
    mainBranch,
    main: tips.commits.get(mainBranch),
    data: tips.commits.get(DATA_BRANCH),
    proposal: tips.commits.get(PROPOSAL_BRANCH),
  };
}

async function fetchOnce(clone: Clone, remote: string, checkedOut: string | undefined): Promise<Branches> {
  const { git } = clone;
  const names = namesOf(checkedOut);
  const asked = await askRemote(git, remote, names);
  const { mainBranch } = nameBranches(remote, asked, checkedOut);
  await refuseUnpushed(clone, { remote, mainBranch, asked });
  const namespace = `refs/remotes/${remote}`;
  const used = [mainBranch, DATA_BRANCH, PROPOSAL_BRANCH];
  const seen = await readTips(git, namespace, used);
  const gone = used.filter((name) => seen.commits.has(name) && !asked.commits.has(name));
  await setTracking(git, remote, new Map(gone.map((name) => [name, undefined])));
  const moved = used.filter((name) => asked.commits.has(name) && asked.commits.get(name) !== seen.commits.get(name));
  const isShallow = await clone.isShallow();
  if (moved.length === 0 && gone.length === 0 && !isShallow) return nameBranches(remote, asked, checkedOut);
  await (isShallow
    ? fetchShallow(clone, remote, { moved, mainBranch, asked })
    : fetchBranches(git, remote, { branches: moved }));
  const { commits } = await readTips(git, namespace, used);
  return nameBranches(remote, { commits, head: mainBranch }, checkedOut);
}

/**
 * A shallow clone gets the data branch's last two commits without contents: replacing the day's commit needs its
 * parent, and a year of measurements is not to be downloaded. Where a proposal waits it gets main's commits too, without
 * contents, to find where the two parted. A whole clone must stay whole.
 */
async function fetchShallow(
  clone: Clone,
  remote: string,
  { moved, mainBranch, asked }: { moved: readonly string[]; mainBranch: string; asked: Tips },
): Promise<void> {
  const { git } = clone;
  const withoutContents = ['--filter=blob:none', '--no-auto-maintenance'];
  if (asked.commits.has(PROPOSAL_BRANCH)) {
    const branches = [mainBranch, PROPOSAL_BRANCH];
    await fetchBranches(git, remote, { branches, options: ['--unshallow', ...withoutContents] });
  } else {
    await fetchBranches(git, remote, { branches: moved.filter((name) => name !== DATA_BRANCH) });
  }
  if (asked.commits.has(DATA_BRANCH)) {
    await fetchBranches(git, remote, { branches: [DATA_BRANCH], options: ['--depth=2', ...withoutContents] });
  }
}

/** Commits that were never pushed are not published by a check. */
async function refuseUnpushed(
  clone: Clone,
  { remote, mainBranch, asked }: { remote: string; mainBranch: string; asked: Tips },
): Promise<void> {
  if (asked.commits.has(mainBranch)) return;
  const local = await readTips(clone.git, 'refs/heads', [mainBranch]);
  if (!local.commits.has(mainBranch)) return;
  throw new StatusError(`Cannot find the branch "${mainBranch}" at the Git remote "${remote}"`, {
    hint: `Push it first: git push ${remote} ${mainBranch}`,
  });
}
