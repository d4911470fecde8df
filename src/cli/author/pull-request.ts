/** The pull request for one entry: through GitHub where there is a token, else where to open it by hand. */
import { StatusError } from '../../errors.ts';
import { connectGitHub, GITHUB_API, readToken } from '../../store/github/client.ts';
import { openPullRequest } from '../../store/github/pull-requests.ts';
import { type Forge, forgeOf } from '../../store/remote-url.ts';
import { describeFailure } from '../failure.ts';
import { output } from '../output.ts';

export interface ProposedEntry {
  /** Address of the Git remote. */
  url: string;
  /** Branch that was pushed. */
  head: string;
  mainBranch: string;
  /** Of the commit: its subject is the title. */
  message: string;
}

function findForge(
  url: string,
  { GITHUB_REPOSITORY = '', GITHUB_SERVER_URL = '' }: NodeJS.ProcessEnv,
): Forge | undefined {
  const known = forgeOf(url);
  if (GITHUB_REPOSITORY === '') return known;
  return {
    server: GITHUB_SERVER_URL === '' ? (known?.server ?? 'https://github.com') : GITHUB_SERVER_URL,
    repository: GITHUB_REPOSITORY,
  };
}

/** GitHub's API for the server that a repository lies on. */
function apiOf({ server }: Forge, { GITHUB_API_URL = '' }: NodeJS.ProcessEnv): string {
  if (GITHUB_API_URL !== '') return GITHUB_API_URL;
  return server === 'https://github.com' ? GITHUB_API : `${server}/api/v3`;
}

function byHand(forge: Forge | undefined, { head, mainBranch }: ProposedEntry): string {
  if (forge === undefined) return `Ask for the branch "${head}" to be merged into "${mainBranch}".`;
  const branches = [mainBranch, head].map((name) => name.split('/').map(encodeURIComponent).join('/')).join('...');
  return `Open the pull request here: ${forge.server}/${forge.repository}/compare/${branches}?expand=1`;
}

/**
 * Opens the pull request for a branch that was pushed, with GITHUB_TOKEN or GH_TOKEN, for the repository that
 * GITHUB_REPOSITORY or the remote's address names. Without them it says where to open it. Throws a StatusError where
 * GitHub refuses.
 */
export async function openPullRequestFor(entry: ProposedEntry, environment: NodeJS.ProcessEnv): Promise<void> {
  const forge = findForge(entry.url, environment);
  const token = readToken(environment, 'GITHUB_TOKEN', 'GH_TOKEN');
  output.note(`Pushed the branch "${entry.head}".`);
  if (forge === undefined || token === '') {
    output.note(`${byHand(forge, entry)}${token === '' ? ' With GITHUB_TOKEN set, Candor opens it.' : ''}`);
    return;
  }
  const [title = ''] = entry.message.split('\n');
  const body = 'Merging publishes this on the status page.';
  const { repository } = forge;
  const { head, mainBranch: base } = entry;
  try {
    const github = await connectGitHub({ token, repository, apiUrl: apiOf(forge, environment) }, { manner: 'once' });
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
