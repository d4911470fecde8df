/**
 * What one build leaves for the next in the repository's Git folder, so that a long history is read once. It can be
 * deleted at any time. Nothing of it is believed that does not have the digest written in front of it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { ownName } from './run-lock.ts';

/** What nobody has written anew for so long belongs to a version or a folder that is not there any more. */
const UNUSED_MS = 30 * 86_400_000;

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Where something is kept. */
export interface Keeping {
  folder: string;
  /** As much has to be new, in commits or contents, before all is written anew; less is read again the next time. */
  from: number;
}

/** Whether the system refused: no such file, no right, no space. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** The text that was kept under a name; undefined where there is none or it is damaged. */
export async function readKept(folder: string, name: string): Promise<string | undefined> {
  try {
    const written = await readFile(path.join(folder, name), 'utf8');
    const end = written.indexOf('\n');
    const text = written.slice(end + 1);
    return written.slice(0, end) === digestOf(text) ? text : undefined;
  } catch (error) {
    if (isOfSystem(error)) return undefined;
    throw error;
  }
}

/** Keeps a text, whole or not at all, and removes what is not used any more. Where nothing can be written, nothing is. */
export async function writeKept(folder: string, name: string, text: string): Promise<void> {
  const beside = ownName(path.join(folder, name));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(beside, `${digestOf(text)}\n${text}`);
    await rename(beside, path.join(folder, name));
    await removeUnused(folder);
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

async function removeUnused(folder: string): Promise<void> {
  const before = Date.now() - UNUSED_MS;
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if ((await stat(file)).mtimeMs < before) await rm(file, { force: true });
  }
}
