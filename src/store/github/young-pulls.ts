/** Pull requests that somebody has just opened, and what they change. */
import { z } from 'zod';

import type { YoungPull } from '../../ports.ts';
import { type Instant, parseInstant } from '../../schema/timestamp.ts';
import { PROPOSAL_BRANCH } from '../branches.ts';
import type { GitHub } from './client.ts';
import { listChangedPaths } from './changed-paths.ts';

/** Nobody opens more within the time that is looked at; each costs a request. */
const MANY = 20;

const PullSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  created_at: z.string(),
  head: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
});

/**
 * The pull requests that are open and were opened at `since` or later, from branches of the repository itself: what comes
 * from a fork is by somebody who may not write here, and must hold up nothing. The one for incidents that the checks
 * opened is none of them.
 */
export async function listYoungPulls(github: GitHub, since: Instant): Promise<YoungPull[]> {
  const wish = { to: `list the pull requests of ${github.repository}`, needs: 'pull-requests: read' };
  const latest = await github.ask(wish, async ({ client, owner, repo }) => {
    const asked = { owner, repo, state: 'open', sort: 'created', direction: 'desc', per_page: MANY } as const;
    const { data } = await client.rest.pulls.list(asked);
    return z.array(PullSchema).parse(data);
  });
  const young = latest.filter(
    ({ created_at: at, head }) =>
      (parseInstant(at) ?? -Infinity) >= since &&
      head.repo?.full_name.toLowerCase() === github.repository.toLowerCase() &&
      head.ref !== PROPOSAL_BRANCH,
  );
  return Promise.all(
    young.map(async ({ number, html_url: url }) => ({ url, paths: (await listChangedPaths(github, number)) ?? [] })),
  );
}
