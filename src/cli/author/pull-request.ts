/** The pull request for one entry: through GitHub where there is a token, else where to open it by hand. */
import { StatusError } from '../../errors.ts';
import { connectGitHub, readToken } from '../../store/github/client.ts';
import { apiOf, repositoryOf } from '../../store/github/own-repository.ts';
import { openPullRequest } from '../../store/github/pull-requests.ts';
import type { Forge } from '../../store/remote-url.ts';
import { describeFailure } from '../failure.ts';
import { output } from '../output.ts';

export interface ProposedEntry {
  /** Address of the Git remote. */
  url: string;
  /** Top of the working tree, absolute and without links. */
  folder: string;
  /** Branch that was pushed. */
  head: string;
  mainBranch: string;
  /** Of the commit: its subject is the title. */
  message: string;
}

function byHand(forge: Forge | undefined, { head, mainBranch }: ProposedEntry): string {
  if (forge === undefined) return `Ask for the branch "${head}" to be merged into "${mainBranch}".`;
  const branches = [mainBranch, head].map((name) => name.split('/').map(encodeURIComponent).join('/')).join('...');
  return `Open the pull request here: ${forge.server}/${forge.repository}/compare/${branches}?expand=1`;
}

function describeMissing(forge: Forge | undefined, token: string, apiUrl: string | undefined): string {
  if (forge === undefined) return '';
  if (apiUrl === undefined) return ' With GITHUB_TOKEN and GITHUB_API_URL set, Candor opens it.';
  return token === '' ? ' With GITHUB_TOKEN set, Candor opens it.' : '';
}

/**
 * Opens the pull request for a branch that was pushed, with GITHUB_TOKEN or GH_TOKEN, for the repository that
 * the remote's address names. The token is sent to that repository's server, where it is github.com or the environment
 * names it, and to no other. Without them it says where to open it. Throws a StatusError where GitHub refuses.
 */
export async function openPullRequestFor(entry: ProposedEntry, environment: NodeJS.ProcessEnv): Promise<void> {
  const forge = repositoryOf(entry, environment);
  const token = readToken(environment, 'GITHUB_TOKEN', 'GH_TOKEN');
  output.note(`Pushed the branch "${entry.head}".`);
  const apiUrl = forge === undefined ? undefined : apiOf(forge, environment);
  if (forge === undefined || token === '' || apiUrl === undefined) {
    output.note(`${byHand(forge, entry)}${describeMissing(forge, token, apiUrl)}`);
    return;
  }
  const [title = ''] = entry.message.split('\n');
  const body = 'Merging publishes this on the status page.';
  const { repository } = forge;
  const { head, mainBranch: base } = entry;
  try {
    const github = await connectGitHub({ token, repository, apiUrl }, { manner: 'once' });
    const { url, isNew } = await openPullRequest(github, { head, base, title, body });
    output.note(isNew ? `Opened the pull request ${url}` : `The pull request ${url} is open.`);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    throw new StatusError(describeFailure(error), {
      hint: `The branch is there. ${byHand(forge, entry)}`,
      cause: error,
    });
  }
}
