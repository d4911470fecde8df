/** The pull request for incidents that wait on their branch, where a workflow runs the checks. */
import { describeStep } from '../../app/check/message.ts';
import type { RunReport } from '../../app/check/run.ts';
import { StatusError } from '../../errors.ts';
import { PROPOSAL_BRANCH } from '../../store/branches.ts';
import { connectGitHub, readGitHubAccess } from '../../store/github/client.ts';
import { liesElsewhere } from '../../store/github/own-repository.ts';
import { openPullRequest } from '../../store/github/pull-requests.ts';
import { describeFailure } from '../failure.ts';
import { output } from '../output.ts';

function describeProposal(steps: readonly string[], base: string): string {
  return [
    `The checks found this, and "${base}" takes no direct commits:`,
    '',
    ...steps.map((step) => `- ${step}`),
    '',
    'Merging publishes it. Until then further updates are added to this branch. Edit the files here as you like: what you write stays.',
  ].join('\n');
}

/**
 * Opens the pull request when a run has put incidents on their branch and the environment has GITHUB_TOKEN and
 * GITHUB_REPOSITORY, which has to be where the root lies: titles of another are not for it. Never fails a run: without a pull request the branch stays, and a note on stderr says why.
 */
export async function proposeIncidents(
  root: string,
  { plan, landed }: RunReport,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  if (landed?.proposal === undefined) return;
  const access = readGitHubAccess(environment);
  if (access === undefined) return;
  if (await liesElsewhere(root, environment)) {
    output.note(`No pull request was opened for "${PROPOSAL_BRANCH}": it does not lie in ${access.repository}.`);
    return;
  }
  const steps = plan.steps.map(describeStep);
  const [first = 'Incidents'] = steps;
  try {
    const github = await connectGitHub(access, { manner: 'once' });
    const { url, isNew } = await openPullRequest(github, {
      head: PROPOSAL_BRANCH,
      base: landed.mainBranch,
      title: steps.length > 1 ? `${first} and ${steps.length - 1} more` : first,
      body: describeProposal(steps, landed.mainBranch),
    });
    output.note(isNew ? `Opened the pull request ${url}` : `The pull request ${url} is open and now holds this too.`);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    output.note(describeFailure(error));
  }
}
