/** Statuses of a commit: the ticks and crosses beside it. */
import { shorten } from '../../schema/visible-text.ts';
import type { GitHub } from './client.ts';

/** GitHub refuses a longer description. */
const MAX_DESCRIPTION = 140;

export interface CommitStatus {
  /** Full id of the commit. */
  commit: string;
  state: 'error' | 'failure' | 'pending' | 'success';
  /** Names it; a later one with the same name takes its place. */
  context: string;
  /** One line; cut to 140 characters. */
  description: string;
  /** Where there is more to read. */
  targetUrl?: string;
}

/** Sets a status of a commit. Sending it twice would only set it again. */
export async function setCommitStatus(github: GitHub, status: CommitStatus): Promise<void> {
  const { commit, state, context, description, targetUrl } = status;
  const wish = { to: `set the status "${context}" in ${github.repository}`, needs: 'statuses: write' };
  await github.ask(wish, async ({ client, owner, repo }) => {
    await client.rest.repos.createCommitStatus({
      ...{ owner, repo, sha: commit, state, context, description: shorten(description, MAX_DESCRIPTION) },
      ...(targetUrl === undefined ? {} : { target_url: targetUrl }),
    });
  });
}
