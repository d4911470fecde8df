/** Where the Git remote of a clone lies, and what is there. */
import type { Clone } from './clone.ts';
import { redact } from './git.ts';
import { readRemote } from './git-refs.ts';

/** The address of the remote without anything secret; undefined where there is none. */
export async function readRemoteUrl({ git }: Clone): Promise<string | undefined> {
  const remote = await readRemote(git);
  return remote === undefined ? undefined : redact((await git.text(['remote', 'get-url', remote])).trim());
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
  return host === undefined || repository === undefined ? undefined : { server: `https://${host}`, repository };
}
