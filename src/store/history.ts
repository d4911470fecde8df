/**
 * What Git remembers of the files of a root folder, read in one pass over the history of what is checked out. A merge
 * counts as one change, at the time of the merge: that is when its content came to main. Nothing is fetched or changed,
 * but for contents that a partial clone lacks.
 */
import { compareText } from '../domain/compare-text.ts';
import type { ContentHistory, Revision } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';
import { findClone } from './clone.ts';
import { createBlobReader } from './blob-reader.ts';
import { GitError, type Git } from './git.ts';
import { parseRawDiff } from './git-objects.ts';

interface HistoryOptions {
  root: string;
  /** Files and folders to read the history of, relative to the root folder: `incidents`, `status.yml`. */
  paths: readonly string[];
  /** The commit that the history ends with, by default the one that is checked out. */
  until?: string | undefined;
  env?: NodeJS.ProcessEnv | undefined;
}

const UNKNOWN: ContentHistory = {
  isShallow: false,
  head: undefined,
  rootCommit: undefined,
  readRevisions: () => Promise.resolve([]),
  readMergedRevisions: () => Promise.resolve([]),
  findEarlierPath: () => Promise.resolve(undefined),
  removedFiles: () => [],
};

/** Reads the history of the given paths. Throws a StatusError only where Git refuses to open the repository. */
export async function readHistory({ root, paths, until = 'HEAD', env }: HistoryOptions): Promise<ContentHistory> {
  const clone = await findClone(root, env);
  const head = clone && (await readHead(clone.git, until));
  if (clone === undefined || head === undefined) return UNKNOWN;
  const { git } = clone;
  const isShallow = await clone.isShallow();
  const [changes, rootCommit] = await Promise.all([
    readChanges(git, { until, which: ['--first-parent', '--', ...paths] }),
    isShallow ? undefined : readRoot(git, until),
  ]);
  const readBlob = createBlobReader(git);
  const readTexts = (revisions: readonly FileChange[]): Promise<Revision[]> =>
    Promise.all(
      revisions.flatMap(({ commit, at, oid }) =>
        oid === undefined ? [] : [readBlob(oid).then((text) => ({ commit, at, text }))],
      ),
    );
  return {
    isShallow,
    head,
    rootCommit,
    readRevisions: (path) => readTexts(changes.get(path) ?? []),
    readMergedRevisions: async (path) => {
      const merged = await readChanges(git, { until, which: ['--full-history', '--', path] });
      return readTexts(merged.get(path) ?? []);
    },
    findEarlierPath: (path, formerly = []) => Promise.resolve(findEarlierPath(changes, path, formerly)),
    removedFiles: (folder) => findRemoved(changes, folder),
  };
}

async function readHead(git: Git, until: string): Promise<ContentHistory['head']> {
  try {
    const [id = '', seconds] = (await git.text(['log', '-1', '--format=%H %ct', until, '--'])).trim().split(' ');
    return { id, at: Number(seconds) * 1_000 };
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 128) return undefined;
    throw error;
  }
}

async function readRoot(git: Git, until: string): Promise<string | undefined> {
  const roots = await git.text(['rev-list', '--first-parent', '--max-parents=0', until, '--']);
  return roots.trim().split('\n').at(-1);
}

interface FileChange {
  commit: string;
  at: Instant;
  /** Undefined where the commit removed the file. */
  oid: string | undefined;
}

/** The changes of each path up to a commit, newest first; `which` are options of `git log`, and the paths after `--`. */
async function readChanges(
  git: Git,
  { until, which }: { until: string; which: readonly string[] },
): Promise<Map<string, FileChange[]>> {
  const raw = ['--raw', '-z', '--no-renames', '--no-abbrev', '--relative', '-m', '--root', '--format=%x01%H %ct'];
  const output = await git.text(['log', ...raw, until, ...which]);
  const changes = new Map<string, FileChange[]>();
  const fields = output.split('\0').values();
  let commit = { commit: '', at: 0 };
  for (const field of fields) {
    if (field.startsWith('\x01')) {
      const [id = '', seconds] = field.slice(1).trim().split(' ');
      commit = { commit: id, at: Number(seconds) * 1_000 };
    } else if (/^\s*:/.test(field)) {
      const { path, to } = parseRawDiff(field, fields.next().value ?? '');
      const known = changes.get(path);
      if (known === undefined) changes.set(path, [{ ...commit, oid: to.oid }]);
      else known.push({ ...commit, oid: to.oid });
    }
  }
  return changes;
}

function findEarlierPath(
  changes: ReadonlyMap<string, readonly FileChange[]>,
  path: string,
  formerly: readonly string[],
): string | undefined {
  const folder = path.slice(0, path.indexOf('/') + 1);
  const others = [...changes].filter(([other]) => other !== path && other.startsWith(folder));
  const names = new Set([nameOf(path), ...formerly.map((name) => `${name}.md`)]);
  const came = changes.get(path)?.at(-1);
  if (came === undefined) {
    return others.find(([other, [newest]]) => names.has(nameOf(other)) && newest?.oid !== undefined)?.[0];
  }
  return others.find(([other, revisions]) => {
    const index = revisions.findIndex(({ commit, oid }) => commit === came.commit && oid === undefined);
    return index >= 0 && (names.has(nameOf(other)) || revisions[index + 1]?.oid === came.oid);
  })?.[0];
}

function findRemoved(
  changes: ReadonlyMap<string, readonly FileChange[]>,
  folder: string,
): ReturnType<ContentHistory['removedFiles']> {
  const below = [...changes].filter(([path]) => path.startsWith(`${folder}/`));
  const isThere = ([, [newest]]: (typeof below)[number]): boolean => newest?.oid !== undefined;
  const present = new Set(below.filter(isThere).map(([path]) => nameOf(path)));
  const removed = new Map<string, { path: string; at: Instant }>();
  for (const [path, [newest]] of below) {
    const name = nameOf(path);
    const at = newest?.at ?? 0;
    if (!present.has(name) && at >= (removed.get(name)?.at ?? 0)) removed.set(name, { path, at });
  }
  return [...removed.values()].sort((a, b) => compareText(a.path, b.path));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
