/** The content of a root folder as it was for an earlier build: one commit of main, and measurements up to a time. */
import { devNull } from 'node:os';

import { CONFIG_PATH } from '../content/config-file.ts';
import { CONTENT_PATHS } from '../content/content-paths.ts';
import { DEPLOYS_PATH } from '../content/deploys-file.ts';
import { measurementFileDay } from '../content/measurement-file.ts';
import { OUTREACH_PATH } from '../content/outreach-file.ts';
import { StatusError } from '../errors.ts';
import type { ContentHistory, RootFiles, Snapshot } from '../ports.ts';
import { formatMinute, type Instant, parseInstant } from '../schema/timestamp.ts';
import { type Branches, DATA_BRANCH, readBranches } from './branches.ts';
import { type Clone, findClone } from './clone.ts';
import { exportFiles } from './exported-files.ts';
import { GitError } from './git.ts';
import { hasObject, isAncestor } from './git-refs.ts';
import { readHistory } from './history.ts';
import { NO_REVISIONS } from './revisions.ts';
import { createSnapshot } from './snapshot.ts';

export interface PastRequest {
  root: string;
  /** The whole name of the commit of main. */
  commit: string;
  /** The whole name of the commit of `status-data`; undefined where there was none. */
  data: string | undefined;
  now: Instant;
  /** Whether the build knew nothing of what came before. */
  isShallow: boolean;
  /** Absolute path of an empty folder, for the files. */
  folder: string;
}

export interface Past {
  files: RootFiles;
  snapshot: Snapshot;
  history: ContentHistory;
  /** What a person should know of it, a sentence each. */
  notes: string[];
}

/** Git that asks no other machine, also where a partial clone lacks something, and lets nothing pass for something else. */
function offline(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_ALLOW_PROTOCOL: 'none', GIT_NO_REPLACE_OBJECTS: '1', GIT_GRAFT_FILE: devNull };
}

/** The clone in which the past lies. Throws a StatusError where a folder is in none. */
export async function openPastClone(root: string): Promise<Clone> {
  const clone = await findClone(root, offline());
  if (clone !== undefined) return clone;
  throw new StatusError(`Cannot verify anything: "${root}" does not lie in a Git repository`, {
    hint: 'Clone the repository that the site is made from, and run this there.',
  });
}

/** Opens the past, by what this clone has alone. Throws a StatusError that says how to get what it lacks. */
export async function openPast(request: PastRequest): Promise<Past> {
  const { root, commit, folder, isShallow, now } = request;
  const env = offline();
  const clone = await openPastClone(root);
  const branches = await readBranches(clone);
  await requireCommit(clone, branches, commit);
  const data = await chooseData(clone, branches, request);
  const [files, history, isPart] = await Promise.all([
    exportFiles({ clone, commit, folder }, CONTENT_PATHS),
    readHistory({ root, paths: CONTENT_PATHS, until: commit, env }),
    isAncestor(clone.git, commit, branches.main ?? 'HEAD'),
  ]);
  await requireConfig(files, history, commit);
  const nobody = { proposal: undefined, readDeclined: () => Promise.resolve([]) };
  const read = createSnapshot(clone, { ...branches, main: commit, data: data.commit, proposal: undefined }, nobody);
  const aside = `Commit ${shorten(commit)} is not part of "${branches.mainBranch}" as it is here: what is compared is not what main tells now.`;
  return {
    files,
    snapshot: data.isLimited ? limit(read, now) : read,
    history: isShallow ? forget(history) : history,
    notes: [...(isPart ? [] : [aside]), ...data.notes],
  };
}

/** Whether Git lacks something that it would have to ask another machine for. */
export function isMissing(error: unknown): boolean {
  return error instanceof GitError && /transport '[^']*' not allowed|promisor remote/.test(error.stderr);
}

function shorten(commit: string): string {
  return commit.slice(0, 8);
}

async function requireCommit(clone: Clone, { remote }: Branches, commit: string): Promise<void> {
  if (await clone.isShallow()) {
    throw new StatusError('Cannot know in this clone, as it is shallow: what Git tells of the past is not in it', {
      hint: 'Fetch all of it: git fetch --unshallow',
    });
  }
  if (await hasObject(clone.git, `${commit}^{commit}`)) return;
  const fetching = remote === undefined ? 'git fetch' : `git fetch ${remote}`;
  throw new StatusError(`Cannot find commit ${commit} in this clone, from which the site says it was built`, {
    hint: `Fetch it: ${fetching}. If it is still missing, the site is of another repository, or the commit was taken out of it.`,
  });
}

/** Without settings, now or ever, it is another folder that the site was built from. */
async function requireConfig(files: RootFiles, history: ContentHistory, commit: string): Promise<void> {
  if ((await files.read(CONFIG_PATH)) !== undefined) return;
  if ((await history.readRevisions(CONFIG_PATH)).length > 0) return;
  throw new StatusError(`Cannot find ${CONFIG_PATH} in commit ${shorten(commit)}, nor in any before it`, {
    hint: 'Expected the folder that the site was built from, as it was committed. Name it by --root.',
  });
}

interface ChosenData {
  commit: string | undefined;
  /** Whether it may tell of what came after the build. */
  isLimited: boolean;
  notes: string[];
}

async function chooseData(clone: Clone, branches: Branches, { data, now }: PastRequest): Promise<ChosenData> {
  if (data === undefined) {
    const hidden = `The site says that it was built without "${DATA_BRANCH}", which is in this clone: nothing measured is in its figures.`;
    return { commit: undefined, isLimited: false, notes: branches.data === undefined ? [] : [hidden] };
  }
  if (await hasObject(clone.git, `${data}^{commit}`)) return { commit: data, isLimited: false, notes: [] };
  const { data: tip, remote = 'origin' } = branches;
  const fetching = `git fetch ${remote} +refs/heads/${DATA_BRANCH}:refs/remotes/${remote}/${DATA_BRANCH}`;
  if (tip === undefined) {
    throw new StatusError(`Cannot find the branch "${DATA_BRANCH}" in this clone, which has the measurements`, {
      hint: `Fetch it: ${fetching}`,
    });
  }
  const { commit, at } = await findLater(clone, tip, now);
  const replaced = `Commit ${shorten(data)} of "${DATA_BRANCH}" is not in this clone, as the commit of a day is replaced by the next: measurements are those of ${shorten(commit)} up to ${formatMinute(now)}. What was written there afterwards without a time of its own, such as the state of an action, may differ.`;
  const early = `The measurements in this clone end at ${formatMinute(at)}, before the site was built: ${fetching}`;
  return { commit, isLimited: true, notes: [replaced, ...(at < now ? [early] : [])] };
}

/** The first commit of the branch that was made at a time or later, else its last, with the time it was made. */
async function findLater({ git }: Clone, tip: string, now: Instant): Promise<{ commit: string; at: Instant }> {
  const log = (await git.text(['log', '--first-parent', '--format=%H %ct', tip, '--'])).trimEnd().split('\n');
  const commits = log.map((line) => {
    const [commit = '', seconds] = line.split(' ');
    return { commit, at: Number(seconds) * 1_000 };
  });
  return commits.findLast(({ at }) => at >= now) ?? commits[0] ?? { commit: tip, at: now };
}

/** The files of the branch that have a time in each line, and where it stands. */
const TIME_PLACES: ReadonlyMap<string, number> = new Map([
  [DEPLOYS_PATH, 0],
  [OUTREACH_PATH, 1],
]);

/** The snapshot without what was written for later times; measurements after `now` are nowhere asked for. */
function limit(snapshot: Snapshot, now: Instant): Snapshot {
  return {
    ...snapshot,
    readDataFiles: async (paths) =>
      (await snapshot.readDataFiles(paths)).map((file) => {
        const place = TIME_PLACES.get(file.path);
        if (place === undefined) return file;
        const isKnown = (line: string): boolean => (parseInstant(line.split(' ')[place] ?? '') ?? now) <= now;
        return { ...file, text: file.text.split('\n').filter(isKnown).join('\n') };
      }),
    listDataFiles: async (folder) =>
      (await snapshot.listDataFiles(folder)).filter((path) => (measurementFileDay(path) ?? now) <= now),
  };
}

/** What a build in a shallow clone knows of a history. */
function forget(history: ContentHistory): ContentHistory {
  return { ...history, isShallow: true, rootCommit: undefined, revisions: NO_REVISIONS };
}
