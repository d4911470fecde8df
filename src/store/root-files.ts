/** Reads the files of a root folder as they lie on disk. What a symbolic link brings in from outside is not read. */
import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import pLimit from 'p-limit';

import { decodeText, MAX_FILE_BYTES } from '../content/text.ts';
import type { RootFile, RootFiles } from '../ports.ts';
import type { Problem } from '../schema/problems.ts';
import { hasCode } from './errno.ts';

/** Files open at the same time, well below what a process may hold. */
const OPEN_FILES = 32;

/** The files below `root`, an absolute path of a folder that exists. */
export async function openRootFiles(root: string): Promise<RootFiles> {
  const realRoot = await realpath(root);
  const limit = pLimit(OPEN_FILES);
  return {
    read: (file) => readRootFile(realRoot, file),
    async readMarkdown(folder) {
      const found = await findMarkdown(realRoot, folder, new Set());
      const files = await Promise.all(found.map((file) => limit(() => readRootFile(realRoot, file))));
      return files.filter((file) => file !== undefined).sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    writeText: (file, text) => writeText(path.join(realRoot, file), text),
    copyTo: (file, folder) => copyRootFile({ realRoot, file, folder }),
  };
}

async function writeText(target: string, text: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const beside = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text);
    await rename(beside, target);
  } finally {
    await rm(beside, { force: true });
  }
}

async function readRootFile(realRoot: string, file: string): Promise<RootFile | undefined> {
  const real = await resolveInside(realRoot, file);
  if (real === undefined) return undefined;
  if (isReason(real)) return notRead(file, real);
  try {
    const { size } = await stat(real);
    const bytes = size > MAX_FILE_BYTES ? new Uint8Array() : await readFile(real);
    return { path: file, ...decodeText(file, bytes, size) };
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM')) throw error;
    return notRead(file, 'forbidden');
  }
}

/** Why something that is there is not read. */
const NOT_READ = {
  outside: 'a symbolic link that leaves the folder of status.yml',
  dangling: 'a symbolic link to nothing',
  folder: 'a folder',
  other: 'something that is neither file nor folder',
  forbidden: 'a file that may not be opened',
} as const;
type NotRead = keyof typeof NOT_READ;

function isReason(found: string): found is NotRead {
  return found in NOT_READ;
}

/** The real path of a regular file inside the root, else why it is not read; undefined where nothing is. */
async function resolveInside(realRoot: string, file: string): Promise<string | undefined> {
  const found = await orUndefined(lstat(path.join(realRoot, file)));
  if (found === undefined) return undefined;
  const real = await orUndefined(realpath(path.join(realRoot, file)));
  if (real === undefined) return 'dangling' satisfies NotRead;
  if (!isInside(realRoot, real)) return 'outside' satisfies NotRead;
  const target = await stat(real);
  if (target.isFile()) return real;
  return (target.isDirectory() ? 'folder' : 'other') satisfies NotRead;
}

async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return undefined;
    throw error;
  }
}

function isInside(folder: string, file: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

function notRead(file: string, reason: NotRead): RootFile {
  const problem: Problem = {
    severity: 'error',
    file,
    line: 1,
    column: 1,
    rule: 'is-a-file',
    message: `Cannot read "${file}"`,
    expected: 'a file in the folder of status.yml',
    example: 'incidents/2026/2026-11-20-api-errors.md',
    received: NOT_READ[reason],
  };
  return { path: file, text: undefined, problems: [problem] };
}

/** Paths of the Markdown files below a folder. Each real folder is visited once, so that links make no loops. */
async function findMarkdown(realRoot: string, folder: string, visited: Set<string>): Promise<string[]> {
  const real = await resolveFolder(realRoot, folder);
  if (real === undefined || visited.has(real)) return [];
  visited.add(real);
  const found: string[] = [];
  for (const entry of await readdir(real, { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    if (entry.name.startsWith('.')) continue;
    if (entry.name.endsWith('.md')) found.push(name);
    else if (entry.isDirectory() || entry.isSymbolicLink())
      found.push(...(await findMarkdown(realRoot, name, visited)));
  }
  return found;
}

async function resolveFolder(realRoot: string, folder: string): Promise<string | undefined> {
  const real = await orUndefined(realpath(path.join(realRoot, folder)));
  if (real === undefined || !isInside(realRoot, real)) return undefined;
  return (await stat(real)).isDirectory() ? real : undefined;
}

interface Copy {
  realRoot: string;
  file: string;
  folder: string;
}

async function copyRootFile({ realRoot, file, folder }: Copy): Promise<'copied' | 'missing' | 'taken'> {
  const real = await resolveInside(realRoot, file);
  if (real === undefined || isReason(real)) return 'missing';
  const target = path.join(folder, file);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(real, target, constants.COPYFILE_EXCL);
    return 'copied';
  } catch (error) {
    if (hasCode(error, 'EEXIST', 'ENOTDIR', 'EISDIR')) return 'taken';
    throw error;
  }
}
