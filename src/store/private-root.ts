/**
 * The private root that `CANDOR_PRIVATE` names. What is thrown here is shown where everybody reads it, and so names
 * neither the folder nor anything that lies in it.
 */
import { mkdir, realpath, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { PrivateRootError } from '../errors.ts';
import { type Clone, findClone } from './clone.ts';
import { contains } from './contains.ts';
import { orUndefined } from './or-undefined.ts';

/** The variable of the environment that names the folder. */
export const PRIVATE_VARIABLE = 'CANDOR_PRIVATE';

const OUTSIDE = `Expected ${PRIVATE_VARIABLE} to name the checkout of a second, private repository beside that of the public one.`;
const ABSENT = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES'];

export interface PrivateRoot {
  /** Absolute, symbolic links resolved. */
  root: string;
  /** Keeps what the last run has to say to those alone who may read the private repository, in `.git/candor/run.log`. */
  keep(lines: readonly string[]): Promise<void>;
}

function refuse(why: string, hint = OUTSIDE): PrivateRootError {
  return new PrivateRootError(`Cannot use the private root: ${why}.`, { hint });
}

async function resolveFolder(folder: string): Promise<string> {
  const found = await orUndefined(realpath(folder), ABSENT);
  if (found === undefined) throw refuse(`the folder that ${PRIVATE_VARIABLE} names is not there`);
  if (!(await stat(found)).isDirectory()) throw refuse(`what ${PRIVATE_VARIABLE} names is no folder`);
  return found;
}

async function openClone(root: string): Promise<Clone> {
  const clone = await findClone(root).catch(() => {
    throw refuse('Git does not open its repository', `Try "git status" in the folder that ${PRIVATE_VARIABLE} names.`);
  });
  if (clone === undefined) throw refuse('it does not lie in a Git repository');
  return clone;
}

/** Where a remote is, however its address is written: without scheme, user, `.git` and case. */
async function placeOf(url: string, top: string): Promise<string> {
  const scp = /^(?:[^@/]*@)?([^:/]+):(?!\/\/)(.*)$/.exec(url);
  if (URL.canParse(url) && /^(?:https?|ssh|git|git\+ssh):/i.test(url)) {
    const { hostname, pathname } = new URL(url);
    return tidy(`${hostname}/${decodeURI(pathname)}`);
  }
  if (scp !== null && !/^[a-z]$/i.test(scp[1] ?? '')) return tidy(`${scp[1] ?? ''}/${scp[2] ?? ''}`);
  const local = path.resolve(top, url.replace(/^file:\/\//i, ''));
  return tidy((await orUndefined(realpath(local), ABSENT)) ?? local);
}

function tidy(place: string): string {
  return place
    .toLowerCase()
    .replace(/\/+/g, '/')
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
}

/** The top of a repository's working tree, and where its remotes are, for reading and for writing. */
async function locate({ git }: Clone): Promise<{ top: string; remotes: Set<string> }> {
  const [top, listed] = await Promise.all([git.text(['rev-parse', '--show-toplevel']), git.text(['remote', '-v'])]);
  const folder = await realpath(top.trim());
  const urls = [...listed.matchAll(/^[^\t\n]+\t(.+) \((?:fetch|push)\)/gm)].map(([, url = '']) => url);
  return { top: folder, remotes: new Set(await Promise.all(urls.map((url) => placeOf(url, folder)))) };
}

/**
 * Opens the private root of a public one. Throws a {@link PrivateRootError} where what belongs to customers could get
 * into the public repository: the two have to be apart, here and at their remotes.
 */
export async function openPrivateRoot(folder: string, publicRoot: string): Promise<PrivateRoot> {
  const root = await resolveFolder(folder);
  const open = await realpath(publicRoot);
  if (root === open) throw refuse('it is the public root');
  if (contains(open, root)) throw refuse('it lies within the public root');
  const [own, other] = await Promise.all([openClone(root), findClone(open)]);
  if (other !== undefined) await refuseShared(own, other);
  return {
    root,
    keep: async (lines) => {
      await mkdir(own.ownFolder, { recursive: true });
      await writeFile(path.join(own.ownFolder, 'run.log'), lines.map((line) => `${line}\n`).join(''));
    },
  };
}

async function refuseShared(own: Clone, other: Clone): Promise<void> {
  if ((await realpath(own.commonDir)) === (await realpath(other.commonDir))) {
    throw refuse('it lies in the repository of the public root');
  }
  const [mine, theirs] = await Promise.all([locate(own), locate(other)]);
  if (contains(theirs.top, mine.top)) throw refuse('it lies within the working tree of the public repository');
  if ([...mine.remotes].some((remote) => theirs.remotes.has(remote))) {
    throw refuse('it has the same Git remote as the public root', 'Give the private repository a remote of its own.');
  }
}
