/**
 * Which repository at GitHub a root folder belongs to. Its remote says so: what a workflow's environment names is the
 * repository that the workflow is of, and a private root that it has checked out beside lies in another.
 */
import { existsSync, realpathSync } from 'node:fs';

import { findClone } from '../clone.ts';
import { type Forge, forgeOf, readRemoteUrl } from '../remote-url.ts';
import { readApiUrl } from './client.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const WEB = 'https://github.com';

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';
}

/** The web pages of the server that the environment is about, without a slash at the end. */
function serverOf(environment: Environment): string {
  const named = (environment['GITHUB_SERVER_URL'] ?? '').trim().replace(/\/+$/, '');
  return named === '' ? WEB : named;
}

function isSameRepository(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * The repository that a pull request from a clone is for: what the address of its remote means. Where that means none,
 * it is the one that the environment names, if the clone is the workflow's own checkout. `folder` is the top of its tree.
 */
export function repositoryOf(
  { url, folder }: { url: string; folder: string },
  environment: Environment,
): Forge | undefined {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_WORKSPACE: workspace = '' } = environment;
  const forge = forgeOf(url);
  if (forge !== undefined || repository === '' || !existsSync(workspace)) return forge;
  return realpathSync(workspace) === folder ? { server: serverOf(environment), repository } : undefined;
}

/** The API of a repository's server; undefined where only a remote names that server, to which nobody has given the token. */
export function apiOf({ server }: Forge, environment: Environment): string | undefined {
  const apiUrl = readApiUrl(environment);
  const host = hostOf(server);
  if (host === hostOf(apiUrl) || `api.${host}` === hostOf(apiUrl)) return apiUrl;
  if (host !== hostOf(serverOf(environment))) return undefined;
  const isNamed = (environment['GITHUB_API_URL'] ?? '').trim() !== '';
  return isNamed || host === hostOf(WEB) ? apiUrl : `${serverOf(environment)}/api/v3`;
}

/** Whether a root folder's remote lies elsewhere than in the repository that the environment of a workflow names. */
export async function liesElsewhere(root: string, environment: Environment): Promise<boolean> {
  const clone = await findClone(root);
  const forge = clone === undefined ? undefined : forgeOf((await readRemoteUrl(clone)) ?? '');
  if (forge === undefined) return false;
  const isHere = isSameRepository(forge.repository, environment['GITHUB_REPOSITORY'] ?? '');
  return !isHere || hostOf(forge.server) !== hostOf(serverOf(environment));
}
