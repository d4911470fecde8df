/** Who is asked beyond the checks. Most runs ask nobody, so everything is loaded when it is needed. */
import type { LookPorts } from '../app/check/look.ts';
import { StatusError } from '../errors.ts';
import type { ActivityReader, BranchFile, DeclinedProposal, DeclinedReader, YoungPullReader } from '../ports.ts';
import type { Environment } from '../checks/secrets.ts';
import { connectGitHub, readGitHubAccess } from '../store/github/client.ts';

/** All providers together: a run does not wait any longer. */
const PROVIDERS_TIMEOUT_MS = 20_000;

/** Asks providers on the network, and GitHub with the token of the environment. What GitHub said is kept for a loop. */
export function createAsking(environment: Environment): LookPorts {
  let reader: Promise<ActivityReader> | undefined;
  return {
    fetchProvider: async (source, options) => {
      const { fetchProvider } = await import('../providers/fetch.ts');
      return fetchProvider(source, { ...options, signal: AbortSignal.timeout(PROVIDERS_TIMEOUT_MS) });
    },
    readActivity: async (repositories, window) => {
      reader ??= import('../store/github/activity.ts').then(({ openActivityReader }) =>
        openActivityReader(environment),
      );
      return (await reader).readActivity(repositories, window);
    },
  };
}

/** Asks GitHub for the pull requests of a root folder; undefined where the environment has no token or names no repository. */
export function createPullReader(root: string, environment: NodeJS.ProcessEnv): YoungPullReader | undefined {
  const access = readGitHubAccess(environment);
  if (access === undefined) return undefined;
  return async (since) => {
    const { liesElsewhere } = await import('../store/github/own-repository.ts');
    if (await liesElsewhere(root, environment)) return [];
    const { listYoungPulls } = await import('../store/github/young-pulls.ts');
    return listYoungPulls(await connectGitHub(access, { manner: 'once' }), since);
  };
}

/** What nobody answers is noted, and counts as nothing. */
async function orNone<T>(asked: Promise<readonly T[]>, note: (text: string) => void): Promise<readonly T[]> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    note(`${error.message}\nIncidents are written as if nobody had closed a pull request for one.`);
    return [];
  }
}

/**
 * Asks GitHub, once, for the proposals of a root folder that a person closed; undefined where the environment has no token
 * or names no repository.
 */
export function createDeclinedReader(
  root: string,
  environment: NodeJS.ProcessEnv,
  note: (text: string) => void,
): DeclinedReader | undefined {
  const access = readGitHubAccess(environment);
  if (access === undefined) return undefined;
  const list = async (): Promise<DeclinedProposal[]> => {
    const [{ liesElsewhere }, { listDeclinedPulls }] = await Promise.all([
      import('../store/github/own-repository.ts'),
      import('../store/github/declined-pulls.ts'),
    ]);
    if (await liesElsewhere(root, environment)) return [];
    return listDeclinedPulls(await connectGitHub(access, { manner: 'once' }));
  };
  const read = async (): Promise<DeclinedProposal[]> =>
    (await orNone(list(), note)).map((each) => {
      let files: Promise<readonly BranchFile[]> | undefined;
      return { ...each, readFiles: async () => [...(await (files ??= orNone(each.readFiles(), note)))] };
    });
  let declined: Promise<DeclinedProposal[]> | undefined;
  return () => (declined ??= read());
}
