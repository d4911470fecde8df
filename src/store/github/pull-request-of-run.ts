/** The pull request that a run of a workflow was for, and what it changes. */
import { z } from 'zod';

import type { GitHub } from './client.ts';
import { PER_PAGE, readPages } from './pages.ts';
import { type PullRequest, PullRequestSchema } from './pull-requests.ts';

/**
 * The pull requests that are open from a branch of any repository. A run for a fork names none, and GitHub knows none by
 * a commit that only a fork has, so the branch is what they are asked for by.
 */
export function listPullRequestsFrom(github: GitHub, head: { owner: string; branch: string }): Promise<PullRequest[]> {
  const wish = { to: `list the pull requests of ${github.repository}`, needs: 'pull-requests: read' };
  return github.ask(wish, ({ client, owner, repo }) => {
    const asked = { owner, repo, state: 'open' as const, head: `${head.owner}:${head.branch}`, per_page: PER_PAGE };
    return readPages(client.paginate.iterator(client.rest.pulls.list, asked), PullRequestSchema);
  });
}

const FileSchema = z.object({ filename: z.string(), previous_filename: z.string().optional() });

/** GitHub tells of no more files of a pull request. */
const MAX_FILES = 3_000;

/** Paths of all files that a pull request changes, moves included; undefined where there may be more than GitHub tells. */
export async function listChangedPaths(github: GitHub, number: number): Promise<string[] | undefined> {
  const wish = { to: `list the files of #${number} of ${github.repository}`, needs: 'pull-requests: read' };
  const files = await github.ask(wish, ({ client, owner, repo }) => {
    const asked = { owner, repo, pull_number: number, per_page: PER_PAGE };
    return readPages(client.paginate.iterator(client.rest.pulls.listFiles, asked), FileSchema);
  });
  if (files.length >= MAX_FILES) return undefined;
  return files.flatMap(({ filename, previous_filename: before }) =>
    before === undefined ? filename : [before, filename],
  );
}
