/** Pull requests of a repository. */
import { z } from 'zod';

import type { GitHub } from './client.ts';
import { PER_PAGE, readPages } from './pages.ts';

const SideSchema = z
  .object({ ref: z.string(), sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() })
  .transform(({ ref, sha, repo }) => ({ branch: ref, commit: sha, repository: repo?.full_name }));

const PullRequestSchema = z
  .object({
    number: z.int(),
    html_url: z.string(),
    title: z.string(),
    state: z.string(),
    merged_at: z.string().nullish(),
    head: SideSchema,
    base: SideSchema,
  })
  .transform(({ html_url: url, state, merged_at: mergedAt, ...pull }) => ({
    ...pull,
    url,
    isOpen: state === 'open',
    isMerged: typeof mergedAt === 'string',
  }));

/** A pull request; the repository of its head is undefined where a fork is gone. */
export type PullRequest = z.output<typeof PullRequestSchema>;

type At = Parameters<Parameters<GitHub['ask']>[1]>[0];

interface Filter {
  head: { owner: string; branch: string };
  /** Branch to merge into; undefined for any. */
  base?: string;
  state: 'open' | 'all';
}

async function list({ client, owner, repo }: At, { head, ...filter }: Filter): Promise<PullRequest[]> {
  const asked = { owner, repo, per_page: PER_PAGE, head: `${head.owner}:${head.branch}`, ...filter };
  const found = await readPages(client.paginate.iterator(client.rest.pulls.list, asked), PullRequestSchema);
  // Should a server not know the filter, another branch's pull request is not taken for it.
  const { base } = filter;
  return found.filter((pull) => pull.head.branch === head.branch && (base === undefined || pull.base.branch === base));
}

/**
 * The pull requests from a branch of any repository. A run for a fork names none, and GitHub knows none by a commit that
 * only a fork has, so the branch is what they are asked for by.
 */
export function listPullRequestsFrom(
  github: GitHub,
  head: Filter['head'],
  state: Filter['state'],
): Promise<PullRequest[]> {
  const wish = { to: `list the pull requests of ${github.repository}`, needs: 'pull-requests: read' };
  return github.ask(wish, (at) => list(at, { head, state }));
}

/** Gives a pull request another title. */
export async function retitlePullRequest(github: GitHub, number: number, title: string): Promise<void> {
  const wish = { to: `change the title of #${number} of ${github.repository}`, needs: 'pull-requests: write' };
  await github.ask(wish, ({ client, owner, repo }) =>
    client.rest.pulls.update({ owner, repo, pull_number: number, title }),
  );
}

export interface NewPullRequest {
  /** Branch that is to be merged, of the same repository. */
  head: string;
  /** Branch to merge into. */
  base: string;
  title: string;
  /** Markdown. */
  body: string;
}

export interface OpenedPullRequest {
  /** Where a person reviews it; repository and branch where GitHub did not say. */
  url: string;
  /** False where one for these branches was open already. */
  isNew: boolean;
}

/**
 * Opens a pull request, or finds the one that is open between the two branches. The repository's settings must let
 * Actions create pull requests. Throws a GitHubError that says what GitHub answered.
 */
export async function openPullRequest(github: GitHub, wanted: NewPullRequest): Promise<OpenedPullRequest> {
  const { head, base, title, body } = wanted;
  const wish = {
    to: `open a pull request from "${head}" to "${base}" of ${github.repository}`,
    needs: 'pull-requests: write',
    orElse: ", and allow Actions to create pull requests in the repository's settings",
  };
  return github.ask(wish, async (at) => {
    const [known] = await list(at, { head: { owner: at.owner, branch: head }, base, state: 'open' });
    if (known !== undefined) return { url: known.url, isNew: false };
    try {
      const { client, owner, repo } = at;
      const { data } = await client.rest.pulls.create({ owner, repo, head, base, title, body });
      return { url: z.object({ html_url: z.string() }).parse(data).html_url, isNew: true };
    } catch (error) {
      // A list may lag behind: GitHub refuses a second pull request.
      const said = error instanceof Error && 'status' in error && error.status === 422 ? error.message : '';
      if (/already exists/.test(said)) return { url: `${github.repository} (${head})`, isNew: false };
      throw error;
    }
  });
}
