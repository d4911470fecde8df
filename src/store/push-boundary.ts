/** Keeps a push that replaces a commit small. */
import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hasCode } from '../errors.ts';
import type { Clone } from './clone.ts';
import type { BranchMove } from './git-refs.ts';
import { ownName } from './run-lock.ts';

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/**
 * Runs a push with the environment that lets Git send differences from the commits that are replaced.
 *
 * In a whole clone Git knows of the remote's files only what the new commits descend from: it would send the day's file
 * whole with each run, and with a new root the whole branch. In a shallow one it looks at the remote's tips themselves.
 * So, for this one command, history is told to begin at the boundaries.
 */
export async function withBoundaries<T>(
  { commonDir, ownFolder }: Pick<Clone, 'commonDir' | 'ownFolder'>,
  moves: readonly BranchMove[],
  push: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const boundaries = moves.flatMap(({ boundary }) => boundary ?? []);
  if (boundaries.length === 0 || (await isThere(join(commonDir, 'shallow')))) return push({});
  const file = ownName(join(ownFolder, 'boundary'));
  try {
    await writeFile(file, boundaries.map((commit) => `${commit}\n`).join(''));
    return await push({ GIT_SHALLOW_FILE: file });
  } finally {
    await rm(file, { force: true });
  }
}
