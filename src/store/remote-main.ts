import { CONFIG_PATH } from '../content/config-file.ts';
import { CONTENT_PATHS } from '../content/content-paths.ts';
import { isEntryPath } from '../content/incident-path.ts';
import type { StatusError } from '../errors.ts';
import type { BranchFile, RunRepository } from '../ports.ts';
import { readBranches } from './branches.ts';
import { type Clone, findClone } from './clone.ts';
import { listFiles, readBlobs } from './git-objects.ts';
import { openRepository, type RepositoryOptions } from './repository.ts';

/** A repository that has a remote, for who publishes there without a checkout. */
export interface RemoteMain {
  repository: RunRepository;
  clone: Clone;
  remote: string;
  /** Name of the branch that is main. */
  mainBranch: string;
}

/** Opens the repository of a root folder. Throws a StatusError outside Git, and `withoutRemote` where it has no remote. */
export async function openRemoteMain(options: RepositoryOptions, withoutRemote: StatusError): Promise<RemoteMain> {
  const repository = await openRepository(options);
  const clone = await findClone(options.root, options.env);
  if (clone === undefined) throw withoutRemote;
  const { remote, mainBranch } = await readBranches(clone);
  if (remote === undefined) throw withoutRemote;
  return { repository, clone, remote, mainBranch };
}

/** status.yml and the entries and post-mortems of one commit, without what waits in a proposal: that is not published. */
export async function readContentAt({ git, prefix }: Clone, commit: string): Promise<BranchFile[]> {
  const listed = await listFiles(
    git,
    commit,
    CONTENT_PATHS.map((place) => prefix + place),
  );
  const files = listed
    .map(({ path, oid }) => ({ path: path.slice(prefix.length), oid }))
    .filter(({ path }) => path === CONFIG_PATH || isEntryPath(path));
  const texts = await readBlobs(
    git,
    files.map(({ oid }) => oid),
  );
  return files.map(({ path, oid }) => ({ path, text: texts.get(oid) ?? '' }));
}
