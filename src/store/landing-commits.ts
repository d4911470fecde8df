/** The commits of one landing, built beside the branches; nobody sees them before a branch is moved. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Landing } from '../ports.ts';
import { formatDay, parseDay } from '../schema/timestamp.ts';
import { DATA_BRANCH, PROPOSAL_BRANCH, type Branches } from './branches.ts';
import { withScratch } from './build-commit.ts';
import type { Clone } from './clone.ts';
import type { BranchMove } from './git-refs.ts';
import { readCommit, writeChanges, writeCommit, writeTree, type TreeEdit } from './git-objects.ts';
import type { OpenProposal } from './proposal.ts';

const DAY_MS = 86_400_000;

/** What a landing starts from. */
export interface LandingBase {
  branches: Branches;
  proposal: OpenProposal | undefined;
}

/** Writes the commits and says how the branches have to move, main first. A branch that stays as it is has no move. */
export function buildMoves(clone: Clone, base: LandingBase, landing: Landing): Promise<BranchMove[]> {
  return withScratch(clone, async (scratch) => {
    const input = { clone, base, landing, scratch };
    const moves = await Promise.all([buildMain(input), buildData(input)]);
    return moves.filter((move) => move !== undefined);
  });
}

interface Input {
  clone: Clone;
  base: LandingBase;
  landing: Landing;
  scratch: string;
}

async function buildMain(input: Input): Promise<BranchMove | undefined> {
  const { clone, base, landing } = input;
  const { main, mainBranch } = base.branches;
  if (landing.main.changes.length === 0) return undefined;
  const scratch = await makeFolder(input, 'main');
  const edits = await writeChanges(clone.git, landing.main.changes, { prefix: clone.prefix, scratch });
  if (landing.main.by === 'pull_request' && main !== undefined) return buildProposal(input, main, edits);
  const tip = main === undefined ? undefined : await readCommit(clone.git, main);
  const parents = tip === undefined ? [] : [tip.commit];
  const commit = await commitTree(input, { base: main, parents, edits, scratch, unchanged: tip?.tree });
  return commit === undefined ? undefined : { branch: mainBranch, from: main, to: commit, replaces: false };
}

/**
 * The proposal's files and the new ones on top of main. A proposal that is still open is added to, so that a review of
 * it stays valid; where main has moved on, main is merged into it.
 */
async function buildProposal(input: Input, main: string, edits: readonly TreeEdit[]): Promise<BranchMove | undefined> {
  const { proposal, branches } = input.base;
  const open = proposal === undefined ? [] : [proposal.commit];
  const same = await readCommit(input.clone.git, proposal?.isCurrent === true ? proposal.commit : main);
  const commit = await commitTree(input, {
    base: main,
    parents: proposal?.isCurrent === true ? open : [...open, main],
    edits: [...(proposal?.edits ?? []), ...edits],
    scratch: await makeFolder(input, 'main'),
    unchanged: same.tree,
  });
  if (commit === undefined) return undefined;
  return { branch: PROPOSAL_BRANCH, from: branches.proposal, to: commit, replaces: true };
}

/**
 * The day's commit: a new one in place of the tip while the tip is of the same day, else one more. A run of
 * the day before that comes late joins the tip's. A new root has nothing before it; files that it does not change stay.
 */
async function buildData(input: Input): Promise<BranchMove | undefined> {
  const { clone, base, landing } = input;
  const { changes, day, isNewRoot = false } = landing.data;
  const { data } = base.branches;
  if (changes.length === 0) return undefined;
  const scratch = await makeFolder(input, 'data');
  const edits = await writeChanges(clone.git, changes, { prefix: '', scratch });
  const tip = data === undefined ? undefined : await readCommit(clone.git, data);
  const dayAfter = formatDay((parseDay(day) ?? 0) + DAY_MS);
  const message = tip?.subject === subjectOf(dayAfter) ? subjectOf(dayAfter) : subjectOf(day);
  const tipOnly = tip === undefined ? [] : [tip.commit];
  const before = tip?.subject === message ? tip.parents : tipOnly;
  const parents = isNewRoot ? [] : before;
  const commit = await commitTree(input, { base: data, parents, edits, scratch, message, unchanged: tip?.tree });
  const boundary = tip?.parents[0] ?? data;
  return commit === undefined ? undefined : { branch: DATA_BRANCH, from: data, to: commit, replaces: true, boundary };
}

function subjectOf(day: string): string {
  return `Measurements of ${day}`;
}

async function makeFolder(input: Input, name: string): Promise<string> {
  const folder = join(input.scratch, name);
  await mkdir(folder, { recursive: true });
  return folder;
}

interface TreeCommit {
  /** Commit whose tree is edited. */
  base: string | undefined;
  parents: readonly string[];
  edits: readonly TreeEdit[];
  scratch: string;
  message?: string;
  /** The tree that needs no commit: what the branch holds already. */
  unchanged: string | undefined;
}

/** The new commit, or undefined where its tree would be the same as before. */
async function commitTree({ clone, landing }: Input, wanted: TreeCommit): Promise<string | undefined> {
  const { git } = clone;
  const { base, edits, parents } = wanted;
  const [tree, identity] = await Promise.all([
    writeTree(git, base, { edits, index: join(wanted.scratch, 'index') }),
    clone.identity(),
  ]);
  if (tree === wanted.unchanged) return undefined;
  return writeCommit(git, identity, { tree, parents, message: wanted.message ?? landing.main.message, at: landing.at });
}
