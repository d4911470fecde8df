/** The one reader of `git log --raw`: which commits changed which files, and what these were then. */
import type { Instant } from '../schema/timestamp.ts';
import type { Git } from './git.ts';
import { parseRawDiff, type TreeChange } from './git-objects.ts';

export interface LoggedCommit {
  id: string;
  /** Committer date; 1970 where it is none. */
  at: Instant;
  author: string;
  /** Paths are relative to the folder that Git runs in. */
  changes: TreeChange[];
}

/** A commit is one field that begins with a control character, a change two: what it is, and the path. */
const FORMAT = ['--raw', '-z', '--no-renames', '--no-abbrev', '--relative', '--root', '--format=%x01%H %ct %an'];

/** No date that JavaScript knows is later, ECMA-262 21.4.1.1. */
const LAST_SECOND = 8_640_000_000_000;

/** A date as Git prints it, in seconds: 0 where the commit has none that can be read, or one of no calendar. */
export function parseSeconds(seconds: string): Instant {
  const time = /^\d+$/.test(seconds) ? Number(seconds) : 0;
  return time > LAST_SECOND ? 0 : time * 1_000;
}

/** What Git prints of commits; `which` are options of `git log`, a range, and the paths after `--`. */
export function printRawLog(git: Git, which: readonly string[]): Promise<string> {
  return git.text(['log', '-m', ...FORMAT, ...which]);
}

/** The same of the first `count` commits of a line, newest first, each against the one after it, which it came after. */
export function printLineLog(
  git: Git,
  { line, count }: { line: readonly string[]; count: number },
  paths: readonly string[],
): Promise<string> {
  const stdin = line
    .slice(0, count)
    .map((id, index) => `${id} ${line[index + 1] ?? ''}`.trimEnd() + '\n')
    .join('');
  return git.text(['diff-tree', '--stdin', '-r', ...FORMAT, '--', ...paths], { stdin });
}

/** Reads what {@link printRawLog} gives, also of several put together; in the order of Git, which is newest first. */
export function parseRawLog(output: string): LoggedCommit[] {
  const commits: LoggedCommit[] = [];
  const fields = output.split('\0').values();
  for (const field of fields) {
    if (field.startsWith('\x01')) {
      const [, id = '', seconds = '', author = ''] = /^\x01(\S+) (\S*) ?(.*)/.exec(field) ?? [];
      commits.push({ id, at: parseSeconds(seconds), author, changes: [] });
    } else if (/^\s*:/.test(field)) {
      commits.at(-1)?.changes.push(parseRawDiff(field, fields.next().value ?? ''));
    }
  }
  return commits;
}

/** The commits that `which` names, newest first, each with what it changed against each of its parents. */
export async function readRawLog(git: Git, which: readonly string[]): Promise<LoggedCommit[]> {
  return parseRawLog(await printRawLog(git, which));
}
