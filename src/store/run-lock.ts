/**
 * One writer at a time in one clone, and the cleaning up after a writer that was killed. Branches are safe without it
 * (they move by compare-and-swap); it keeps two runs from working on the index and the working tree at once.
 */
import { link, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { hasCode, StatusError } from '../errors.ts';
import { isAlive } from './is-alive.ts';
import { writing } from './unwritable.ts';

const POLL_MS = 20;
const WAIT_MS = 120_000;
/** A holder that has shown nothing for this long is taken for dead, whatever its number says. */
const STALE_MS = 600_000;
/** A Git command outlives the process that started it by moments only. */
const GRACE_MS = 3_000;

export interface RunLockOptions {
  /** Runs when the last holder was killed, with the time it took the lock, before `work`. */
  onAbandoned: (since: number) => Promise<void>;
}

/** Runs `work` while no other process holds the lock of `folder`. Throws a StatusError when it stays taken. */
export async function withRunLock<T>(folder: string, options: RunLockOptions, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'lock');
  const own = ownName(lock);
  await writing(async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(own, String(process.pid));
  });
  try {
    const abandoned = await take(lock, own);
    try {
      if (abandoned !== undefined) await options.onAbandoned(abandoned);
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  } finally {
    await rm(own, { force: true });
  }
}

/** A name for a file of this process, which {@link removeLeftovers} removes once the process is dead. */
export function ownName(path: string): string {
  return `${path}-${process.pid}-${crypto.randomUUID()}`;
}

const OWN_NAME = /-(\d+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** A Git command that outlives its run for a moment may still write into a folder that is being removed. */
const REMOVE = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };

/** Removes the files and folders that dead processes left in a folder under an {@link ownName}. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = OWN_NAME.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), REMOVE);
  }
}

/** Waits for the lock. Returns when a dead holder took it, undefined where it was free. */
async function take(lock: string, own: string): Promise<number | undefined> {
  let abandoned: number | undefined;
  for (let waited = 0; waited < WAIT_MS; waited += POLL_MS) {
    if (await createLink(own, lock)) return abandoned;
    const since = await takeFromDead(lock, own);
    if (since === undefined) {
      await sleep(POLL_MS);
    } else {
      abandoned = since;
      // Should we be killed while we clean up, the next one must still look back as far.
      await writeFile(own, `${process.pid} ${since}`);
    }
  }
  throw new StatusError('Cannot work in this clone: another run has been writing to it for two minutes', {
    hint: `Wait for it, or end it and remove ${lock}`,
  });
}

async function createLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Removes the lock of a dead process and returns when that process took it. */
async function takeFromDead(lock: string, own: string): Promise<number | undefined> {
  const seen = await readLock(lock);
  if (seen === undefined || isHeld(seen)) return undefined;
  const aside = `${own}-stale`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  const moved = await readLock(aside);
  if (moved?.pid !== seen.pid || moved.takenAt !== seen.takenAt) await createLink(aside, lock);
  await rm(aside, { force: true });
  return seen.since;
}

interface HeldLock {
  pid: number;
  /** By the clock of the file system. */
  takenAt: number;
  /** From when on its holder, or a dead one before it, may have left something behind. */
  since: number;
}

async function readLock(path: string): Promise<HeldLock | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), lstat(path)]);
    const [pid, since] = text.split(' ').map(Number);
    return { pid: pid ?? 0, takenAt: mtimeMs, since: since ?? mtimeMs };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isHeld({ pid, takenAt }: HeldLock): boolean {
  return Date.now() - takenAt < STALE_MS && isAlive(pid);
}

/** A `.lock` file of Git that a killed run may have left, had it been made in [from, until). */
export interface SuspectLock {
  path: string;
  from: number;
  until: number;
}

/** Removes the suspect locks that are still there once a Git command that outlived the run has had its time. */
export async function removeAbandonedGitLocks(suspects: readonly SuspectLock[]): Promise<void> {
  for (let waited = 0; waited < GRACE_MS; waited += POLL_MS) {
    if (!(await Promise.all(suspects.map(isAbandoned))).includes(true)) return;
    await sleep(POLL_MS);
  }
  for (const suspect of suspects) {
    if (await isAbandoned(suspect)) await rm(suspect.path, { force: true });
  }
}

async function isAbandoned({ path, from, until }: SuspectLock): Promise<boolean> {
  try {
    const { mtimeMs } = await lstat(path);
    return mtimeMs >= from && mtimeMs < until;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}
