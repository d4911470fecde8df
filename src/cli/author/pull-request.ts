/** The pull request for one entry: through GitHub where there is a token, else where to open it by hand. */
import { StatusError } from '../../errors.ts';
import { connectGitHub, readApiUrl, readToken } from '../../store/github/client.ts';
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

/** GitHub's API for a repository; undefined where only a remote names the server, to which nobody has given the token. */
function apiOf(forge: Forge | undefined, environment: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_API_URL = '', GITHUB_SERVER_URL = '' } = environment;
  if (forge === undefined || GITHUB_API_URL !== '' || forge.server === 'https://github.com') {
    return readApiUrl(environment);
  }
  return forge.server === GITHUB_SERVER_URL ? `${forge.server}/api/v3` : undefined;
}

function byHand(forge: Forge | undefined, { head, mainBranch }: ProposedEntry): string {
  if (forge === undefined) return `Ask for the branch "${head}" to be merged into "${mainBranch}".`;
  const branches = [mainBranch, head].map((name) => name.split('/').map(encodeURIComponent).join('/')).join('...');
  return `Open the pull request here: ${forge.server}/${forge.repository}/compare/${branches}?expand=1`;
}

function describeMissing(token: string, apiUrl: string | undefined): string {
  if (apiUrl === undefined) return ' With GITHUB_TOKEN and GITHUB_API_URL set, Candor opens it.';
  return token === '' ? ' With GITHUB_TOKEN set, Candor opens it.' : '';
}

/**
 * Opens the pull request for a branch that was pushed, with GITHUB_TOKEN or GH_TOKEN, for the repository that
 * GITHUB_REPOSITORY or the remote's address names. The token is sent to github.com, or to the server that the environment
 * names, and to no other. Without them it says where to open it. Throws a StatusError where GitHub refuses.
 */
export async function openPullRequestFor(entry: ProposedEntry, environment: NodeJS.ProcessEnv): Promise<void> {
  const forge = findForge(entry.url, environment);
  const token = readToken(environment, 'GITHUB_TOKEN', 'GH_TOKEN');
  output.note(`Pushed the branch "${entry.head}".`);
  const apiUrl = apiOf(forge, environment);
  if (forge === undefined || token === '' || apiUrl === undefined) {
    output.note(`${byHand(forge, entry)}${describeMissing(token, apiUrl)}`);
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
