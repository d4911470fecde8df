/** Folders that belong to one build alone, inside the engine's `.build/`, and that go away with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { hasCode, StatusError } from '../errors.ts';
import { isAlive } from './is-alive.ts';

const PREFIX = 'run-';
/** Names the process that a folder belongs to, as `HOST PID`. */
const OWNER_FILE = 'owner';
/** Age from which a folder is removed even if its process cannot be told dead: another host's, or a reused id. */
const ABANDONED_MS = 24 * 3_600_000;

export interface WorkFolder {
  /** Absolute. */
  path: string;
  /** Removes the folder with all that is in it. */
  remove(): Promise<void>;
}

/**
 * Makes an empty folder `<engine>/.build/run-…` and removes those that dead processes have left behind. It is removed
 * by `remove()`, and when the process is ended by SIGINT, SIGTERM or SIGHUP.
 */
export async function createWorkFolder(engineFolder: string): Promise<WorkFolder> {
  const parent = path.join(engineFolder, '.build');
  try {
    await mkdir(parent, { recursive: true });
    await removeAbandoned(parent);
    // The real path, as Astro compares it with the working directory letter by letter.
    const real = await realpath(parent);
    // Guarded the moment it is there, without a pause in which a signal would leave it behind.
    const folder = guardFolder(mkdtempSync(path.join(real, PREFIX)));
    await writeFile(path.join(folder.path, OWNER_FILE), `${os.hostname()} ${process.pid}`);
    return folder;
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EROFS', 'EPERM', 'ENOSPC', 'EEXIST', 'ENOTDIR')) throw error;
    throw new StatusError(`Cannot make a work folder in ${parent}: ${error.code}`, {
      hint: 'A build needs to write below the folder that Candor is installed in.',
      cause: error,
    });
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function guardFolder(folder: string): WorkFolder {
  const handlers = SIGNALS.map((signal) => ({
    signal,
    handler: () => {
      rmSync(folder, { recursive: true, force: true });
      // Handled by nobody now, the signal ends the process the way its parent expects.
      process.kill(process.pid, signal);
    },
  }));
  for (const { signal, handler } of handlers) process.once(signal, handler);
  return {
    path: folder,
    async remove() {
      // What a build that failed was still writing may come while the folder goes, and must not hide why it failed.
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      for (const { signal, handler } of handlers) process.removeListener(signal, handler);
    },
  };
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const folder = path.join(parent, name);
    if (name.startsWith(PREFIX) && (await isAbandoned(folder))) await rm(folder, { recursive: true, force: true });
  }
}

async function isAbandoned(folder: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > ABANDONED_MS) return true;
    const [host, pid] = (await readFile(path.join(folder, OWNER_FILE), 'utf8')).split(' ');
    return host === os.hostname() && !isAlive(Number(pid));
  } catch (error) {
    // Being made or being removed by another build this very moment.
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
