/** Main of the remote as a place to write entries to, without a checkout: what a person publishes from any branch. */
import { CONFIG_PATH } from '../content/config-file.ts';
import { INCIDENTS_FOLDER, POSTMORTEMS_FOLDER } from '../content/incident-path.ts';
import { StatusError } from '../errors.ts';
import type { BranchFile, FileChange, LandingResult, Snapshot } from '../ports.ts';
import { formatDay, type Instant } from '../schema/timestamp.ts';
import { buildCommit } from './build-commit.ts';
import type { Clone } from './clone.ts';
import { askRemote, setTracking } from './git-refs.ts';
import { pushMoves } from './push.ts';
import { openRemoteMain, readContentAt } from './remote-main.ts';
import { readRemoteUrl, readTopFolder } from './remote-url.ts';

export interface EntryTip {
  readonly snapshot: Snapshot;
  /** status.yml; undefined where main has none. */
  config: BranchFile | undefined;
  incidents: BranchFile[];
  postmortems: BranchFile[];
}

export interface EntryCommit {
  change: FileChange;
  message: string;
  at: Instant;
}

export interface EntryBranch {
  remote: string;
  /** Name of the branch that is main. */
  mainBranch: string;
  /** Address of the remote without anything secret. */
  url: string;
  /** Top of the working tree, absolute and without links. */
  folder: string;
  /** Fetches, and reads main as it now is at the remote. */
  read(): Promise<EntryTip>;
  /** Pushes one commit on top of what was read. The local branch and the working tree follow where nobody has changed them. */
  push(tip: EntryTip, commit: EntryCommit): Promise<LandingResult>;
  /** Pushes the commit as a branch of its own, `wanted` or the first such name that is free, and returns its name. */
  propose(tip: EntryTip, commit: EntryCommit, wanted: string): Promise<string>;
}

/** Opens main of the remote. Throws a StatusError outside Git and without a remote. */
export async function openEntryBranch(root: string, onNotice: (text: string) => void): Promise<EntryBranch> {
  const withoutRemote = new StatusError('Cannot push: this repository has no remote.', {
    hint: 'Add one with "git remote add origin ADDRESS", or use --commit.',
  });
  const { repository, clone, remote, mainBranch } = await openRemoteMain({ root, onNotice }, withoutRemote);
  return {
    remote,
    mainBranch,
    url: (await readRemoteUrl(clone)) ?? '',
    folder: await readTopFolder(clone),
    read: async () => readTip(clone, await repository.snapshot()),
    push: ({ snapshot }, { change, message, at }) =>
      repository.land(snapshot, {
        main: { changes: [change], message },
        data: { changes: [], day: formatDay(at) },
        at,
      }),
    propose: ({ snapshot }, commit, wanted) => propose({ clone, remote, snapshot }, commit, wanted),
  };
}

async function readTip(clone: Clone, snapshot: Snapshot): Promise<EntryTip> {
  const files = snapshot.main === undefined ? [] : await readContentAt(clone, snapshot.main);
  const below = (folder: string): BranchFile[] => files.filter(({ path }) => path.startsWith(`${folder}/`));
  return {
    snapshot,
    config: files.find(({ path }) => path === CONFIG_PATH),
    incidents: below(INCIDENTS_FOLDER),
    postmortems: below(POSTMORTEMS_FOLDER),
  };
}

interface Proposing {
  clone: Clone;
  remote: string;
  snapshot: Snapshot;
}

const MOST_NAMES = 100;

async function propose({ clone, remote, snapshot }: Proposing, commit: EntryCommit, wanted: string): Promise<string> {
  const { change, message, at } = commit;
  const to = await buildCommit(clone, snapshot.main, { change, messageOf: () => message, at });
  const names = Array.from({ length: MOST_NAMES }, (_, index) => (index === 0 ? wanted : `${wanted}-${index + 1}`));
  const { commits } = await askRemote(clone.git, remote, names);
  for (const branch of names.filter((name) => !commits.has(name))) {
    const result = await pushMoves(clone, remote, [{ branch, from: undefined, to, replaces: false }]);
    if (result.kind === 'refused')
      throw new StatusError(`Cannot push the branch "${branch}" to "${remote}": ${result.reason}`);
    if (result.kind === 'lost') continue;
    await setTracking(clone.git, remote, new Map([[branch, to]]));
    return branch;
  }
  throw new StatusError(`Cannot find a name for a branch: "${wanted}" and ${MOST_NAMES - 1} like it are taken.`);
}
