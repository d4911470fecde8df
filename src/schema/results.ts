/** What one machine found of its part of the checks, as the file that it leaves for the run that merges them. */
import { z } from 'zod';

import { ERROR_CLASSES, LocationSchema } from './check.ts';
import { CheckIdSchema } from './component.ts';
import { MAX_SHARDS } from './shard.ts';
import { TimestampSchema } from './timestamp.ts';
import { showInvisible } from './visible-text.ts';

export const RESULTS_FORMAT = 'candor-results';
export const RESULTS_VERSION = 1;
const MAX_OUTCOMES = 20_000;
/** Longer than any message of ours. */
const MAX_MESSAGE = 2_000;
const DAY_MS = 86_400_000;

const MsSchema = z.number().min(0).max(DAY_MS);
const STATES = ['up', 'degraded', 'down', 'unknown'] as const;

const OutcomeSchema = z
  .strictObject({
    check: CheckIdSchema,
    state: z.enum(STATES).meta({ examples: ['up'] }),
    /** The status or the class of an error, as measurements have it. */
    code: z
      .string()
      .regex(/^[A-Za-z0-9_]{1,40}$/, { error: 'a status or the class of an error' })
      .meta({ examples: ['"200"'] })
      .optional(),
    ms: MsSchema.optional(),
    errorClass: z.enum(ERROR_CLASSES).optional(),
    /** One sentence; what would act or hide in it is written out. */
    message: z.string().max(MAX_MESSAGE).overwrite(showInvisible).optional(),
    phases: z
      .strictObject({
        dns: MsSchema.optional(),
        connect: MsSchema.optional(),
        tls: MsSchema.optional(),
        firstByte: MsSchema.optional(),
        total: MsSchema.optional(),
      })
      .optional(),
  })
  .refine(({ state, errorClass }) => state !== 'down' || errorClass !== undefined, {
    error: 'the class of the error of a check that is down',
    path: ['errorClass'],
  });

export const ResultsSchema = z.strictObject({
  format: z.literal(RESULTS_FORMAT),
  version: z.literal(RESULTS_VERSION),
  /** Start of the run, to the second. */
  at: TimestampSchema,
  shard: z
    .strictObject({ index: z.int().min(1), count: z.int().min(1).max(MAX_SHARDS) })
    .refine(({ index, count }) => index <= count, { error: 'a part from 1 to their number' })
    .meta({ examples: ['{ "index": 1, "count": 2 }'] }),
  /** Where the machine stands. */
  location: LocationSchema.optional(),
  /** Digest of all checks of status.yml: parts of different work are not put together. */
  checks: z.string().regex(/^[0-9a-f]{32}$/, { error: '32 hexadecimal digits' }),
  /** How the canaries fared where the shard asked them, as nothing had answered there. */
  canaries: z.enum(['none', 'answered', 'failed']).optional(),
  /** Set in the results of a private root, which never stand beside those of a public one. */
  private: z.literal(true).optional(),
  outcomes: z
    .array(OutcomeSchema)
    .max(MAX_OUTCOMES)
    .refine((outcomes) => new Set(outcomes.map(({ check }) => check)).size === outcomes.length, {
      error: 'one result of each check',
    })
    .meta({ examples: ['[{ "check": "api-health", "state": "up" }]'] }),
});
export type Results = z.output<typeof ResultsSchema>;
