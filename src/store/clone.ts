/** Where the root folder lies in its Git repository. */
import { join } from 'node:path';

import { StatusError } from '../errors.ts';
import { createGit, GitError, type Git } from './git.ts';
import { readIdentity, type Identity } from './git-objects.ts';

export interface Clone {
  /** Git in the root folder. */
  git: Git;
  /** Git in another working tree of the same repository. */
  gitIn(folder: string): Git;
  /** Path of the root folder in the tree: empty, or ending in a slash. */
  prefix: string;
  /** Absolute; of this working tree. */
  gitDir: string;
  /** Absolute; of all working trees of the repository. */
  commonDir: string;
  /** Absolute; Candor's own files in the repository's Git folder. */
  ownFolder: string;
  isShallow(): Promise<boolean>;
  identity(): Promise<Identity>;
}

/** The repository that a root folder lies in; undefined outside Git. Throws a StatusError where Git will not open it. */
export async function findClone(root: string, env?: NodeJS.ProcessEnv): Promise<Clone | undefined> {
  const git = createGit(root, env);
  const facts = await readFacts(git, root);
  if (facts === undefined) return undefined;
  const [commonDir = '', gitDir = '', prefix = ''] = facts.split('\n');
  let identity: Promise<Identity> | undefined;
  return {
    git,
    gitIn: (folder) => createGit(folder, env),
    prefix,
    gitDir,
    commonDir,
    ownFolder: join(commonDir, 'candor'),
    isShallow: async () => (await git.text(['rev-parse', '--is-shallow-repository'])).trim() === 'true',
    identity: () => (identity ??= readIdentity(git)),
  };
}

async function readFacts(git: Git, root: string): Promise<string | undefined> {
  try {
    return await git.text(['rev-parse', '--path-format=absolute', '--git-common-dir', '--git-dir', '--show-prefix']);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (/not a git repository/i.test(error.stderr)) return undefined;
    throw new StatusError(`Cannot open the Git repository of "${root}": ${error.stderr}`, { cause: error });
  }
}
