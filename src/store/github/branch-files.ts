/** Branches and the files on them, written without a clone. */
import { z } from 'zod';

import type { GitHub } from './client.ts';
import { hasStatus, unlessStatus } from './refusal.ts';

const RefSchema = z.object({ object: z.object({ sha: z.string() }) });

/** The commit at the tip of a branch; undefined where there is no such branch. */
export function readBranch(github: GitHub, branch: string): Promise<string | undefined> {
  const wish = { to: `read the branch "${branch}" of ${github.repository}`, needs: 'contents: read' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    // With 409 GitHub says that the repository has no commit yet.
    const data = await unlessStatus([404, 409], client.rest.git.getRef({ owner, repo, ref: `heads/${branch}` }));
    return data === undefined ? undefined : RefSchema.parse(data).object.sha;
  });
}

/** Makes a branch at a commit; `exists` where there is one of this name, which stays as it is. */
export function createBranch(
  github: GitHub,
  { branch, commit }: { branch: string; commit: string },
): Promise<'created' | 'exists'> {
  const wish = { to: `create the branch "${branch}" in ${github.repository}`, needs: 'contents: write' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    try {
      await client.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha: commit });
      return 'created';
    } catch (error) {
      if (hasStatus(error, 422) && error instanceof Error && /already exists/i.test(error.message)) return 'exists';
      throw error;
    }
  });
}

/** Takes a branch away; one that is not there is no failure. */
export function deleteBranch(github: GitHub, branch: string): Promise<void> {
  const wish = { to: `delete the branch "${branch}" of ${github.repository}`, needs: 'contents: write' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    try {
      await client.rest.git.deleteRef({ owner, repo, ref: `heads/${branch}` });
    } catch (error) {
      const isGone = hasStatus(error, 422) && error instanceof Error && /does not exist/i.test(error.message);
      if (!isGone && !hasStatus(error, 404)) throw error;
    }
  });
}

const FileSchema = z.object({
  type: z.literal('file'),
  sha: z.string(),
  encoding: z.literal('base64'),
  content: z.string(),
});

export interface RemoteFile {
  text: string;
  /** Names this very content; who writes gives it, so that nothing that came between is lost. */
  sha: string;
}

/** A file of up to 1 MB on a branch; undefined where there is none. */
export function readRemoteFile(
  github: GitHub,
  { path, branch }: { path: string; branch: string },
): Promise<RemoteFile | undefined> {
  const wish = { to: `read "${path}" on the branch "${branch}" of ${github.repository}`, needs: 'contents: read' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const data = await unlessStatus([404], client.rest.repos.getContent({ owner, repo, path, ref: branch }));
    if (data === undefined) return undefined;
    const { content, sha } = FileSchema.parse(data);
    return { text: Buffer.from(content, 'base64').toString('utf8'), sha };
  });
}

export interface FileToPut {
  path: string;
  text: string;
  branch: string;
  /** Subject and body of the commit. */
  message: string;
  /** The content that it takes the place of; undefined for a new file. */
  sha: string | undefined;
}

const WrittenSchema = z.object({ commit: z.object({ sha: z.string() }) });

export type PutFile =
  | { kind: 'written'; commit: string }
  /** The file is not what `sha` says, or the branch has just moved: nothing was written. Read it again, and decide again. */
  | { kind: 'conflict' };

/** A branch that a rule protects is refused with the same status as a file that is another by now. */
function isConflict(error: unknown): boolean {
  const said = error instanceof Error ? error.message : '';
  return (hasStatus(error, 409) && !/rule violation/i.test(said)) || (hasStatus(error, 422) && said.includes('"sha"'));
}

/** Commits one file on a branch. Never sent twice: the second time would meet what the first has written. */
export function putFile(github: GitHub, { path, text, branch, message, sha }: FileToPut): Promise<PutFile> {
  const wish = { to: `write "${path}" on the branch "${branch}" of ${github.repository}`, needs: 'contents: write' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const content = Buffer.from(text, 'utf8').toString('base64');
    try {
      const { data } = await client.rest.repos.createOrUpdateFileContents({
        ...{ owner, repo, path, branch, message, content, request: { retries: 0 } },
        ...(sha === undefined ? {} : { sha }),
      });
      return { kind: 'written', commit: WrittenSchema.parse(data).commit.sha };
    } catch (error) {
      if (isConflict(error)) return { kind: 'conflict' };
      throw error;
    }
  });
}
