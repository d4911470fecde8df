/** Git's blobs, trees and commits, read and written without a checkout, each by a fixed number of processes. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FileChange } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';
import { GitError, type Git } from './git.ts';

/** A file of a commit, its path from the top of the tree. */
export interface TreeFile {
  mode: string;
  oid: string;
  path: string;
}

/** A file that differs between two commits; `oid` is undefined where it is not there. */
export interface TreeChange {
  path: string;
  from: { mode: string; oid: string | undefined };
  to: { mode: string; oid: string | undefined };
}

const REGULAR = /^100/;
/** More of them could exceed the length of a command line. */
const MANY_PATHS = 500;

/** Whether a mode is that of a plain file, not of a symbolic link or a submodule. */
export function isRegular(mode: string): boolean {
  return REGULAR.test(mode);
}

/** The plain files of a commit below the given paths, ordered by path. No or many paths are all files. */
export async function listFiles(git: Git, commit: string, paths: readonly string[]): Promise<TreeFile[]> {
  const named = paths.length > MANY_PATHS ? [] : paths;
  const output = await git.text(['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...named]);
  return parseTree(output).filter((file) => isRegular(file.mode));
}

/** Reads what `git ls-tree -r -z` lists: plain files, symbolic links and submodules. */
export function parseTree(output: string): TreeFile[] {
  return output
    .split('\0')
    .filter((line) => line !== '')
    .map(parseTreeLine);
}

function parseTreeLine(line: string): TreeFile {
  const tab = line.indexOf('\t');
  const [mode = '', , oid = ''] = line.slice(0, tab).split(' ');
  return { mode, oid, path: line.slice(tab + 1) };
}

/** What differs between two commits or trees, renames as a removal and an addition. */
export async function diffTrees(git: Git, from: string, to: string): Promise<TreeChange[]> {
  const output = await git.text(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to]);
  const fields = output.split('\0');
  return Array.from({ length: Math.floor(fields.length / 2) }, (_, index) =>
    parseRawDiff(fields[2 * index] ?? '', fields[2 * index + 1] ?? ''),
  );
}

/** Reads one entry of Git's raw diff format: `:100644 100644 OLD NEW M` and its path. */
export function parseRawDiff(entry: string, path: string): TreeChange {
  const [oldMode = '', newMode = '', oldOid = '', newOid = ''] = entry.replace(/^\s*:/, '').split(' ');
  const side = (mode: string, oid: string): TreeChange['from'] => ({ mode, oid: /^0+$/.test(oid) ? undefined : oid });
  return { path, from: side(oldMode, oldOid), to: side(newMode, newOid) };
}

/** The texts of blobs by their ids, in two processes at most. */
export async function readBlobs(git: Git, oids: readonly string[]): Promise<Map<string, string>> {
  const blobs = await readBlobBytes(git, oids);
  return new Map([...blobs].map(([oid, bytes]) => [oid, bytes.toString('utf8')]));
}

/** The bytes of blobs by their ids, in two processes at most. A partial clone fetches what it lacks at once. */
export async function readBlobBytes(git: Git, oids: readonly string[]): Promise<Map<string, Buffer>> {
  const wanted = [...new Set(oids)];
  if (wanted.length === 0) return new Map();
  await fetchMissingBlobs(git, wanted);
  return readObjects(git, wanted);
}

/** The bytes of objects that are here, by their ids. */
export async function readObjects(git: Git, oids: readonly string[]): Promise<Map<string, Buffer>> {
  if (oids.length === 0) return new Map();
  return parseBatch(await git.bytes(['cat-file', '--batch', '--buffer'], { stdin: `${oids.join('\n')}\n` }));
}

/** Reads `OID blob SIZE`, the bytes and a line end, again and again. */
function parseBatch(output: Buffer): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  let offset = 0;
  while (offset < output.length) {
    const end = output.indexOf(0x0a, offset);
    const [oid = '', type = '', size = ''] = output.toString('latin1', offset, end).split(' ');
    if (size === '') throw new Error(`Cannot read Git object ${oid}: ${type}`);
    const start = end + 1;
    offset = start + Number(size) + 1;
    blobs.set(oid, output.subarray(start, offset - 1));
  }
  return blobs;
}

/** Git would fetch the missing blobs of a partial clone one by one. */
export async function fetchMissingBlobs(git: Git, oids: readonly string[]): Promise<void> {
  const remote = await promisorRemote(git);
  if (remote === undefined) return;
  const stdin = `${oids.join('\n')}\n`;
  const known = await git.text(
    ['rev-list', '--objects', '--no-walk', '--ignore-missing', '--missing=print', '--no-object-names', '--stdin'],
    { stdin },
  );
  const present = new Set(known.split('\n'));
  const missing = oids.filter((oid) => !present.has(oid));
  if (missing.length === 0) return;
  await git.text(
    [
      ...['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head'],
      ...['--no-auto-maintenance', '--filter=blob:none', '--stdin', remote],
    ],
    { stdin: `${missing.join('\n')}\n` },
  );
}

async function promisorRemote(git: Git): Promise<string | undefined> {
  try {
    const settings = await git.text(['config', '--bool', '--get-regexp', String.raw`^remote\..*\.promisor$`]);
    return /^remote\.(.*)\.promisor true$/m.exec(settings)?.[1];
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) return undefined;
    throw error;
  }
}

/** Stores texts as blobs and returns their ids in the same order. `scratch` is a folder for passing files. */
export async function writeBlobs(git: Git, texts: readonly string[], scratch: string): Promise<string[]> {
  if (texts.length === 0) return [];
  const files = texts.map((_, index) => join(scratch, `blob-${index}`));
  await Promise.all(files.map((file, index) => writeFile(file, texts[index] ?? '')));
  const output = await git.text(['hash-object', '-w', '--no-filters', '--stdin-paths'], { stdin: quotedLines(files) });
  return output.trim().split('\n');
}

/** Paths as a command with `--stdin-paths` reads them. */
export function quotedLines(paths: readonly string[]): string {
  return paths.map((path) => (/^"|\n/.test(path) ? JSON.stringify(path) : path)).join('\n');
}

/** A file to put into a tree; without an id it is taken out. */
export type TreeEdit = Pick<TreeFile, 'path'> & { mode?: string | undefined; oid: string | undefined };

/** Stores file changes as blobs and returns them as edits of a tree, their paths below `prefix`. */
export async function writeChanges(
  git: Git,
  changes: readonly FileChange[],
  { prefix, scratch }: { prefix: string; scratch: string },
): Promise<TreeEdit[]> {
  const texts = changes.map((change) => change.text).filter((text) => text !== undefined);
  const oids = (await writeBlobs(git, texts, scratch)).values();
  return changes.map(({ path, text }) => ({
    path: prefix + path,
    oid: text === undefined ? undefined : oids.next().value,
  }));
}

/** Writes the tree of `base` (a commit; undefined for an empty tree) with the edits made; returns the tree's id. */
export async function writeTree(
  git: Git,
  base: string | undefined,
  { edits, index }: { edits: readonly TreeEdit[]; index: string },
): Promise<string> {
  const env = { GIT_INDEX_FILE: index };
  const plain = ['-c', 'core.sparseCheckout=false', '-c', 'core.splitIndex=false'];
  await git.text([...plain, 'read-tree', ...(base === undefined ? ['--empty'] : [base])], { env });
  const nothing = '0'.repeat(base?.length ?? 40);
  const lines = edits.map(({ path, mode = '100644', oid }) =>
    oid === undefined ? `0 ${nothing}\t${path}\0` : `${mode} ${oid}\t${path}\0`,
  );
  await git.text([...plain, 'update-index', '--replace', '-z', '--index-info'], { env, stdin: lines.join('') });
  return (await git.text([...plain, 'write-tree', '--missing-ok'], { env })).trim();
}

export interface Commit {
  commit: string;
  tree: string;
  parents: string[];
  subject: string;
}

/** What a commit says of itself. */
export async function readCommit(git: Git, commit: string): Promise<Commit> {
  const output = await git.text(['log', '-1', '--format=%T%n%P%n%s', commit, '--']);
  const [tree = '', parents = '', subject = ''] = output.split('\n');
  return { commit, tree, parents: parents.split(' ').filter((parent) => parent !== ''), subject };
}

export interface NewCommit {
  tree: string;
  parents: readonly string[];
  message: string;
  at: Instant;
}

/** Writes a commit and returns its id. Author and committer have the date `at`, in UTC. */
export async function writeCommit(git: Git, identity: Identity, commit: NewCommit): Promise<string> {
  const date = `@${Math.floor(commit.at / 1_000)} +0000`;
  const env = { ...identity, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  return (await git.text(['commit-tree', commit.tree, ...parents, '-F', '-'], { env, stdin: commit.message })).trim();
}

/** Environment that names author and committer; empty where Git knows them. */
export type Identity = Readonly<Record<string, string>>;

const OWN_IDENTITY: Identity = {
  GIT_AUTHOR_NAME: 'Candor',
  GIT_AUTHOR_EMAIL: 'candor@localhost',
  GIT_COMMITTER_NAME: 'Candor',
  GIT_COMMITTER_EMAIL: 'candor@localhost',
};

/** The user's identity where Git has one configured, else Candor's own; never one that Git guesses from the machine. */
export async function readIdentity(git: Git): Promise<Identity> {
  const known = (name: string): Promise<string> => git.text(['-c', 'user.useConfigOnly=true', 'var', name]);
  try {
    await Promise.all([known('GIT_AUTHOR_IDENT'), known('GIT_COMMITTER_IDENT')]);
    return {};
  } catch (error) {
    if (error instanceof GitError) return OWN_IDENTITY;
    throw error;
  }
}
