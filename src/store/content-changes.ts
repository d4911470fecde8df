/** What changed in a root folder since a revision, as far as Git can tell. */
import { decodeText } from '../content/text.ts';
import { StatusError } from '../errors.ts';
import type { ContentChanges, RootFile } from '../ports.ts';
import { findClone } from './clone.ts';
import { type Git, GitError } from './git.ts';
import { isRegular, parseTree, readBlobBytes, type TreeFile } from './git-objects.ts';
import { readHistory } from './history.ts';

async function resolveBase(git: Git, since: string | undefined): Promise<string | undefined> {
  try {
    const commit = (await git.text(['rev-parse', '--verify', '--quiet', `${since ?? 'HEAD'}^{commit}`])).trim();
    if (since === undefined) return commit;
    return (await git.text(['merge-base', commit, 'HEAD'])).trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (since === undefined) return undefined;
    throw new StatusError(`Cannot find "${since}", or what it has in common with the commit checked out.`, {
      hint: 'Give a branch, tag or commit that was fetched with its history, for example: --since origin/main',
      cause: error,
    });
  }
}

/** Every file of a commit below the root folder by its path from there. */
async function listAt(git: Git, commit: string): Promise<Map<string, TreeFile>> {
  const files = parseTree(await git.text(['ls-tree', '-r', '-z', commit, '.']));
  return new Map(files.map((file) => [file.path, file]));
}

async function readTreeFiles(git: Git, files: readonly TreeFile[]): Promise<RootFile[]> {
  const blobs = await readBlobBytes(
    git,
    files.filter(({ mode }) => isRegular(mode)).map(({ oid }) => oid),
  );
  return files.map(({ path, mode, oid }) => {
    const bytes = isRegular(mode) ? blobs.get(oid) : undefined;
    return bytes === undefined ? { path, text: undefined, problems: [] } : { path, ...decodeText(path, bytes) };
  });
}

async function listChanged(git: Git, commit: string): Promise<string[]> {
  const [changed, untracked] = await Promise.all([
    git.text(['diff', '--name-only', '--no-renames', '--relative', '-z', commit, '--', '.']),
    git.text(['ls-files', '--others', '--exclude-standard', '-z', '--', '.']),
  ]);
  return [...changed.split('\0'), ...untracked.split('\0')].filter((path) => path !== '');
}

/**
 * What the working tree changed since it parted from `since`, or since the commit checked out. Undefined outside Git and
 * before the first commit. Throws a StatusError where `since` is given and cannot be found.
 */
export async function readContentChanges(root: string, since: string | undefined): Promise<ContentChanges | undefined> {
  const clone = await findClone(root);
  const base = clone === undefined ? undefined : await resolveBase(clone.git, since);
  if (clone === undefined || base === undefined) {
    if (since === undefined) return undefined;
    throw new StatusError(`Cannot look for what changed since "${since}": "${root}" does not lie in a Git repository.`);
  }
  const { git } = clone;
  const [files, changed] = await Promise.all([listAt(git, base), listChanged(git, base)]);
  return {
    base,
    published: [...files.keys()],
    changed: new Set(changed),
    readPublished: (paths) =>
      readTreeFiles(
        git,
        paths.map((path) => files.get(path)).filter((file) => file !== undefined),
      ),
    readRevisions: async (path) => {
      const history = await readHistory({ root, paths: [path] });
      return { revisions: await history.readRevisions(path), isComplete: !history.isShallow };
    },
  };
}
