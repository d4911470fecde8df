/** Where the Git remote of a clone lies. */
import type { Clone } from './clone.ts';
import { redact } from './git.ts';
import { readRemote } from './git-refs.ts';

/** The address of the remote without anything secret; undefined where there is none. */
export async function readRemoteUrl({ git }: Clone): Promise<string | undefined> {
  const remote = await readRemote(git);
  return remote === undefined ? undefined : redact((await git.text(['remote', 'get-url', remote])).trim());
}
