/** The log of main's own line up to a commit, of which only what is new is read from Git. */
import type { MainLine } from './main-line.ts';
import { type LoggedCommit, parseRawLog, printLineLog, printRawLog } from './raw-log.ts';
import type { Git } from './git.ts';
import { type Keeping, readKept, writeKept } from './kept.ts';
import { parseTree } from './git-objects.ts';

/** Where a log is kept, and under which name. */
export type KeptName = Keeping & { name: string };

export interface LogSource {
  git: Git;
  /** The commit that the log ends with. */
  until: string;
  paths: readonly string[];
  /** Main's own line up to it. */
  line: Promise<MainLine>;
  /** Undefined where none is. */
  kept: KeptName | undefined;
}

/** The commits that changed the paths, newest first, a merge as one change. */
export async function readMainLog({ kept, ...source }: LogSource): Promise<LoggedCommit[]> {
  const known = kept === undefined ? undefined : await openKept(kept);
  const news = known && (await readNews(source, known));
  if (known !== undefined && news !== undefined) {
    const commits = parseRawLog(news + known.log);
    if (await isOfTree(source, commits)) {
      if (kept !== undefined && parseRawLog(news).length >= kept.from) await keep(kept, source.until, news + known.log);
      return commits;
    }
  }
  const log = await printLog(source);
  const commits = parseRawLog(log);
  if (kept !== undefined && commits.length >= kept.from) await keep(kept, source.until, log);
  return commits;
}

interface KnownLog {
  until: string;
  log: string;
}

async function openKept({ folder, name }: KeptName): Promise<KnownLog | undefined> {
  const text = await readKept(folder, name);
  const end = text?.indexOf('\n') ?? -1;
  return text === undefined ? undefined : { until: text.slice(0, end), log: text.slice(end + 1) };
}

function keep({ folder, name }: KeptName, until: string, log: string): Promise<void> {
  return writeKept(folder, name, `${until}\n${log}`);
}

type Source = Omit<LogSource, 'kept'>;

/** What Git prints of the line, as far as it comes after a commit of it. */
async function printLog({ git, until, paths, line: reading }: Source, after?: string): Promise<string> {
  const { times, isPlain } = await reading;
  const range = after === undefined ? until : `${after}..${until}`;
  if (isPlain) return printRawLog(git, ['--first-parent', range, '--', ...paths]);
  const line = [...times.keys()];
  const news = after === undefined ? line : line.slice(0, line.indexOf(after));
  return printLineLog(git, { line, count: news.length }, paths);
}

/** What came after the commit that is known; undefined where it is not on main's own line, as after a rebase. */
async function readNews(source: Source, known: KnownLog): Promise<string | undefined> {
  if (!(await source.line).times.has(known.until)) return undefined;
  return known.until === source.until ? '' : printLog(source, known.until);
}

/** Whether the log leads to the very files that the commit has: all that it tells of the past has to add up to that. */
async function isOfTree({ git, until, paths }: Source, commits: readonly LoggedCommit[]): Promise<boolean> {
  const newest = new Map<string, string | undefined>();
  for (const { changes } of commits) {
    for (const { path, to } of changes) if (!newest.has(path)) newest.set(path, to.oid);
  }
  const files = parseTree(await git.text(['ls-tree', '-r', '-z', until, '--', ...paths]));
  const there = [...newest.values()].filter((oid) => oid !== undefined).length;
  return files.length === there && files.every(({ path, oid }) => newest.get(path) === oid);
}
