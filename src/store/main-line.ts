/** Main's own line of commits: what main was, one commit after the other. */
import { putInOrder } from '../domain/ordered-times.ts';
import type { Instant } from '../schema/timestamp.ts';
import { type Git, GitError } from './git.ts';
import { parseSeconds } from './raw-log.ts';

export interface MainLine {
  /** Every commit of the line, the newest first, with its time, which no wrong clock turns round. */
  times: ReadonlyMap<string, Instant>;
  /** Whether each comes after its first parent. Where one does not, a pull put main itself on the other side of a merge. */
  isPlain: boolean;
}

interface Graph {
  parents: ReadonlyMap<string, readonly string[]>;
  seconds: ReadonlyMap<string, string>;
}

async function readGraph(git: Git, until: string): Promise<Graph> {
  const output = await git.text(['rev-list', '--timestamp', '--parents', until, '--']);
  const rows = output
    .trimEnd()
    .split('\n')
    .map((row) => row.split(' '));
  return {
    parents: new Map(rows.map(([, id = '', ...parents]) => [id, parents])),
    seconds: new Map(rows.map(([seconds = '', id = '']) => [id, seconds])),
  };
}

/** What Git writes of itself where main is merged into what a person has: by `git pull`, or of a fetched branch. */
const MERGED = /^Merge (?:remote-tracking )?branch '(?:[^']*\/)?([^'/]+)'(?: of \S+)?(?: into '?([^']+)'?)?$/;
const MAIN_NAMES = ['main', 'master'];

async function currentBranch(git: Git): Promise<string | undefined> {
  try {
    return (await git.text(['symbolic-ref', '--quiet', '--short', 'HEAD'])).trim();
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) return undefined;
    throw error;
  }
}

/** The merges that brought main to a branch, and not a branch to main: afterwards that branch became main. */
async function findPulls(git: Git, until: string): Promise<ReadonlySet<string>> {
  const [output, current] = await Promise.all([
    git.text(['log', '--merges', '--format=%H %s', until, '--']),
    currentBranch(git),
  ]);
  const names = new Set([...MAIN_NAMES, current]);
  const isPull = (subject: string): boolean => {
    const [, merged, into] = MERGED.exec(subject) ?? [];
    // A branch of somebody else's may have the name of main, too.
    return merged !== undefined && names.has(merged) && (into === undefined || !names.has(into));
  };
  const merges = output.split('\n').filter((line) => isPull(line.slice(line.indexOf(' ') + 1)));
  return new Set(merges.map((line) => line.slice(0, line.indexOf(' '))));
}

/**
 * Reads the line that ends with a commit. It goes on with the first parent of each, as a merge brings a branch to main;
 * where somebody pulled main into commits of their own and pushed that, the second is what main was until then.
 */
export async function readMainLine(git: Git, until: string): Promise<MainLine> {
  const { parents, seconds } = await readGraph(git, until);
  const hasMerges = [...parents.values()].some((each) => each.length > 1);
  const pulls = hasMerges ? await findPulls(git, until) : new Set<string>();
  const line: string[] = [];
  let isPlain = true;
  for (let id: string | undefined = until; id !== undefined && seconds.has(id);) {
    line.push(id);
    const [first, second]: readonly (string | undefined)[] = parents.get(id) ?? [];
    const isPull: boolean = pulls.has(id) && second !== undefined;
    if (isPull) isPlain = false;
    id = isPull ? second : first;
  }
  const oldestFirst = line.toReversed();
  const times = putInOrder(oldestFirst.map((id) => parseSeconds(seconds.get(id) ?? '') || NaN));
  return { times: new Map(oldestFirst.map((id, index) => [id, times[index] ?? 0] as const).reverse()), isPlain };
}
