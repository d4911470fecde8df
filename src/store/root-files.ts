/** Reads the files of a root folder as they lie on disk. What a symbolic link brings in from outside is not read. */
import { constants, type Dirent } from 'node:fs';
import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';

import pLimit from 'p-limit';

import { problemAtLine } from '../content/finding.ts';
import { decodeText, MAX_FILE_BYTES } from '../content/text.ts';
import type { RootFile, RootFiles } from '../ports.ts';
import { showReceived } from '../schema/problems.ts';
import { compareText } from '../domain/compare-text.ts';
import { hasCode, StatusError } from '../errors.ts';
import { contains } from './contains.ts';
import { findMisplaced, isMeantToBeRead, misnamedWarning } from './ignored-files.ts';
import { orUndefined } from './or-undefined.ts';

/** Files open at the same time, well below what a process may hold. */
const OPEN_FILES = 32;
/** The folders whose files are read. */
const FOLDERS = ['incidents', 'postmortems'];

/** The files below `root`, an absolute path of a folder that exists. */
export async function openRootFiles(root: string): Promise<RootFiles> {
  const realRoot = await realpath(root);
  const limit = pLimit(OPEN_FILES);
  return {
    read: (file) => readRootFile(realRoot, file),
    async readMarkdown(folder) {
      const { paths, unread } = await findMarkdown(realRoot, folder, new Set());
      const files = await Promise.all(paths.map((file) => limit(() => readRootFile(realRoot, file))));
      return [...files.filter((file) => file !== undefined), ...unread].sort((a, b) => compareText(a.path, b.path));
    },
    async findIgnored() {
      const found = await Promise.all(FOLDERS.map((folder) => findMarkdown(realRoot, folder, new Set())));
      const misplaced = await findMisplaced(realRoot, (file) => limit(() => readRootFile(realRoot, file)));
      return [...found.flatMap(({ ignored }) => ignored.map(misnamedWarning)), ...misplaced];
    },
    writeText: (file, text) => writeRootFile(realRoot, file, text),
    copyTo: (file, folder) => copyRootFile({ realRoot, file, folder }),
  };
}

async function writeRootFile(realRoot: string, file: string, text: string): Promise<void> {
  try {
    const found = await resolveInside(realRoot, file);
    if (found?.kind === 'not-read') throw new StatusError(`Cannot write ${file}: it is ${NOT_READ[found.reason]}`);
    // Where a link leads is written, so that the link stays one.
    await writeText(found?.real ?? path.join(realRoot, file), text);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST')) throw error;
    throw new StatusError(`Cannot write ${file}: ${error.code ?? ''} at ${error.syscall ?? 'writing'}`, {
      hint: 'The file and its folder have to be writable. Nothing of the file was changed.',
      cause: error,
    });
  }
}

async function writeText(target: string, text: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const old = await orUndefined(stat(target), VANISHED);
  const beside = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text);
    if (old !== undefined) await chmod(beside, old.mode);
    await rename(beside, target);
  } finally {
    await rm(beside, { force: true });
  }
}

/** Reads a file; undefined where there is none, or where it vanishes meanwhile. */
async function readRootFile(realRoot: string, file: string): Promise<RootFile | undefined> {
  try {
    const found = await resolveInside(realRoot, file);
    if (found === undefined) return undefined;
    if (found.kind === 'not-read') return notRead(file, found.reason);
    const { real, size } = found;
    const bytes = size > MAX_FILE_BYTES ? new Uint8Array() : await readFile(real);
    return { path: file, ...decodeText(file, bytes, size) };
  } catch (error) {
    if (hasCode(error, ...VANISHED)) return undefined;
    if (hasCode(error, 'EISDIR')) return notRead(file, 'folder');
    if (hasCode(error, ...FORBIDDEN)) return notRead(file, 'forbidden');
    throw error;
  }
}

const VANISHED = ['ENOENT', 'ENOTDIR', 'ELOOP'];
const FORBIDDEN = ['EACCES', 'EPERM'];

/** Why something that is there is not read. */
const NOT_READ = {
  outside: 'a symbolic link that leaves the folder of status.yml',
  dangling: 'a symbolic link to nothing',
  folder: 'a folder',
  other: 'something that is neither file nor folder',
  forbidden: 'a file or folder that may not be opened',
} as const;
type NotRead = keyof typeof NOT_READ;

/** Something that is there: a regular file inside the root by its real path, its size in bytes; or why it is not read. */
type Resolved = { kind: 'file'; real: string; size: number } | { kind: 'not-read'; reason: NotRead };

/** Finds out what a path of the root folder leads to; undefined where nothing is. */
async function resolveInside(realRoot: string, file: string): Promise<Resolved | undefined> {
  const found = await orUndefined(lstat(path.join(realRoot, file)), VANISHED);
  if (found === undefined) return undefined;
  const real = await orUndefined(realpath(path.join(realRoot, file)), VANISHED);
  if (real === undefined) return { kind: 'not-read', reason: 'dangling' };
  if (!isInside(realRoot, real)) return { kind: 'not-read', reason: 'outside' };
  const target = found.isFile() ? found : await stat(real);
  if (target.isFile()) return { kind: 'file', real, size: target.size };
  return { kind: 'not-read', reason: target.isDirectory() ? 'folder' : 'other' };
}

/** Whether a real path lies below a folder; the folder itself does not. */
function isInside(folder: string, file: string): boolean {
  return file !== folder && contains(folder, file);
}

function notRead(file: string, reason: NotRead): RootFile {
  const problem = problemAtLine(file, 'is-a-file', {
    line: 1,
    message: `Cannot read "${file}"`,
    expected: 'a file in the folder of status.yml',
    example: 'incidents/2026/2026-11-20-api-errors.md',
    received: NOT_READ[reason],
  });
  return { path: file, text: undefined, problems: [problem] };
}

/** A file that nobody meant to have no page: its name ends almost like one that is read. */
const NEARLY_MARKDOWN = /\.(?:md|mkd|mdx|mdown|markdown)$/i;

function misnamed(file: string): RootFile {
  const problem = problemAtLine(file, 'file-name', {
    line: 1,
    message: 'Cannot read a file of this name',
    expected: 'a name that ends in ".md"',
    example: `${path.basename(file).replace(NEARLY_MARKDOWN, '').toLowerCase()}.md`,
    received: showReceived(path.basename(file)),
  });
  return { path: file, text: undefined, problems: [problem] };
}

/** What lies below a folder: paths of the Markdown files, what cannot be read, and paths of what nobody reads. */
interface Found {
  paths: string[];
  unread: RootFile[];
  ignored: string[];
}

/** Looks below a folder. Each real folder is visited once, so that links make no loops. */
async function findMarkdown(realRoot: string, folder: string, visited: Set<string>): Promise<Found> {
  try {
    const real = await resolveFolder(realRoot, folder);
    if (real === undefined || visited.has(real)) return { paths: [], unread: [], ignored: [] };
    visited.add(real);
    return await findBelow(await readdir(real, { withFileTypes: true }), { realRoot, folder, visited });
  } catch (error) {
    if (hasCode(error, ...VANISHED)) return { paths: [], unread: [], ignored: [] };
    if (hasCode(error, ...FORBIDDEN)) return { paths: [], unread: [notRead(folder, 'forbidden')], ignored: [] };
    throw error;
  }
}

interface Place {
  realRoot: string;
  folder: string;
  visited: Set<string>;
}

async function findBelow(entries: readonly Dirent[], { realRoot, folder, visited }: Place): Promise<Found> {
  const found: Found = { paths: [], unread: [], ignored: [] };
  for (const entry of entries) {
    const name = `${folder}/${entry.name}`;
    if (entry.name.startsWith('.')) continue;
    if (entry.name.endsWith('.md')) found.paths.push(name);
    else if (entry.isDirectory() || entry.isSymbolicLink()) {
      const below = await findMarkdown(realRoot, name, visited);
      found.paths.push(...below.paths);
      found.unread.push(...below.unread);
      found.ignored.push(...below.ignored);
    } else if (NEARLY_MARKDOWN.test(entry.name)) found.unread.push(misnamed(name));
    else if (isMeantToBeRead(entry.name)) found.ignored.push(name);
  }
  return found;
}

async function resolveFolder(realRoot: string, folder: string): Promise<string | undefined> {
  const real = await orUndefined(realpath(path.join(realRoot, folder)), VANISHED);
  if (real === undefined || !isInside(realRoot, real)) return undefined;
  return (await stat(real)).isDirectory() ? real : undefined;
}

interface Copy {
  realRoot: string;
  file: string;
  folder: string;
}

async function copyRootFile({ realRoot, file, folder }: Copy): Promise<'copied' | 'missing' | 'taken'> {
  const found = await resolveInside(realRoot, file);
  if (found?.kind !== 'file') return 'missing';
  const target = path.join(folder, file);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(found.real, target, constants.COPYFILE_EXCL);
    return 'copied';
  } catch (error) {
    if (hasCode(error, 'EEXIST', 'ENOTDIR', 'EISDIR')) return 'taken';
    throw error;
  }
}
