import { z } from 'zod';

import { CheckSchema } from './check.ts';
import { IdSchema, ImpactSchema, VisibleTextSchema } from './component.ts';
import { defaultDuration, DurationSchema } from './duration.ts';
import { LocaleSchema } from './locale.ts';
import { DaySchema, TimestampSchema } from './timestamp.ts';
import { toAddress, toLine } from './visible-text.ts';

export const PROVIDER_TYPES = ['statuspage', 'rss', 'atom', 'gcp', 'aws', 'slack', 'instatus', 'betterstack'] as const;
export const CHANNEL_TYPES = [
  'webhook',
  'slack',
  'email',
  'mastodon',
  'bluesky',
  'x',
  'discord',
  'teams',
  'telegram',
] as const;
export const CHANNEL_EVENTS = ['opened', 'updated', 'resolved', 'maintenance', 'postmortem'] as const;
export const CATEGORIES = ['undetermined', 'upstream', 'customer', 'internal'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Whether the runtime knows an IANA time zone of this name. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

export const TimeZoneSchema = z
  .string()
  .refine(isTimeZone, { error: 'an IANA time zone' })
  .meta({ examples: ['Europe/Berlin'] });

/** An absolute http or https URL, as anything that becomes a link must be. */
export const LinkSchema = z
  .string({ error: 'an absolute http or https URL' })
  .refine(isHttpUrl, { error: 'an absolute http or https URL' })
  .overwrite(toAddress)
  .meta({ examples: ['https://status.example.org'] });

/** Where a link may lead besides the web: to a mail program. */
const ContactSchema = z
  .string()
  .refine((text) => isHttpUrl(text) || /^mailto:[^\s@]+@[^\s@]+$/.test(text), {
    error: 'an absolute http or https URL, or a mailto: address',
  })
  .meta({ examples: ['https://example.org/support'] });

/** A file in the repository that the page shows, by its path relative to status.yml. */
const AssetSchema = z
  .string()
  .regex(/^(?:\.\/)?[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/, {
    error: 'a path inside the repository, without hidden folders',
  })
  .meta({ examples: ['assets/logo.svg'] });

const PageSchema = z.strictObject({
  /** What the page is called: the company or product. */
  name: VisibleTextSchema.max(100).meta({ examples: ['Example Cloud'] }),
  /** Where the page is published; may carry a sub-path. */
  url: LinkSchema,
  /** 12 characters of a-z0-9, written once by `init` or `import`; the ids in feeds and API derive from it. */
  id: z
    .string()
    .regex(/^[a-z0-9]{12}$/, { error: '12 characters of a-z and 0-9' })
    .meta({ examples: ['k7d0v3m9x2qa'] })
    .optional(),
  description: z.string().overwrite(toLine).optional(),
  /** Zone of the times that are shown. */
  timeZone: TimeZoneSchema.default('Etc/UTC'),
  /** The language that page and feeds are written in, maybe with a region, whose dates and numbers they then have. */
  locale: LocaleSchema.default('en'),
  /** Where "Talk to us" leads. */
  supportUrl: ContactSchema.optional(),
  logo: AssetSchema.optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, { error: 'a colour of six hexadecimal digits' })
    .meta({ examples: ['"#0b6e4f"'] })
    .optional(),
  css: AssetSchema.optional(),
  links: z.array(z.strictObject({ name: VisibleTextSchema, url: ContactSchema })).default([]),
  footer: z.string().overwrite(toLine).optional(),
  /** Age of the last build or check beyond which the page warns. */
  staleAfter: DurationSchema.default(defaultDuration('3h')),
  /** Whether the names of authors are shown. */
  authors: z
    .enum(['none', 'name'])
    .meta({ examples: ['none'] })
    .default('none'),
});

const DependencySchema = z.strictObject({
  provider: IdSchema.meta({ examples: ['aws'] }),
  components: z.array(z.string().meta({ examples: ['EC2'] })).default([]),
  regions: z.array(z.string().meta({ examples: ['eu-central-1'] })).default([]),
});

export const ComponentSchema = z.strictObject({
  id: IdSchema,
  name: VisibleTextSchema.max(100).meta({ examples: ['Public API'] }),
  group: VisibleTextSchema.max(100)
    .meta({ examples: ['Platform'] })
    .optional(),
  description: z.string().overwrite(toLine).optional(),
  /** First day that the component counts; without it the first commit that names it. */
  since: DaySchema.optional(),
  /** Day from which it is no longer part of the page, while its history stays. */
  retired: DaySchema.optional(),
  checks: z.array(CheckSchema).default([]),
  dependsOn: z.array(DependencySchema).default([]),
});
export type Component = z.output<typeof ComponentSchema>;

const ProviderSchema = z.strictObject({
  id: IdSchema,
  name: VisibleTextSchema,
  type: z.enum(PROVIDER_TYPES).meta({ examples: ['statuspage'] }),
  url: LinkSchema,
  /** Where a fault is reported to the provider. */
  reportUrl: ContactSchema.optional(),
});

const CANARY = /^(https?:\/\/\S+|[^\s/:]+:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5})$/i;

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
  incidentBy: z
    .enum(['commit', 'pull_request'])
    .meta({ examples: ['commit'] })
    .default('commit'),
  /** Called after each complete run, for a dead man's switch. */
  pingUrl: z.string().optional(),
});

const DeploymentsSchema = z.strictObject({
  repositories: z
    .array(
      z
        .string()
        .regex(/^[\w.-]+\/[\w.-]+$/, { error: 'a repository as owner/name' })
        .meta({ examples: ['acme/api'] }),
    )
    .default([]),
  lookback: DurationSchema.default(defaultDuration('2h')),
});

const WeightSchema = z
  .number()
  .min(0)
  .max(1)
  .meta({ examples: ['0.3'] });
const UptimeSchema = z.strictObject({
  /** Share of bad time that counts as down, by status. */
  weights: z
    .strictObject({
      major_outage: WeightSchema.default(1),
      partial_outage: WeightSchema.default(0.3),
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

const PostmortemPolicySchema = z.strictObject({
  requiredFor: z.array(z.enum(CATEGORIES)).default(['internal']),
  fromImpact: ImpactSchema.default('major'),
  withinBusinessDays: z.int().min(1).max(365).default(5),
});

export const ChannelSchema = z.strictObject({
  id: IdSchema,
  type: z.enum(CHANNEL_TYPES).meta({ examples: ['slack'] }),
  /** Address of the service, or of the webhook. */
  url: z.string().optional(),
  /** Address of a reader: an e-mail address, a chat id. */
  to: z.string().optional(),
  from: z.string().optional(),
  username: z.string().optional(),
  /** Secret that authenticates us, written as `${CANDOR_…}`. */
  token: z.string().optional(),
  /** Secret that signs what we send, written as `${CANDOR_…}`. */
  secret: z.string().optional(),
  on: z.array(z.enum(CHANNEL_EVENTS)).default([...CHANNEL_EVENTS]),
  components: z.array(IdSchema).default([]),
  fromImpact: ImpactSchema.default('none'),
});

const RedactionSchema = z.strictObject({
  incident: IdSchema.meta({ examples: ['2026-11-20-api-errors'] }),
  /** Time of the update whose text was taken back. */
  update: TimestampSchema,
  reason: z
    .string()
    .min(1)
    .overwrite(toLine)
    .meta({ examples: ['it named a customer'] }),
  by: z
    .string()
    .min(1)
    .meta({ examples: ['api-team'] }),
});

/** The whole of status.yml: durations in milliseconds, `${CANDOR_…}` unresolved, defaults filled in. */
export const ConfigSchema = z.strictObject({
  page: PageSchema,
  components: z.array(ComponentSchema).default([]),
  providers: z.array(ProviderSchema).default([]),
  triage: TriageSchema.prefault({}),
  deployments: DeploymentsSchema.prefault({}),
  uptime: UptimeSchema.prefault({}),
  postmortems: PostmortemPolicySchema.prefault({}),
  channels: z.array(ChannelSchema).default([]),
  redactions: z.array(RedactionSchema).default([]),
});
export type Config = z.output<typeof ConfigSchema>;
export type TriagePolicy = Config['triage'];
export type UptimePolicy = Config['uptime'];
