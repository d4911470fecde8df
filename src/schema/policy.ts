/** By what rules is judged: what is believed, what may have caused it, how uptime is reckoned, what needs a post-mortem. */
import { z } from 'zod';

import { CATEGORIES } from './category.ts';
import { ImpactSchema } from './component.ts';
import { defaultDuration, DurationSchema } from './duration.ts';

const CANARY = /^([Hh][Tt][Tt][Pp][Ss]?:\/\/\S+|[^\s/:]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5})$/;

/** A number of components (`3`), or a share of them (`10%`). */
const ShareSchema = z
  .union([z.int().min(2), z.string().regex(/^(100|[1-9]\d?)%$/)], { error: 'a number from 2, or a share' })
  .meta({ examples: ['3', '10%'] });

export const TriageSchema = z.strictObject({
  /** Failing runs in a row after which a failure is believed. */
  confirmAfter: z.int().min(1).max(20).default(2),
  /** Wait before a failure that awaits confirmation is probed again in the same run; 0 switches it off. */
  recheckAfter: DurationSchema.default(defaultDuration('1m')),
  /** Passing runs in a row after which a recovery is believed. */
  recoverAfter: z.int().min(1).max(20).default(2),
  /** How long a recovery must hold before the incident is resolved. */
  stableFor: DurationSchema.default(defaultDuration('15m')),
  /** How many components failing together are one incident. */
  correlateAt: ShareSchema.default(3),
  /** URLs or `host:port` outside our own services; all failing makes a run blind. */
  canaries: z
    .array(
      z
        .string()
        .regex(CANARY, { error: 'an absolute URL or host:port' })
        .meta({ examples: ['example.org:443'] }),
    )
    .default([]),
  /** Whether incidents that triage opens are committed, or wait in a pull request for a person. */
  incidentBy: z
    .enum(['commit', 'pull_request'])
    .meta({ examples: ['commit'] })
    .default('commit'),
  /** Called after each complete run, for a dead man's switch. */
  pingUrl: z.string().optional(),
});

export const DeploymentsSchema = z.strictObject({
  /** Repositories on GitHub, as `owner/name`. */
  repositories: z
    .array(
      z
        .string()
        .regex(/^[\w.-]+\/[\w.-]+$/, { error: 'a repository as owner/name' })
        .meta({ examples: ['acme/api'] }),
    )
    .default([]),
  /** How long before a failure a deployment may have caused it. */
  lookback: DurationSchema.default(defaultDuration('2h')),
});

const WeightSchema = z
  .number()
  .min(0)
  .max(1)
  .meta({ examples: ['0.3'] });
export const UptimeSchema = z.strictObject({
  /** Share of bad time that counts as down, by status. */
  weights: z
    .strictObject({
      /** Share of a major outage that counts as down. */
      major_outage: WeightSchema.default(1),
      /** Share of a partial outage that counts as down. */
      partial_outage: WeightSchema.default(0.3),
      /** Share of degraded performance that counts as down. */
      degraded_performance: WeightSchema.default(0),
    })
    .prefault({}),
  /** How long a measurement holds at most when none follows. */
  holdFor: DurationSchema.default(defaultDuration('30m')),
  /**
   * Age after which a day's measurements are rolled up to the states of its checks. Figures stay as they are, also when
   * `confirmAfter` or a longer `holdFor` is set later; a shorter `holdFor` finds no silence that is not there any more.
   */
  keepRaw: DurationSchema.default(defaultDuration('90d')),
});

export const PostmortemPolicySchema = z.strictObject({
  /** Categories of incidents that need a post-mortem. */
  requiredFor: z.array(z.enum(CATEGORIES)).default(['internal']),
  /** Least impact of an incident that needs one. */
  fromImpact: ImpactSchema.default('major'),
  /** By when it is due after the incident was resolved. */
  withinBusinessDays: z.int().min(1).max(365).default(5),
});
