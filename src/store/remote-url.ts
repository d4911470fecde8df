/** Where the Git remote of a clone lies, and what is there. */
import { realpathSync } from 'node:fs';

import type { Clone } from './clone.ts';
import { redact } from './git.ts';
import { readRemote } from './git-refs.ts';

/** The address of the remote without anything secret; undefined where there is none. */
export async function readRemoteUrl({ git }: Clone): Promise<string | undefined> {
  const remote = await readRemote(git);
  return remote === undefined ? undefined : redact((await git.text(['remote', 'get-url', remote])).trim());
}

/** The top folder of the clone's working tree, absolute and without links. */
export async function readTopFolder({ git }: Clone): Promise<string> {
  return realpathSync((await git.text(['rev-parse', '--show-toplevel'])).replace(/\n$/, ''));
}

/** What a repository is on the web, at GitHub or a server like it. */
export interface Forge {
  /** `https://github.com`. */
  server: string;
  /** `owner/name`. */
  repository: string;
}

const WEB = /^(?:https?:\/\/|ssh:\/\/|git:\/\/)(?:[^@/]*@)?([^/:]+)(?::\d+)?\/([^/]+\/[^/]+?)(?:\.git)?\/?$/;
const SCP = /^(?:[^@/]+@)?([^/:]+):([^/]+\/[^/]+?)(?:\.git)?\/?$/;

/** The repository that the address of a remote means; undefined for a folder and other addresses of more or fewer parts. */
export function forgeOf(url: string): Forge | undefined {
  const [, host, repository] = WEB.exec(url) ?? SCP.exec(url) ?? [];
  if (host === undefined || repository === undefined) return undefined;
  // GitHub's SSH on the port of HTTPS, for networks that let nothing else pass.
  return { server: `https://${host === 'ssh.github.com' ? 'github.com' : host}`, repository };
}
