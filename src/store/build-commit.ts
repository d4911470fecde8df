/** One commit beside all branches; nobody sees it before a branch is moved to it. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { FileChange } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';
import type { Clone } from './clone.ts';
import { type Identity, writeChanges, writeCommit, writeTree } from './git-objects.ts';
import { ownName } from './run-lock.ts';

/** Gives `work` a folder of its own, which is gone afterwards. */
export async function withScratch<T>(clone: Clone, work: (folder: string) => Promise<T>): Promise<T> {
  const scratch = ownName(join(clone.ownFolder, 'scratch'));
  await mkdir(scratch, { recursive: true });
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface OneChange {
  change: FileChange;
  /** What the commit says of itself, by the id of its tree. */
  messageOf(tree: string): string;
  /** Where somebody else than the committer wrote it. */
  author?: Identity | undefined;
  at: Instant;
}

/** Builds the commit of one change on top of a commit, or as the first of all; returns its id. */
export function buildCommit(clone: Clone, base: string | undefined, commit: OneChange): Promise<string> {
  const { git, prefix } = clone;
  const { change, messageOf, author, at } = commit;
  return withScratch(clone, async (scratch) => {
    const edits = await writeChanges(git, [change], { prefix, scratch });
    const tree = await writeTree(git, base, { edits, index: join(scratch, 'index') });
    const parents = base === undefined ? [] : [base];
    const identity = { ...(await clone.identity()), ...author };
    return writeCommit(git, identity, { tree, parents, message: messageOf(tree), at });
  });
}
