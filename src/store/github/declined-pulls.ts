/** Pull requests for incidents that somebody closed: with that a person has said no. */
import { Buffer } from 'node:buffer';

import { z } from 'zod';

import { INCIDENTS_FOLDER } from '../../content/incident-path.ts';
import type { BranchFile, DeclinedProposal } from '../../ports.ts';
import { InstantSchema } from '../../schema/timestamp.ts';
import { PROPOSAL_BRANCH } from '../branches.ts';
import { listChangedPaths } from './changed-paths.ts';
import type { GitHub } from './client.ts';
import { unlessStatus } from './refusal.ts';

/** What was closed before the last so many says nothing of a failure that still goes on. */
const MANY = 10;
/** Files of one pull request that are read; each costs a request. */
const MANY_FILES = 20;

const PullSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.string(),
  merged_at: z.string().nullish(),
  closed_at: InstantSchema.nullish(),
  head: z.object({ ref: z.string(), sha: z.string() }),
});
const ContentSchema = z.object({ encoding: z.literal('base64'), content: z.string() });

/** A file as a commit has it; undefined where it is none there, such as one that the pull request takes away. */
async function readFileAt(github: GitHub, path: string, commit: string): Promise<BranchFile | undefined> {
  const wish = { to: `read ${path} of ${github.repository}`, needs: 'contents: read' };
  return github.ask(wish, async ({ client, owner, repo }) => {
    const asked = client.rest.repos.getContent({ owner, repo, path, ref: commit });
    const read = ContentSchema.safeParse(await unlessStatus([404], asked));
    return read.success ? { path, text: Buffer.from(read.data.content, 'base64').toString() } : undefined;
  });
}

function isIncidentPath(path: string): boolean {
  return path.endsWith('.md') && `/${path}`.includes(`/${INCIDENTS_FOLDER}/`);
}

async function readFiles(github: GitHub, number: number, commit: string): Promise<BranchFile[]> {
  const paths = (await listChangedPaths(github, number)) ?? [];
  const wanted = [...new Set(paths.filter(isIncidentPath))].slice(0, MANY_FILES);
  const files = await Promise.all(wanted.map((path) => readFileAt(github, path, commit)));
  return files.filter((file) => file !== undefined);
}

/** Those of the branch for incidents that were closed and not merged, the newest first; what each held is read when asked. */
export async function listDeclinedPulls(github: GitHub): Promise<DeclinedProposal[]> {
  const wish = { to: `list the pull requests of ${github.repository}`, needs: 'pull-requests: read' };
  const latest = await github.ask(wish, async ({ client, owner, repo }) => {
    const order = { state: 'all', sort: 'created', direction: 'desc', per_page: MANY } as const;
    const { data } = await client.rest.pulls.list({ owner, repo, head: `${owner}:${PROPOSAL_BRANCH}`, ...order });
    return z.array(PullSchema).parse(data);
  });
  const open = new Set(latest.filter(({ state }) => state === 'open').map(({ head }) => head.sha));
  return latest.flatMap(({ number, html_url: url, state, merged_at: mergedAt, closed_at: at, head }) => {
    const isDeclined = state === 'closed' && typeof mergedAt !== 'string' && head.ref === PROPOSAL_BRANCH;
    // Somebody has opened another in its place.
    if (!isDeclined || typeof at !== 'number' || open.has(head.sha)) return [];
    return [{ url, at, commit: head.sha, readFiles: () => readFiles(github, number, head.sha) }];
  });
}
