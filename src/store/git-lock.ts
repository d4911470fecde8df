/** Git's own `.lock` files that another process holds, or that one which is gone has left behind. */
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { StatusError } from '../errors.ts';
import { hasCode } from '../errors.ts';

const POLL_MS = 50;
/** A command that a person runs holds a lock for moments. */
const SHORT_MS = 2_000;
/** No command that moves a branch takes as long. */
const LONG_MS = 10_000;
/** Not even an editor that was opened by `git commit` is taken for the owner of an older lock. */
const STALE_MS = 180_000;

/** A lock of Git that does not go away; what needed it was not done. */
export class LockedError extends StatusError {
  constructor(lock: string) {
    super(`Cannot write to this repository: another Git process has locked ${lock.replace(/\.lock$/, '')}`, {
      hint: `Wait for that process; if none runs, delete ${lock}`,
    });
  }
}

/** What of a command's end tells that a lock was in its way. */
export interface CommandEnd {
  exitCode: number | undefined;
  stderr: string;
}

/** Lines that begin with `remote:` speak of a lock elsewhere. */
const HELD = /^(?!remote:).*?Unable to create '(.+\.lock)': File exists/m;

/**
 * Runs a command, and again for as long as a lock is in its way that may yet go: nothing was done without it. Throws a
 * {@link LockedError} for a lock that was left behind. A lock on the index may be that of a person who writes a commit
 * message, and then the command's own failure is returned.
 */
export async function outwaitLock<T extends CommandEnd>(run: () => Promise<T>): Promise<T> {
  let met: MetLock | undefined;
  const begunAt = performance.now();
  for (;;) {
    const end = await run();
    const path = end.exitCode === 0 ? undefined : HELD.exec(end.stderr)?.[1];
    if (path === undefined || performance.now() - begunAt > 2 * LONG_MS) return end;
    const found = await readLock(path);
    if (found !== undefined) {
      met = met?.madeAt === found.madeAt && met.path === path ? met : found;
      if (await isLeftBehind(met)) throw new LockedError(path);
      if (isIndex(path) && performance.now() - met.metAt > SHORT_MS) return end;
    }
    await sleep(POLL_MS);
  }
}

interface MetLock {
  path: string;
  /** By the clock of the file system. */
  madeAt: number;
  /** By `performance.now()`. */
  metAt: number;
}

async function readLock(path: string): Promise<MetLock | undefined> {
  try {
    return { path, madeAt: (await lstat(path)).mtimeMs, metAt: performance.now() };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

function isIndex(path: string): boolean {
  return basename(path) === 'index.lock';
}

async function isLeftBehind({ path, madeAt, metAt }: MetLock): Promise<boolean> {
  const waited = performance.now() - metAt;
  if (Date.now() - madeAt > STALE_MS || (waited > LONG_MS && !isIndex(path))) return true;
  return waited > SHORT_MS && (await isGitAbsent(path));
}

/** Whether no Git process stands in the working tree that a lock belongs to; false where the system does not tell. */
async function isGitAbsent(lock: string): Promise<boolean> {
  const top = /^(.+?)\/\.git\//.exec(lock)?.[1];
  if (process.platform !== 'linux' || top === undefined) return false;
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const present = await Promise.all(ids.map((id) => isGitIn(join('/proc', id), top)));
  return !present.includes(true);
}

async function isGitIn(folder: string, top: string): Promise<boolean> {
  try {
    if (!(await readFile(join(folder, 'comm'), 'utf8')).startsWith('git')) return false;
    const cwd = await readlink(join(folder, 'cwd'));
    return cwd === top || cwd.startsWith(`${top}/`);
  } catch (error) {
    // A process that has ended meanwhile is none; one that may not be looked at could be the owner.
    return hasCode(error, 'EACCES', 'EPERM');
  }
}
