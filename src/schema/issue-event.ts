/** What GitHub tells a workflow of an issue that was opened or edited; everything else of it is left out. */
import { z } from 'zod';

import { InstantSchema } from './timestamp.ts';

/** A login can stand in an address and in the author of a commit as it is. */
const AccountSchema = z.object({
  id: z.int(),
  login: z.string().regex(/^[\w-]{1,100}(?:\[bot\])?$/),
});
export type Account = z.output<typeof AccountSchema>;

const WebSchema = z.url({ protocol: /^https?$/ });

export const IssueEventSchema = z.object({
  action: z.string(),
  /** What an edit has changed: the keys are there for what it has. */
  changes: z.object({ body: z.unknown().optional() }).optional(),
  /** Who has opened or edited it. */
  sender: AccountSchema,
  repository: z.object({ full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/), html_url: WebSchema }),
  issue: z.object({
    number: z.int().positive(),
    html_url: WebSchema,
    state: z.string(),
    /** Who has opened it. */
    user: AccountSchema,
    /** Whatever people wrote; null where they wrote nothing. */
    body: z.string().nullish(),
    created_at: InstantSchema,
    updated_at: InstantSchema,
    /** There for a pull request. */
    pull_request: z.unknown().optional(),
  }),
});
export type IssueEvent = z.output<typeof IssueEventSchema>;
