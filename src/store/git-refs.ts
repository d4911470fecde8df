/** Reading, fetching and moving branches, here and at the remote. */
import { StatusError } from '../errors.ts';
import { GitError, type Git } from './git.ts';

/** A branch to move. The move is made only where the branch still is at `from` (undefined: does not exist). */
export interface BranchMove {
  branch: string;
  from: string | undefined;
  to: string;
  /** Whether `to` need not descend from `from`. */
  replaces: boolean;
  /** Where it does not: the commit at which the history of `from` may be taken to begin, so that a push sends little. */
  boundary?: string | undefined;
}

/** Branches of the repository or of a remote, and the one that its HEAD names. */
export interface Tips {
  readonly commits: ReadonlyMap<string, string>;
  readonly head: string | undefined;
}

/** The branches that the remote has now, of the given names, and its HEAD's. */
export async function askRemote(git: Git, remote: string, branches: readonly string[]): Promise<Tips> {
  const refs = branches.map((branch) => `refs/heads/${branch}`);
  const output = await network(remote, () => git.text(['ls-remote', '--quiet', '--symref', remote, 'HEAD', ...refs]));
  const commits = new Map<string, string>();
  let head: string | undefined;
  let headCommit = '';
  for (const line of output.split('\n')) {
    const [value = '', name = ''] = line.split('\t');
    const branch = /^refs\/heads\/(.+)$/.exec(name)?.[1];
    if (branch !== undefined) commits.set(branch, value);
    else if (name === 'HEAD' && value.startsWith('ref: refs/heads/')) head = value.slice('ref: refs/heads/'.length);
    else if (name === 'HEAD') headCommit = value;
  }
  if (head !== undefined && headCommit !== '') commits.set(head, headCommit);
  return { commits, head };
}

/** The branches of this repository (`refs/heads`) or the ones last seen at a remote (`refs/remotes/origin`). */
export async function readTips(git: Git, namespace: string, branches: readonly string[]): Promise<Tips> {
  const refs = ['HEAD', ...branches].map((branch) => `${namespace}/${branch}`);
  const output = await git.text(['for-each-ref', '--format=%(refname) %(objectname) %(symref)', ...refs]);
  const commits = new Map<string, string>();
  let head: string | undefined;
  for (const line of output.split('\n').filter((text) => text !== '')) {
    const [ref = '', oid = '', target = ''] = line.split(' ');
    const name = ref.slice(namespace.length + 1);
    if (name === 'HEAD' && target !== '') head = target.slice(namespace.length + 1);
    commits.set(head !== undefined && name === 'HEAD' ? head : name, oid);
  }
  return { commits, head };
}

/** The branch that HEAD names, also before its first commit; undefined for a detached HEAD. */
export async function readCheckedOutBranch(git: Git): Promise<string | undefined> {
  try {
    return (await git.text(['symbolic-ref', '--quiet', 'HEAD'])).trim().replace(/^refs\/heads\//, '');
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) return undefined;
    throw error;
  }
}

/** The remote to use: `origin`, else the only one; undefined where there is none. */
export async function readRemote(git: Git): Promise<string | undefined> {
  const remotes = (await git.text(['remote'])).split('\n').filter((name) => name !== '');
  if (remotes.includes('origin')) return 'origin';
  if (remotes.length <= 1) return remotes[0];
  throw new StatusError(`Cannot choose between the remotes ${remotes.join(', ')}: expected one named origin`, {
    hint: `Name it with: git remote rename ${remotes[0] ?? 'REMOTE'} origin`,
  });
}

/** Brings branches of the remote to their remote-tracking refs. `options` narrow what is brought (`--depth`). */
export async function fetchBranches(
  git: Git,
  remote: string,
  { branches, options = [] }: { branches: readonly string[]; options?: readonly string[] },
): Promise<void> {
  if (branches.length === 0) return;
  const refspecs = branches.map((branch) => `+refs/heads/${branch}:refs/remotes/${remote}/${branch}`);
  const quiet = ['--quiet', '--no-tags', '--no-write-fetch-head', '--refmap='];
  await network(remote, () => git.text(['fetch', ...quiet, ...options, remote, ...refspecs]));
}

/** Runs a command that talks to the remote; what the remote or the network refuses is told to the person. */
export async function network<T>(remote: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof GitError) || isLocalRace(error)) throw error;
    throw unreachable(remote, error);
  }
}

/** The error for a remote that does not answer or does not let us in. */
export function unreachable(remote: string, error: GitError): StatusError {
  const said = error.stderr.replace(/\s*\n\s*/g, '; ');
  return new StatusError(`Cannot reach the Git remote "${remote}": ${said === '' ? 'no answer' : said}`, {
    hint: `Try: git ls-remote ${remote}`,
    cause: error,
  });
}

const RACES = [
  /couldn't find remote ref/,
  /shallow file has changed/,
  /is at [0-9a-f]+ but expected/,
  /reference already exists/,
  /unable to resolve reference/,
];

/** Whether a command failed because a branch moved or was being moved by another at the same moment. */
export function isLocalRace(error: GitError): boolean {
  return RACES.some((race) => race.test(error.stderr));
}

/** Moves refs of this repository, all or none; one that moves nowhere has to stay. False where another was first. */
export async function moveRefs(git: Git, namespace: string, moves: readonly BranchMove[]): Promise<boolean> {
  const lines = moves.map(({ branch, from, to }) =>
    from === undefined ? `create ${namespace}/${branch} ${to}` : `update ${namespace}/${branch} ${to} ${from}`,
  );
  try {
    await git.text(['update-ref', '-m', 'candor', '--stdin'], { stdin: `${lines.join('\n')}\n` });
    return true;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (isLocalRace(error)) return false;
    const names = moves.flatMap(({ branch, from, to }) => (from === to ? [] : [`"${branch}"`])).join(' and ');
    throw new StatusError(`Cannot move ${names} in this repository: ${error.stderr.replace(/\s*\n\s*/g, '; ')}`, {
      cause: error,
    });
  }
}

/** Sets remote-tracking refs to what is known of the remote; undefined removes one. */
export async function setTracking(
  git: Git,
  remote: string,
  commits: ReadonlyMap<string, string | undefined>,
): Promise<void> {
  const lines = [...commits].map(([branch, commit]) =>
    commit === undefined
      ? `delete refs/remotes/${remote}/${branch}`
      : `update refs/remotes/${remote}/${branch} ${commit}`,
  );
  if (lines.length > 0) await git.text(['update-ref', '--stdin'], { stdin: `${lines.join('\n')}\n` });
}

/** Whether `commit` is the same as `other` or an ancestor of it, as far as the history here shows. */
export async function isAncestor(git: Git, commit: string, other: string): Promise<boolean> {
  try {
    await git.text(['merge-base', '--is-ancestor', commit, other]);
    return true;
  } catch (error) {
    if (error instanceof GitError && (error.exitCode === 1 || error.exitCode === 128)) return false;
    throw error;
  }
}

/** Whether this clone has an object, by a name such as `<commit>^{tree}`, of which each `^{}` says what it has to be. */
export async function hasObject(git: Git, name: string): Promise<boolean> {
  try {
    await git.text(['cat-file', '-e', name]);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}
