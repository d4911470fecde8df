/** What answering a form asks of GitHub. */
import { z } from 'zod';

import type { FormDesk, FormPullRequest } from '../../ports.ts';
import type { GitHub } from './client.ts';
import { readPermission } from './collaborators.ts';
import { createComment, listComments, updateComment } from './comments.ts';
import { setCommitStatus } from './commit-statuses.ts';
import { PER_PAGE, readPages } from './pages.ts';
import { openPullRequest } from './pull-requests.ts';
import { unlessStatus } from './refusal.ts';

/** Marks our comment below a form; nobody sees it. */
const MARKER = '<!-- candor:form -->';
/** Names the status beside the pull request's commit. */
const STATUS_CONTEXT = 'candor/form';

const IssueSchema = z.object({ state: z.string(), body: z.string().nullish() });
const PullSchema = z
  .object({
    number: z.int(),
    html_url: z.string(),
    state: z.enum(['open', 'closed']),
    title: z.string(),
    merged_at: z.string().nullish(),
    head: z.object({ ref: z.string(), sha: z.string() }),
  })
  .transform(({ number, html_url: url, state, title, merged_at: mergedAt, head }) => ({
    ...{ number, url, title, commit: head.sha, branch: head.ref },
    state: typeof mergedAt === 'string' ? ('merged' as const) : state,
  }));

async function readOpenText(github: GitHub, issue: number): Promise<string | undefined> {
  const wish = { to: `read the issue #${issue} of ${github.repository}`, needs: 'issues: read' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const asked = client.rest.issues.get({ owner, repo, issue_number: issue });
    const data = await unlessStatus([404, 410], asked);
    if (data === undefined) return undefined;
    const { state, body } = IssueSchema.parse(data);
    return state === 'open' ? (body ?? '') : undefined;
  });
}

async function listPullRequests(github: GitHub, branch: string): Promise<FormPullRequest[]> {
  const wish = { to: `list the pull requests of ${github.repository}`, needs: 'pull-requests: read' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const asked = { owner, repo, state: 'all' as const, head: `${owner}:${branch}`, per_page: PER_PAGE };
    const found = await readPages(client.paginate.iterator(client.rest.pulls.list, asked), PullSchema);
    // Should a server not know the filter, another branch's pull request is not taken for it.
    return found.filter((pull) => pull.branch === branch).sort((a, b) => b.number - a.number);
  });
}

/** Keeps one comment: a person's that has the marker in it is not taken for ours. */
async function answer(
  github: GitHub,
  { number, text, isFirstOnly }: { number: number; text: string; isFirstOnly: boolean },
): Promise<void> {
  const body = `${MARKER}\n${text}`;
  const comments = await listComments(github, number);
  const own = comments.find((comment) => comment.author?.type === 'Bot' && comment.body.startsWith(MARKER));
  if (own === undefined) await createComment(github, { number, body, needs: 'issues: write' });
  else if (!isFirstOnly && own.body !== body) await updateComment(github, { id: own.id, body, needs: 'issues: write' });
}

/** The desk of a repository at GitHub. */
export function createFormDesk(github: GitHub): FormDesk {
  return {
    readOpenText: (issue) => readOpenText(github, issue),
    mayWrite: async (login) => ['admin', 'write'].includes(await readPermission(github, login)),
    listPullRequests: (branch) => listPullRequests(github, branch),
    openPullRequest: async ({ branch, base, title, body }) =>
      (await openPullRequest(github, { head: branch, base, title, body })).url,
    retitle: async (pullRequest, title) => {
      const wish = { to: `change the title of #${pullRequest} of ${github.repository}`, needs: 'pull-requests: write' };
      await github.ask(wish, ({ client, owner, repo }) =>
        client.rest.pulls.update({ owner, repo, pull_number: pullRequest, title }),
      );
    },
    setStatus: (commit, status) => setCommitStatus(github, { commit, context: STATUS_CONTEXT, ...status }),
    answer: (number, text, { isFirstOnly = false } = {}) => answer(github, { number, text, isFirstOnly }),
    label: async (issue, label) => {
      const wish = { to: `label #${issue} of ${github.repository}`, needs: 'issues: write' };
      await github.ask(wish, ({ client, owner, repo }) =>
        client.rest.issues.addLabels({ owner, repo, issue_number: issue, labels: [label] }),
      );
    },
  };
}
