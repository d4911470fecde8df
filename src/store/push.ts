/** One atomic push, and what the remote's answer means. */
import { setTimeout as sleep } from 'node:timers/promises';

import { StatusError } from '../errors.ts';
import type { Clone } from './clone.ts';
import { GitError, redact } from './git.ts';
import { unreachable, type BranchMove } from './git-refs.ts';
import { withBoundaries } from './push-boundary.ts';

export type PushResult =
  | { kind: 'pushed' }
  | { kind: 'lost' }
  /** The remote has a rule against moving `branch`. */
  | { kind: 'refused'; branch: string; reason: string };

const POLL_MS = 500;
/** No push holds a branch at the remote for as long. */
const LOCKED_MS = 10_000;

/** Pushes all moves or none; of several that are refused the first is named. A branch that is replaced is forced only where it still is where it was seen. */
export async function pushMoves(clone: Clone, remote: string, moves: readonly BranchMove[]): Promise<PushResult> {
  return withBoundaries(clone, moves, (env) => push({ clone, remote, moves, env }));
}

interface Push {
  clone: Clone;
  remote: string;
  moves: readonly BranchMove[];
  env: Readonly<Record<string, string>>;
}

async function push({ clone: { git }, remote, moves, env }: Push): Promise<PushResult> {
  const leases = moves
    .filter((move) => move.replaces)
    .map((move) => `--force-with-lease=refs/heads/${move.branch}:${move.from ?? ''}`);
  const refspecs = moves.map((move) => `${move.to}:refs/heads/${move.branch}`);
  const options = ['--porcelain', '--atomic', '--no-verify', '--no-signed', ...leases];
  const begunAt = performance.now();
  for (;;) {
    try {
      await git.text(['push', ...options, remote, ...refspecs], { env });
      return { kind: 'pushed' };
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      const lock = LOCKED_THERE.exec(error.stderr)?.[1];
      if (lock === undefined) return explainRejection({ remote, moves }, error);
      if (performance.now() - begunAt > LOCKED_MS) throw lockedThere(remote, lock);
      await sleep(POLL_MS);
    }
  }
}

const LOCKED_THERE = /^remote:.*Unable to create '(.+\.lock)': File exists/m;

function lockedThere(remote: string, lock: string): StatusError {
  return new StatusError(`Cannot push to the Git remote "${remote}": a Git process there has a branch locked`, {
    hint: `If none runs there, delete ${lock}`,
  });
}

interface RejectedRef {
  branch: string;
  /** `[rejected]` is this Git's own judgement, `[remote rejected]` the remote's. */
  byRemote: boolean;
  reason: string;
}

/** Another writer was first, as this Git finds out before it sends anything; two in one clone know each other's commits. */
const LOCAL_RACE = /^(fetch first|stale info|non-fast-forward|atomic push failed)$/;
/** The same as the remote finds it out; a rule never fails in one of these ways. */
const REMOTE_RACE =
  /atomic (transaction|push) fail|but expected|incorrect old value|reference already exists|shallow update not allowed/i;
/** Words of rules: Git's hooks, GitHub's protected branches (GH006) and rulesets (GH013), GitLab's. */
const RULE = /protected|declined|GH0\d\d|\brules?\b|denied|prohibited|not allowed to/i;

function explainRejection(push: { remote: string; moves: readonly BranchMove[] }, error: GitError): PushResult {
  const { remote, moves } = push;
  const rejected = parsePorcelain(error.stdout);
  const byRule = rejected.filter((ref) => !(ref.byRemote ? REMOTE_RACE : LOCAL_RACE).test(ref.reason));
  const order = moves.map((move) => move.branch);
  const [first] = byRule.sort((a, b) => order.indexOf(a.branch) - order.indexOf(b.branch));
  if (first === undefined) {
    if (rejected.length > 0) return { kind: 'lost' };
    throw unreachable(remote, error);
  }
  const said = remoteWords(error.stderr);
  const reason = said === '' ? first.reason : `${first.reason}: ${said}`;
  if (RULE.test(reason)) return { kind: 'refused', branch: first.branch, reason };
  throw new StatusError(`Cannot push to "${first.branch}" of the Git remote "${remote}": ${reason}`, {
    hint:
      first.reason === 'non-fast-forward'
        ? `Allow the remote's branch "${first.branch}" to be replaced: a day's measurements are one commit`
        : `Try: git push ${remote} ${first.branch}`,
    cause: error,
  });
}

/** The refs that `git push --porcelain` names as not moved: `!<tab>FROM:TO<tab>[rejected] (REASON)`. */
function parsePorcelain(stdout: string): RejectedRef[] {
  return [...stdout.matchAll(/^!\t\S*?:refs\/heads\/(\S+)\t\[(remote )?rejected\](?: \((.*)\))?$/gm)].map((match) => ({
    branch: match[1] ?? '',
    byRemote: match[2] !== undefined,
    reason: match[3] ?? 'rejected',
  }));
}

/** What the remote itself wrote: the lines that begin with `remote:`, as one sentence. */
function remoteWords(stderr: string): string {
  const words = [...stderr.matchAll(/^remote:\s*(.*?)\s*$/gm)].map((match) => match[1] ?? '');
  return redact(words.filter((line) => line !== '').join(' ')).slice(0, 500);
}
