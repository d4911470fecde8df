/** Which of the files of incidents/ or postmortems/ are shown, under which id, and in which of their revisions. */
import { digestOf } from '../digest.ts';
import type { ContentHistory, Revision, RootFiles } from '../ports.ts';
import { isId } from '../schema/component.ts';

/** What tells how a file once was. */
export type LastGoodSources = Pick<ContentHistory, 'readRevisions' | 'readMergedRevisions' | 'findEarlierPath'>;

export interface EntrySources {
  files: Pick<RootFiles, 'read'>;
  /** Undefined outside Git. */
  history: LastGoodSources | undefined;
}

/**
 * The files with the id of each. Of files with the same id the one that was committed first is shown, as its page is
 * known, or the first by path where Git does not tell; the others are warned about.
 */
export async function chooseFiles<T extends { path: string; id: string }>(
  parsed: readonly T[],
  history: EntrySources['history'],
): Promise<{ shown: T[]; warnings: string[] }> {
  const warnings: string[] = [];
  const byId = Map.groupBy(parsed, ({ id }) => (isId(id) ? id : toId(id)));
  const shown: T[] = [];
  for (const [id, files] of byId) {
    const [first, ...others] = files.length === 1 ? files : await orderByCommit(files, history);
    if (first === undefined) continue;
    shown.push({ ...first, id });
    for (const { path, id: name } of files) {
      if (name !== id) warnings.push(`${path} is shown as "${id}": its name cannot be an id`);
    }
    warnings.push(...others.map(({ path }) => `${path} is not shown: ${first.path} has the same id "${id}"`));
  }
  return { shown, warnings };
}

/** By the time at which each file was first committed, those that were not last; files of one time as they are given. */
async function orderByCommit<T extends { path: string }>(
  files: readonly T[],
  history: EntrySources['history'],
): Promise<T[]> {
  const dated = await Promise.all(
    files.map(async (file) => ({ file, at: (await history?.readRevisions(file.path))?.at(-1)?.at ?? Infinity })),
  );
  // The difference of two that were never committed is no number.
  return dated.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ file }) => file);
}

/** An id for a file whose name is none. */
function toId(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100);
  return id === '' ? digestOf(name, 12) : id;
}

/** Names that a file may have had; more are no story of one file. */
const MOST_NAMES = 10;

/** The paths of a file, the newest first. */
export async function* namesOf(path: string, { history, formerly }: Earlier): AsyncGenerator<string> {
  const known = new Set<string>();
  let name: string | undefined = path;
  while (name !== undefined && !known.has(name) && known.size < MOST_NAMES) {
    yield name;
    known.add(name);
    name = await history.findEarlierPath(name, formerly);
  }
}

interface Earlier {
  history: Pick<LastGoodSources, 'findEarlierPath'>;
  /** What the file says it was called, as far as that can be read. */
  formerly: readonly string[];
}

export interface LastGood<T> {
  commit: string;
  /** Where the file was then. */
  path: string;
  file: T;
}

/**
 * The newest revision of a file that could be read: on main, also where it had another name there; else on a branch that
 * was merged.
 */
export async function findLastGood<T>(
  path: string,
  { history, formerly = [] }: { history: EntrySources['history']; formerly?: readonly string[] },
  parse: (path: string, text: string) => { file?: T | undefined },
): Promise<LastGood<T> | undefined> {
  if (history === undefined) return undefined;
  for await (const name of namesOf(path, { history, formerly })) {
    const found = findReadable(name, await history.readRevisions(name), parse);
    if (found !== undefined) return found;
  }
  return findReadable(path, await history.readMergedRevisions(path), parse);
}

function findReadable<T>(
  path: string,
  revisions: readonly Revision[],
  parse: (path: string, text: string) => { file?: T | undefined },
): LastGood<T> | undefined {
  for (const { commit, text } of revisions) {
    const { file } = parse(path, text);
    if (file !== undefined) return { commit, path, file };
  }
  return undefined;
}
