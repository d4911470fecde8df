/**
 * What Git remembers of the files of a root folder, read in one pass over the history of what is checked out. A merge
 * counts as one change, at the time of the merge: that is when its content came to main. Nothing is fetched or changed,
 * but for contents that a partial clone lacks.
 */
import { join } from 'node:path';

import { digestOf } from '../digest.ts';
import { compareText } from '../domain/compare-text.ts';
import type { ContentHistory, FileRevision, Revision } from '../ports.ts';
import type { Instant } from '../schema/timestamp.ts';
import { createBlobReader } from './blob-reader.ts';
import { type Clone, findClone } from './clone.ts';
import { GitError, type Git } from './git.ts';
import { type KeptName, readMainLog } from './kept-log.ts';
import { readMainLine } from './main-line.ts';
import { type LoggedCommit, readRawLog } from './raw-log.ts';
import { createRevisionReader, NO_REVISIONS } from './revisions.ts';

interface HistoryOptions {
  root: string;
  /** Files and folders to read the history of, relative to the root folder: `incidents`, `status.yml`. */
  paths: readonly string[];
  /** The commit that the history ends with, by default the one that is checked out. */
  until?: string | undefined;
  env?: NodeJS.ProcessEnv | undefined;
  /**
   * What takes long to read is kept in the Git folder for the next time, where so many commits or contents are new; by
   * default nothing is.
   */
  keepFrom?: number | undefined;
}

const UNKNOWN: ContentHistory = {
  isShallow: false,
  head: undefined,
  rootCommit: undefined,
  revisions: NO_REVISIONS,
  readRevisions: () => Promise.resolve([]),
  readMergedRevisions: () => Promise.resolve([]),
  findEarlierPath: () => Promise.resolve(undefined),
  removedFiles: () => [],
};

/** Reads the history of the given paths. Throws a StatusError only where Git refuses to open the repository. */
export async function readHistory(options: HistoryOptions): Promise<ContentHistory> {
  const { root, paths, until = 'HEAD', env, keepFrom } = options;
  const clone = await findClone(root, env);
  const headId = clone && (await readHead(clone.git, until));
  if (clone === undefined || headId === undefined) return UNKNOWN;
  const { git } = clone;
  const isShallow = await clone.isShallow();
  const kept = keepFrom !== undefined && !isShallow ? keptFor(clone, paths, keepFrom) : undefined;
  const reading = readMainLine(git, headId);
  const log = await readMainLog({ git, until: headId, paths, line: reading, kept });
  const { times } = await reading;
  const line = [...times.keys()];
  const changes = byPath(log, times);
  const readBlob = createBlobReader(git);
  const readTexts = (revisions: readonly FileRevision[]): Promise<Revision[]> =>
    Promise.all(
      revisions.flatMap(({ commit, at, blob }) =>
        blob === undefined ? [] : [readBlob(blob).then((text) => ({ commit, at, text }))],
      ),
    );
  return {
    isShallow,
    head: { id: headId, at: times.get(headId) ?? 0 },
    rootCommit: isShallow ? undefined : line.at(-1),
    revisions: isShallow ? NO_REVISIONS : createRevisionReader({ git, changes, line, kept }),
    readRevisions: (path) => readTexts(changes.get(path) ?? []),
    readMergedRevisions: async (path) => {
      const merged = byPath(await readRawLog(git, ['--full-history', until, '--', path]), times);
      return readTexts(merged.get(path) ?? []);
    },
    findEarlierPath: (path, formerly = []) => Promise.resolve(findEarlierPath(changes, path, formerly)),
    removedFiles: (folder) => findRemoved(changes, folder),
  };
}

/** Where the log of these paths is kept. Folders of one repository, and versions of this program, do not share it. */
function keptFor({ ownFolder, prefix }: Clone, paths: readonly string[], from: number): KeptName {
  return { folder: join(ownFolder, 'kept'), name: `log-2-${digestOf([prefix, ...paths].join('\0'), 12)}`, from };
}

async function readHead(git: Git, until: string): Promise<string | undefined> {
  try {
    return (await git.text(['rev-parse', '--verify', '--quiet', `${until}^{commit}`])).trim();
  } catch (error) {
    if (error instanceof GitError && [1, 128].includes(error.exitCode ?? 0)) return undefined;
    throw error;
  }
}

/** The changes of each path, newest first, at the times of main's own line. */
function byPath(log: readonly LoggedCommit[], times: ReadonlyMap<string, Instant>): Map<string, FileRevision[]> {
  const changes = new Map<string, FileRevision[]>();
  for (const { id: commit, at, author, changes: changed } of log) {
    for (const { path, to } of changed) {
      const change = { commit, at: times.get(commit) ?? at, author, blob: to.oid };
      const known = changes.get(path);
      if (known === undefined) changes.set(path, [change]);
      else known.push(change);
    }
  }
  return changes;
}

function findEarlierPath(
  changes: ReadonlyMap<string, readonly FileRevision[]>,
  path: string,
  formerly: readonly string[],
): string | undefined {
  const folder = path.slice(0, path.indexOf('/') + 1);
  const others = [...changes].filter(([other]) => other !== path && other.startsWith(folder));
  const names = new Set([nameOf(path), ...formerly.map((name) => `${name}.md`)]);
  const came = changes.get(path)?.at(-1);
  if (came === undefined) {
    return others.find(([other, [newest]]) => names.has(nameOf(other)) && newest?.blob !== undefined)?.[0];
  }
  return others.find(([other, revisions]) => {
    const index = revisions.findIndex(({ commit, blob }) => commit === came.commit && blob === undefined);
    return index >= 0 && (names.has(nameOf(other)) || revisions[index + 1]?.blob === came.blob);
  })?.[0];
}

function findRemoved(
  changes: ReadonlyMap<string, readonly FileRevision[]>,
  folder: string,
): ReturnType<ContentHistory['removedFiles']> {
  const below = [...changes].filter(([path]) => path.startsWith(`${folder}/`));
  const isThere = ([, [newest]]: (typeof below)[number]): boolean => newest?.blob !== undefined;
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
