/** Brings an index and a working tree that stopped anywhere between two commits to the later one. */
import { lstat, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { hasCode } from '../errors.ts';
import type { Git } from './git.ts';
import { diffTrees, isRegular, quotedLines, type TreeChange } from './git-objects.ts';

/**
 * `git` stands in the top folder. May be repeated after being killed itself. A file that a person has changed is left
 * as it is and then shows as modified. Throws a GitError where what a person has staged contradicts the later commit.
 */
export async function restoreWorkingTree(git: Git, from: string, to: string): Promise<void> {
  const changes = (await diffTrees(git, from, to)).filter(isPlain);
  const states = await Promise.all([findPresent(git, changes), hashFiles(git, changes)]);
  await git.text(['read-tree', '-i', '-m', from, to]);
  const [present, hashes] = states;
  const ours: TreeChange[] = [];
  for (const change of changes) {
    const hash = hashes.get(change.path);
    const isUntouched = !present.has(change.path) || (hash !== undefined && hash === change.from.oid);
    if (isUntouched || (await isCutShort(git, change, hash))) ours.push(change);
  }
  const written = ours.filter((change) => change.to.oid !== undefined).map((change) => change.path);
  const removed = ours.filter((change) => change.to.oid === undefined).map((change) => change.path);
  await Promise.all(removed.map((path) => rm(join(git.cwd, path), { force: true })));
  if (written.length > 0) {
    await git.text(['checkout-index', '-f', '-u', '-q', '-z', '--stdin'], { stdin: written.join('\0') });
  }
}

function isPlain({ from, to }: TreeChange): boolean {
  return [from, to].every((side) => side.oid === undefined || isRegular(side.mode));
}

async function findPresent(git: Git, changes: readonly TreeChange[]): Promise<Set<string>> {
  const kinds = await Promise.all(changes.map(async ({ path }) => ({ path, kind: await kindOf(join(git.cwd, path)) })));
  return new Set(kinds.filter(({ kind }) => kind !== 'none').map(({ path }) => path));
}

async function kindOf(path: string): Promise<'file' | 'other' | 'none'> {
  try {
    return (await lstat(path)).isFile() ? 'file' : 'other';
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'none';
    if (hasCode(error, 'ENOTDIR')) return 'other';
    throw error;
  }
}

/** The ids that the files would have as blobs. */
async function hashFiles(git: Git, changes: readonly TreeChange[]): Promise<Map<string, string>> {
  const kinds = await Promise.all(changes.map(({ path }) => kindOf(join(git.cwd, path))));
  const paths = changes.map(({ path }) => path).filter((_, index) => kinds[index] === 'file');
  if (paths.length === 0) return new Map();
  const output = await git.text(['hash-object', '--stdin-paths'], { stdin: quotedLines(paths) });
  const oids = output.trim().split('\n');
  return new Map(paths.map((path, index) => [path, oids[index] ?? '']));
}

/** Whether a file is the beginning of what was being written into it when the run was killed. */
async function isCutShort(git: Git, change: TreeChange, hash: string | undefined): Promise<boolean> {
  const { path, to } = change;
  if (hash === undefined || to.oid === undefined || hash === to.oid) return false;
  const [found, wanted] = await Promise.all([readFile(join(git.cwd, path)), git.bytes(['cat-file', 'blob', to.oid])]);
  return found.length < wanted.length && wanted.subarray(0, found.length).equals(found);
}
