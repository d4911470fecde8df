/** Commits files of the working tree as the person whose clone it is. */
import { StatusError } from '../errors.ts';
import type { Instant } from '../schema/timestamp.ts';
import { findClone } from './clone.ts';
import { type Git, GitError } from './git.ts';
import { readCheckedOutBranch } from './git-refs.ts';

export interface FileCommit {
  /** Relative to the root folder. */
  path: string;
  message: string;
  at: Instant;
}

/** Whether Git knows the file: it is in the index. */
async function isKnown(git: Git, path: string): Promise<boolean> {
  return (await git.text(['ls-files', '-z', '--', path])) !== '';
}

/**
 * Commits exactly this file to the branch that is checked out; whatever else is staged stays staged. Returns the name of
 * the branch, undefined where none is checked out. Throws a StatusError with Git's words where it will not.
 */
export function commitFile(root: string, { path, ...commit }: FileCommit): Promise<string | undefined> {
  return commitFiles(root, { ...commit, paths: [path], first: path });
}

export interface FilesCommit extends Omit<FileCommit, 'path'> {
  /** Relative to the root folder; what is there no more is committed as removed. */
  paths: readonly string[];
  /** The one that is named to a person. */
  first: string;
}

/** The same for several files, `first` being there. Those that are gone and that Git never knew are left out. */
export async function commitFiles(root: string, commit: FilesCommit): Promise<string | undefined> {
  const { paths, first: path, message, at } = commit;
  const clone = await findClone(root);
  if (clone === undefined)
    throw new StatusError(`Wrote ${path}. Cannot commit it: "${root}" lies in no Git repository.`);
  const { git } = clone;
  const isNew = !(await isKnown(git, path));
  const date = `@${Math.floor(at / 1_000)} +0000`;
  const env = { ...(await clone.identity()), GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  try {
    if (isNew) await git.text(['add', '--intent-to-add', '--', path]);
    const known = (await git.text(['ls-files', '-z', '--', ...paths])).split('\0').filter((name) => name !== '');
    await git.text(['commit', '--quiet', '--only', '--cleanup=whitespace', '-F', '-', '--', ...known], {
      stdin: message,
      env,
    });
    return await readCheckedOutBranch(git);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (isNew) await forget(git, path);
    const said = error.stderr.replace(/^(?:error|fatal|hint): ?/gm, '').replace(/\s*\n\s*/g, ' ');
    throw new StatusError(`Wrote ${path}. Cannot commit it: ${said === '' ? 'Git would not' : said}`, {
      hint: `The file stays as it was written. Commit it by hand: git commit -- ${path}`,
      cause: error,
    });
  }
}

/** Takes a file out of the index again; where that fails too, the person has been told of the first failure. */
async function forget(git: Git, path: string): Promise<void> {
  try {
    await git.text(['rm', '--cached', '--quiet', '--ignore-unmatch', '--force', '--', path]);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
}
