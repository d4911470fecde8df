/**
 * Moves the branch that is checked out, with the index and the working tree behind it. A person's uncommitted edits
 * are neither lost nor committed, and a run that is killed in between is finished by the next one: what is to be done
 * is written down (`advance.json`) before the branch moves.
 */
import { lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Clone } from './clone.ts';
import { hasCode } from '../errors.ts';
import { GitError, type Git } from './git.ts';
import type { SuspectLock } from './run-lock.ts';
import { restoreWorkingTree } from './working-tree-restore.ts';

/** A later lock on the index is a person's, even one that was made before a killed run is noticed. */
const INDEX_WORK_MS = 60_000;

export interface Advance {
  branch: string;
  /** Undefined for a branch before its first commit. */
  from: string | undefined;
  to: string;
}

interface WrittenAdvance extends Advance {
  /** Top folder of the working tree. */
  workingTree: string;
}

export type AdvanceResult =
  | { kind: 'moved' }
  /** Another writer moved the branch first. */
  | { kind: 'lost' }
  /** Nothing moved: `reason` says what stands in the way. */
  | { kind: 'blocked'; reason: string };

/**
 * Runs `move`, which moves the branch (false: another was first), and brings the working tree that has the branch
 * checked out to the same commit. Call it under the run lock. Throws a StatusError where a lock that was left behind
 * is in the way; nothing has moved then.
 */
export async function advanceBranch(
  clone: Clone,
  advance: Advance,
  move: () => Promise<boolean>,
): Promise<AdvanceResult> {
  const workingTree = await findWorkingTree(clone, advance.branch);
  if (workingTree === undefined) return { kind: (await move()) ? 'moved' : 'lost' };
  const git = clone.gitIn(workingTree);
  const from = advance.from ?? (await emptyTree(git));
  const trees = ['-m', '-u', from, advance.to];
  await writeAdvance(clone, { ...advance, workingTree });
  const forget = (): Promise<void> => rm(advancePath(clone), { force: true });
  const obstacle = await findObstacle(git, trees).catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  if (obstacle !== undefined || !(await move())) {
    await forget();
    return obstacle === undefined ? { kind: 'lost' } : { kind: 'blocked', reason: obstacle };
  }
  try {
    await git.text(['read-tree', ...trees]);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    await restoreWorkingTree(git, from, advance.to);
  }
  await forget();
  return { kind: 'moved' };
}

/** What Git says of a file with edits that are not committed, staged or not. */
const EDITED = /^(?:error: )?Entry '(.+)' (?:not uptodate|would be overwritten by merge)\. Cannot merge\.$/gm;

/** Why the working tree could not follow, in Git's words where these are plain; undefined where it can. */
async function findObstacle(git: Git, trees: readonly string[]): Promise<string | undefined> {
  try {
    await refreshIndex(git);
    await git.text(['read-tree', '-n', ...trees]);
    return undefined;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const plain = error.stderr.replace(EDITED, '"$1" has edits here that are not committed');
    return plain.replace(/^(error|fatal): /gm, '').replace(/\s*\n\s*/g, ' ');
  }
}

/** Tells the index about files that were touched but not changed. */
async function refreshIndex(git: Git): Promise<void> {
  try {
    await git.text(['update-index', '--refresh']);
  } catch (error) {
    if (!(error instanceof GitError) || error.exitCode !== 1) throw error;
  }
}

/** Finishes what a killed run began: the branch has moved, the working tree has not or not in full. */
export async function finishAdvance(clone: Clone): Promise<void> {
  const written = await readAdvance(clone);
  if (written === undefined) return;
  const { branch, from, to, workingTree } = written;
  if ((await findWorkingTree(clone, branch)) === workingTree) {
    const git = clone.gitIn(workingTree);
    const [head] = (await git.text(['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`])).split('\n');
    if (head === to) await restoreWorkingTree(git, from ?? (await emptyTree(git)), to);
  }
  await rm(advancePath(clone), { force: true });
}

/** The lock of the index that a killed run may have left: it makes one within moments of writing its record. */
export async function findAbandonedIndex(clone: Clone): Promise<SuspectLock | undefined> {
  const written = await readAdvance(clone);
  if (written === undefined) return undefined;
  const { mtimeMs } = await lstat(advancePath(clone));
  try {
    const git = clone.gitIn(written.workingTree);
    const lock = await git.text(['rev-parse', '--path-format=absolute', '--git-path', 'index.lock']);
    return { path: lock.trim(), from: mtimeMs, until: mtimeMs + INDEX_WORK_MS };
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Top folder of the working tree that has the branch checked out, be it this one or a linked one. */
async function findWorkingTree({ git }: Clone, branch: string): Promise<string | undefined> {
  const records = (await git.text(['worktree', 'list', '--porcelain', '-z'])).split('\0\0');
  const record = records.map((text) => text.split('\0')).find((lines) => lines.includes(`branch refs/heads/${branch}`));
  const path = record?.find((line) => line.startsWith('worktree '))?.slice('worktree '.length);
  return path !== undefined && (await exists(path)) ? path : undefined;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

async function emptyTree(git: Git): Promise<string> {
  return (await git.text(['hash-object', '-w', '-t', 'tree', '--stdin'])).trim();
}

function advancePath(clone: Clone): string {
  return join(clone.ownFolder, 'advance.json');
}

async function writeAdvance(clone: Clone, advance: WrittenAdvance): Promise<void> {
  const path = advancePath(clone);
  await writeFile(`${path}.new`, JSON.stringify(advance));
  await rename(`${path}.new`, path);
}

async function readAdvance(clone: Clone): Promise<WrittenAdvance | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(advancePath(clone), 'utf8'));
    return isWrittenAdvance(value) ? value : undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isWrittenAdvance(value: unknown): value is WrittenAdvance {
  const has = (name: string): boolean =>
    typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'string';
  return has('branch') && has('to') && has('workingTree');
}
