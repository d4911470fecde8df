/** Replaces a folder with a freshly built one, whole or not at all. */
import { existsSync, renameSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { isOwnPage } from '../content/generator.ts';
import { hasCode, StatusError } from '../errors.ts';
import { contains } from './contains.ts';

/** Folders of a root or an engine that hold what people have written. */
const SOURCES = ['incidents', 'postmortems', 'src', 'test', 'node_modules', '.git', '.github', '.build'];

/** Where the output may not go: the folders that a build reads. */
export interface BuildFolders {
  root: string;
  engineFolder: string;
}

/**
 * The absolute path, symbolic links resolved, of the folder that `out` names. Throws a StatusError where replacing it
 * would destroy more than an earlier build: the root, the engine, what they hold of people's work, a folder that
 * contains either, the home folder, a Git checkout, files that no build has written, or something that is no folder.
 */
export async function resolveOutput(out: string, folders: BuildFolders): Promise<string> {
  const target = await resolveLinks(path.resolve(out));
  const reason = await reasonToRefuse(target, folders);
  if (reason === undefined) return target;
  throw new StatusError(`Cannot write the site to ${out}: ${reason}`, {
    hint: 'The folder is replaced as a whole. Name one that holds nothing else, for example --out dist.',
  });
}

async function reasonToRefuse(target: string, { root, engineFolder }: BuildFolders): Promise<string | undefined> {
  const roots = [await resolveLinks(root), await resolveLinks(engineFolder)];
  if (roots.some((folder) => contains(target, folder))) return 'it holds the content or Candor itself';
  if (contains(target, await resolveLinks(os.homedir()))) return 'it is or holds your home folder';
  const sources = roots.flatMap((folder) => SOURCES.map((name) => path.join(folder, name)));
  if (sources.some((folder) => contains(folder, target))) return 'it lies in a folder that people write in';
  if (existsSync(path.join(target, '.git'))) return 'it is a Git checkout';
  try {
    if (!(await stat(target)).isDirectory()) return 'it is not a folder';
    return (await isEarlierBuild(target)) ? undefined : 'it holds files that no build has written';
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (hasCode(error, 'ENOTDIR')) return 'it lies below a file';
    throw error;
  }
}

/** Whether nothing is lost with a folder: it is empty, or its front page says that Candor made it. */
async function isEarlierBuild(folder: string): Promise<boolean> {
  if ((await readdir(folder)).length === 0) return true;
  try {
    return isOwnPage(await readFile(path.join(folder, 'index.html'), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EISDIR')) return false;
    throw error;
  }
}

/** The real path of what exists of a path, the rest appended. */
async function resolveLinks(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTDIR') || folder === path.dirname(folder)) throw error;
    return path.join(await resolveLinks(path.dirname(folder)), path.basename(folder));
  }
}

/**
 * Makes `built` the content of `target`, as returned by {@link resolveOutput}; `built` is moved away or copied. Up to
 * the last moment the old content stays, and a failure leaves it as it was. Throws a StatusError where the folders do
 * not allow it.
 */
export async function replaceFolder(target: string, built: string): Promise<void> {
  const parent = path.dirname(target);
  let staging: string | undefined;
  try {
    await mkdir(parent, { recursive: true });
    // Beside the target, so that the last step is a rename within one file system.
    staging = await mkdtemp(path.join(parent, `.${path.basename(target)}-`));
    const fresh = path.join(staging, 'new');
    await moveFolder(built, fresh);
    swap(target, { fresh, old: path.join(staging, 'old') });
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'EBUSY', 'ENOSPC', 'ENOTDIR', 'ENOENT')) throw error;
    throw new StatusError(`Cannot replace ${target}: ${error.code ?? ''} at ${error.syscall ?? 'writing'}`, {
      hint: 'The folder beside it is written first and then renamed: the parent has to be writable, and the folder itself no mount point.',
      cause: error,
    });
  } finally {
    if (staging !== undefined) await rm(staging, { recursive: true, force: true });
  }
}

async function moveFolder(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    await cp(from, to, { recursive: true });
  }
}

/** How often another build may get in between the two renames. */
const ATTEMPTS = 10;

/** Two renames without a pause for a signal between them; the old content returns if the second one fails. */
function swap(target: string, { fresh, old }: { fresh: string; old: string }): void {
  for (let attempt = 1; ; attempt++) {
    const aside = `${old}-${attempt}`;
    const hadOld = renameUnless(target, aside, 'ENOENT');
    try {
      renameSync(fresh, target);
      return;
    } catch (error) {
      const lostRace = hasCode(error, 'ENOTEMPTY', 'EEXIST') && attempt < ATTEMPTS;
      if (hadOld && !lostRace) renameSync(aside, target);
      if (!lostRace) throw error;
    }
  }
}

/** Renames, and tells whether it did: false when it failed for the one expected reason. */
function renameUnless(from: string, to: string, code: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, code)) return false;
    throw error;
  }
}
