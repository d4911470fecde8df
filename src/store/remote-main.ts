import type { StatusError } from '../errors.ts';
import type { RunRepository } from '../ports.ts';
import { readBranches } from './branches.ts';
import { type Clone, findClone } from './clone.ts';
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
