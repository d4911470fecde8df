/**
 * The ref `refs/candor/told` says that this repository has told somebody something. It lies beside the branches, so that a
 * lost `status-data` can be told from a repository that never had a ledger.
 */
import type { TellingMark } from '../channel-ports.ts';
import { findClone } from './clone.ts';
import { GitError } from './git.ts';
import { network, readRemote } from './git-refs.ts';

const REF = 'refs/candor/told';

/** The mark of the repository that a root lies in: that of its remote, else its own. */
export async function openTellingMark(root: string): Promise<TellingMark> {
  const clone = await findClone(root);
  const git = clone?.git;
  const remote = git === undefined ? undefined : await readRemote(git);
  return {
    async isSet() {
      if (git === undefined) return false;
      if (remote !== undefined) {
        return (await network(remote, () => git.text(['ls-remote', '--quiet', remote, REF]))).includes(REF);
      }
      return (await git.text(['for-each-ref', '--format=%(refname)', REF])) !== '';
    },
    async set(commit) {
      if (git === undefined) return false;
      try {
        if (remote === undefined) await git.text(['update-ref', REF, commit]);
        else await git.text(['push', '--quiet', '--no-verify', '--force', remote, `${commit}:${REF}`]);
        return true;
      } catch (error) {
        // A remote may have a rule against it; then the ledger alone says what was told.
        if (error instanceof GitError) return false;
        throw error;
      }
    },
  };
}
