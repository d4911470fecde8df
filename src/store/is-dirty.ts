/** Whether the content of a root folder is that of the commit which is checked out. */
import { findClone } from './clone.ts';
import { GitError } from './git.ts';

const ASK = [
  'status',
  '--porcelain',
  '-z',
  '--no-renames',
  '--untracked-files=all',
  '--ignored',
  '--ignore-submodules',
];
const CODE_LENGTH = 'XY '.length;

/**
 * Whether a file below the given paths that pages are made from (Markdown, or one of the paths itself) differs from the
 * commit that is checked out, or is none of its files, ignored ones included. Undefined where Git cannot tell.
 */
export async function isDirty(root: string, paths: readonly string[]): Promise<boolean | undefined> {
  const clone = await findClone(root);
  if (clone === undefined) return undefined;
  const { git, prefix } = clone;
  try {
    const changed = (await git.text([...ASK, '--', ...paths]))
      .split('\0')
      .map((line) => line.slice(CODE_LENGTH + prefix.length));
    return changed.some((path) => path.endsWith('.md') || paths.includes(path));
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
