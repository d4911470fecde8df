/** The repository of one root folder: takes snapshots and lands what a run has decided. */
import { join } from 'node:path';

import { StatusError } from '../errors.ts';
import type { DeclinedReader, LandingResult, RunRepository, Snapshot } from '../ports.ts';
import { DATA_BRANCH, fetchBranchesOfRun, PROPOSAL_BRANCH, readBranches, type Branches } from './branches.ts';
import { findClone, type Clone } from './clone.ts';
import { refuseForeignData } from './data-branch.ts';
import { isAncestor, moveRefs, readTips, setTracking, type BranchMove } from './git-refs.ts';
import { LockedError } from './git-lock.ts';
import { buildMoves, type LandingBase } from './landing-commits.ts';
import { type OpenProposal, readProposal } from './proposal.ts';
import { pushMoves } from './push.ts';
import { removeAbandonedGitLocks, removeLeftovers, withRunLock } from './run-lock.ts';
import { createSnapshot } from './snapshot.ts';
import { advanceBranch, findAbandonedIndex, finishAdvance } from './working-tree.ts';

export interface RepositoryOptions {
  /** Folder with status.yml; may lie below the top of its repository. */
  root: string;
  env?: NodeJS.ProcessEnv | undefined;
  /** Told to the person at the terminal: what was left as it is, and why. */
  onNotice?: ((text: string) => void) | undefined;
  /** Knows of proposals that a person has closed. */
  readDeclined?: DeclinedReader | undefined;
}

/** The repository that a root folder lies in. Throws a StatusError outside Git. */
export async function openRepository(options: RepositoryOptions): Promise<RunRepository> {
  const repository = await findRepository(options);
  if (repository !== undefined) return repository;
  throw new StatusError(`Cannot find a Git repository: expected "${options.root}" to lie in one`, {
    hint: 'Make one with: git init',
  });
}

/** The repository that a root folder lies in; undefined outside Git. */
export async function findRepository(options: RepositoryOptions): Promise<RunRepository | undefined> {
  const clone = await findClone(options.root, options.env);
  return clone && createRepository(clone, options);
}

/**
 * Runs `work` while no run of the checks, and no other command like it, works on the index and the working tree of this
 * clone. Outside Git there is nobody to wait for.
 */
export async function withRepositoryLock<T>(root: string, work: () => Promise<T>): Promise<T> {
  const clone = await findClone(root);
  if (clone === undefined) return work();
  return withRunLock(clone.ownFolder, { onAbandoned: (since) => cleanUp(clone, since) }, work);
}

/** What waits on the branch of proposals, unless a person has closed the pull request of this very tip. */
async function findProposal(
  { git }: Clone,
  { main, proposal: tip }: Branches,
  readDeclined: DeclinedReader,
): Promise<OpenProposal | undefined> {
  const waiting = main && tip ? await readProposal(git, main, tip) : undefined;
  if (waiting === undefined) return undefined;
  return (await readDeclined()).some(({ commit }) => commit === waiting.commit) ? undefined : waiting;
}

function createRepository(clone: Clone, options: RepositoryOptions): RunRepository {
  const { onNotice: notice = () => undefined, readDeclined = () => Promise.resolve([]) } = options;
  const bases = new WeakMap<Snapshot, LandingBase>();
  const locked = <T>(work: () => Promise<T>): Promise<T> =>
    withRunLock(clone.ownFolder, { onAbandoned: (since) => cleanUp(clone, since) }, work);
  return {
    snapshot: async ({ fetch = true } = {}) => {
      const branches = await (fetch ? locked(() => heal(clone)) : readBranches(clone));
      if (fetch) await refuseForeignData(clone.git, branches);
      const proposal = await findProposal(clone, branches, readDeclined);
      const snapshot = createSnapshot(clone, branches, { proposal, readDeclined });
      bases.set(snapshot, { branches, proposal });
      return snapshot;
    },
    land: async (snapshot, landing) => {
      const base = bases.get(snapshot);
      if (base === undefined) throw new TypeError('Cannot land on a snapshot of another repository');
      const moves = await buildMoves(clone, base, landing);
      const land = base.branches.remote === undefined ? landHere : landAtRemote;
      return locked(() => land({ clone, base, moves, notice }));
    },
  };
}

async function heal(clone: Clone): Promise<Branches> {
  await removeLeftovers(clone.ownFolder);
  await finishAdvance(clone);
  return fetchBranchesOfRun(clone);
}

interface ReadyLanding {
  clone: Clone;
  base: LandingBase;
  moves: readonly BranchMove[];
  notice: (text: string) => void;
}

function landed({ base, moves }: ReadyLanding): LandingResult {
  const { mainBranch, main, data } = base.branches;
  const moved = (branch: string): string | undefined => moves.find((move) => move.branch === branch)?.to;
  return {
    kind: 'landed',
    mainBranch,
    main: moved(mainBranch) ?? main,
    data: moved(DATA_BRANCH) ?? data,
    proposal: moved(PROPOSAL_BRANCH),
  };
}

/**
 * The moves, and main staying where it was seen. A run that changes measurements alone has decided by main too: who reads
 * both branches while another run moves them may see the one before and the other after.
 */
function guarded({ base, moves }: ReadyLanding): readonly BranchMove[] {
  const { mainBranch, main } = base.branches;
  if (main === undefined || moves.some(({ branch }) => branch === mainBranch)) return moves;
  return [...moves, { branch: mainBranch, from: main, to: main, replaces: false }];
}

/** Without a remote: moves all branches in one step, and the working tree with main. */
async function landHere(ready: ReadyLanding): Promise<LandingResult> {
  const { clone, base, moves } = ready;
  if (moves.length === 0) return landed(ready);
  const move = (): Promise<boolean> => moveRefs(clone.git, 'refs/heads', guarded(ready));
  const main = moves.find(({ branch }) => branch === base.branches.mainBranch);
  if (main === undefined) return (await move()) ? landed(ready) : { kind: 'lost' };
  const result = await advanceBranch(clone, main, move);
  if (result.kind === 'blocked') return { kind: 'refused', reason: `the working tree is in the way: ${result.reason}` };
  return result.kind === 'moved' ? landed(ready) : { kind: 'lost' };
}

/** With a remote: one push, then the local branch and the working tree follow where that is a fast-forward. */
async function landAtRemote(ready: ReadyLanding): Promise<LandingResult> {
  const { clone, base, moves } = ready;
  const { remote = '', mainBranch, main } = base.branches;
  if (moves.length > 0) {
    const result = await pushMoves(clone, remote, guarded(ready));
    if (result.kind === 'lost') return result;
    if (result.kind === 'refused' && moves.some(({ branch }) => branch !== DATA_BRANCH)) {
      return { kind: 'refused', reason: result.reason };
    }
    if (result.kind === 'refused') throw dataRefused(remote, result.reason);
  }
  const to = moves.find(({ branch }) => branch === mainBranch)?.to ?? main;
  try {
    await setTracking(clone.git, remote, new Map(moves.map((move) => [move.branch, move.to])));
    if (to !== undefined) await followRemote(ready, mainBranch, to);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    ready.notice(`The copy of "${remote}" here was left behind what has landed there. ${error.message}. ${error.hint}`);
  }
  return landed(ready);
}

function dataRefused(remote: string, reason: string): StatusError {
  return new StatusError(`Cannot write measurements to "${DATA_BRANCH}" of the Git remote "${remote}": ${reason}`, {
    hint: `Exempt the branch "${DATA_BRANCH}" from the remote's rules, forced pushes included`,
  });
}

async function followRemote({ clone, notice, base }: ReadyLanding, branch: string, to: string): Promise<void> {
  const { git } = clone;
  const from = (await readTips(git, 'refs/heads', [branch])).commits.get(branch);
  if (from === undefined || from === to) return;
  const theirs = `"${branch}" of ${base.branches.remote ?? 'the remote'}`;
  // What landed was made on main as it was seen, so that no history needs to be walked.
  if (from !== base.branches.main && !(await isAncestor(git, from, to))) {
    const isAhead = await isAncestor(git, to, from);
    if (!isAhead) notice(`The local branch "${branch}" was left as it is: it has commits that ${theirs} does not have`);
    return;
  }
  const move = { branch, from, to, replaces: false };
  const result = await advanceBranch(clone, move, () => moveRefs(git, 'refs/heads', [move]));
  if (result.kind === 'blocked') {
    notice(`The working tree was left as it is and is now behind ${theirs}: ${result.reason}`);
  }
}

/** Removes the locks that a killed run's Git commands left behind; Git itself never does. */
async function cleanUp(clone: Clone, since: number): Promise<void> {
  const { commonDir } = clone;
  const index = await findAbandonedIndex(clone);
  const { remote, mainBranch } = await readBranches(clone);
  const namespaces = ['refs/heads', ...(remote === undefined ? [] : [`refs/remotes/${remote}`])];
  const branches = [mainBranch, DATA_BRANCH, PROPOSAL_BRANCH];
  const refs = namespaces.flatMap((space) => branches.map((branch) => `${space}/${branch}.lock`));
  const names = [...refs, 'shallow.lock', 'packed-refs.lock', 'config.lock'];
  const suspects = names.map((name) => ({ path: join(commonDir, name), from: since, until: Infinity }));
  await removeAbandonedGitLocks(index === undefined ? suspects : [...suspects, index]);
}
