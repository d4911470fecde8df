/** How issues of any repository stand, as far as the token may read them. */
import { z } from 'zod';

import type { IssueStateReader } from '../../ports.ts';
import { TimestampSchema, parseInstant } from '../../schema/timestamp.ts';
import type { GitHub } from './client.ts';
import { unlessStatus } from './refusal.ts';

/** Gone, or nothing that this token may see. */
const UNREADABLE = [404, 410, 451];

const StateSchema = z.object({
  state: z.string(),
  state_reason: z.string().nullish(),
  closed_at: TimestampSchema.nullish(),
  /** A pull request is an issue to GitHub; it is done once it is merged. */
  pull_request: z.object({ merged_at: z.string().nullish() }).nullish(),
});

type ReadState = z.output<typeof StateSchema>;

function isDone({ state_reason: reason, pull_request: pull }: ReadState): boolean {
  if (pull !== undefined && pull !== null) return typeof pull.merged_at === 'string';
  // Issues that were closed before GitHub knew reasons have none.
  return reason === 'completed' || reason === undefined || reason === null;
}

/** Reads issues one by one. */
export function openIssueStates(github: GitHub): IssueStateReader {
  return {
    readState: async ({ owner, repo, number }, now) => {
      const wish = { to: `read the issue ${owner}/${repo}#${number}`, needs: 'issues: read' };
      const data = await github.ask(wish, ({ client }) =>
        unlessStatus(UNREADABLE, client.rest.issues.get({ owner, repo, issue_number: number })),
      );
      if (data === undefined) return { kind: 'unreadable', at: now };
      const read = StateSchema.parse(data);
      if (read.state === 'open') return { kind: 'open', at: now };
      return { kind: isDone(read) ? 'completed' : 'not_planned', at: parseInstant(read.closed_at ?? '') ?? now };
    },
  };
}
