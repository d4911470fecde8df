/** What answering a form asks of GitHub. */
import { findOwnComment, formatMarker } from '../../content/marker.ts';
import type { FormDesk, FormPullRequest } from '../../ports.ts';
import type { GitHub } from './client.ts';
import { readPermission } from './collaborators.ts';
import { createComment, listComments, updateComment } from './comments.ts';
import { setCommitStatus } from './commit-statuses.ts';
import { addLabel, findIssue } from './issues.ts';
import { listPullRequestsFrom, openPullRequest, type PullRequest, retitlePullRequest } from './pull-requests.ts';

/** Names the status beside the pull request's commit. */
const STATUS_CONTEXT = 'candor/form';

function stateOf({ isOpen, isMerged }: PullRequest): FormPullRequest['state'] {
  if (isMerged) return 'merged';
  return isOpen ? 'open' : 'closed';
}

async function listPullRequests(github: GitHub, branch: string): Promise<FormPullRequest[]> {
  const [owner = ''] = github.repository.split('/');
  const found = await listPullRequestsFrom(github, { owner, branch }, 'all');
  return found
    .map((pull) => ({ ...pull, commit: pull.head.commit, state: stateOf(pull) }))
    .sort((a, b) => b.number - a.number);
}

/** Keeps one comment of our own; nobody else's that has the marker in it is touched. */
async function answer(
  github: GitHub,
  { number, text, isFirstOnly }: { number: number; text: string; isFirstOnly: boolean },
): Promise<void> {
  const body = `${formatMarker('form')}\n${text}`;
  const own = findOwnComment(await listComments(github, number), 'form')?.comment;
  if (own === undefined) await createComment(github, { number, body, needs: 'issues: write' });
  else if (!isFirstOnly && own.body !== body) await updateComment(github, { id: own.id, body, needs: 'issues: write' });
}

/** The desk of a repository at GitHub. */
export function createFormDesk(github: GitHub): FormDesk {
  return {
    readOpenIssue: async (issue) => {
      const found = await findIssue(github, issue);
      return found?.isOpen === true ? { text: found.body, labels: found.labels } : undefined;
    },
    mayWrite: async (login) => ['admin', 'write'].includes(await readPermission(github, login)),
    listPullRequests: (branch) => listPullRequests(github, branch),
    openPullRequest: async ({ branch, base, title, body }) =>
      (await openPullRequest(github, { head: branch, base, title, body })).url,
    retitle: (pullRequest, title) => retitlePullRequest(github, pullRequest, title),
    setStatus: (commit, status) => setCommitStatus(github, { commit, context: STATUS_CONTEXT, ...status }),
    answer: (number, text, { isFirstOnly = false } = {}) => answer(github, { number, text, isFirstOnly }),
    label: (issue, label) => addLabel(github, issue, label),
  };
}
