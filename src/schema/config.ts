import { z } from 'zod';

import { ChannelSchema } from './channel.ts';
import { CheckSchema } from './check.ts';
import { IdSchema, ImpactSchema, VisibleTextSchema } from './component.ts';
import { defaultDuration, DurationSchema } from './duration.ts';
import { LocaleSchema } from './locale.ts';
import { DaySchema, TimestampSchema } from './timestamp.ts';
import { toAddress, toLine } from './visible-text.ts';

export const PROVIDER_TYPES = ['statuspage', 'rss', 'atom', 'gcp', 'aws', 'slack', 'instatus', 'betterstack'] as const;
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
  .meta({ examples: ['https://status.example.org'], pattern: '^https?:' });

/** Where a link may lead besides the web: to a mail program. */
const ContactSchema = z
  .string()
  .refine((text) => isHttpUrl(text) || /^mailto:[^\s@]+@[^\s@]+$/.test(text), {
    error: 'an absolute http or https URL, or a mailto: address',
  })
  .meta({ examples: ['https://example.org/support'], pattern: '^(https?|mailto):' });

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
  /** A sentence about the page, for readers and search engines. */
  description: z.string().overwrite(toLine).optional(),
  /** Zone of the times that are shown. */
  timeZone: TimeZoneSchema.default('Etc/UTC'),
  /** The language that page and feeds are written in, maybe with a region, whose dates and numbers they then have. */
  locale: LocaleSchema.default('en'),
  /** `strict`: the API never says `maintenance` where a program may know only none, minor, major and critical. */
  maintenanceIndicator: z
    .enum(['statuspage', 'strict'], { error: 'one of statuspage, strict' })
    .default('statuspage')
    .meta({ examples: ['strict'] }),
  /** Where "Talk to us" leads. */
  supportUrl: ContactSchema.optional(),
  /** Path of the logo in this repository. */
  logo: AssetSchema.optional(),
  /** Colour of a quiet day; darker or lighter where it could not be read. In quotes, as `#` begins a comment. */
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, { error: 'a colour of six hexadecimal digits' })
    .meta({ examples: ['"#0b6e4f"'] })
    .optional(),
  /** Path of a style sheet in this repository that is added to the page's own. */
  css: AssetSchema.meta({ examples: ['assets/page.css'] }).optional(),
  /** Further links, shown in the order given. */
  links: z
    .array(
      z.strictObject({
        /** What the link is called. */
        name: VisibleTextSchema,
        /** Where it leads: to the web, or to a mail program. */
        url: ContactSchema,
      }),
    )
    .default([]),
  /** A line at the end of the page. */
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
  /** Id of a provider of `providers`. */
  provider: IdSchema.meta({ examples: ['aws'] }),
  /** What of the provider's it relies on, as the provider calls it; without it anything. */
  components: z.array(z.string().meta({ examples: ['EC2'] })).default([]),
  /** In which of the provider's regions; without it in any. */
  regions: z.array(z.string().meta({ examples: ['eu-central-1'] })).default([]),
});

export const ComponentSchema = z.strictObject({
  /** Part of the component's address; incidents name it so. Leave it as it is once it was published. */
  id: IdSchema,
  /** What readers call it. */
  name: VisibleTextSchema.max(100).meta({ examples: ['Public API'] }),
  /** Heading under which it stands, together with others of the same group. */
  group: VisibleTextSchema.max(100)
    .meta({ examples: ['Platform'] })
    .optional(),
  /** What it does for readers, in a few words. */
  description: z.string().overwrite(toLine).optional(),
  /** First day that the component counts; without it the first commit that names it. */
  since: DaySchema.optional(),
  /** Day from which it is no longer part of the page, while its history stays. */
  retired: DaySchema.optional(),
  /** What is measured, each an id, a type and a target. */
  checks: z.array(CheckSchema).default([]),
  /** Providers it relies on, whose incidents then explain its own. */
  dependsOn: z.array(DependencySchema).default([]),
});
export type Component = z.output<typeof ComponentSchema>;

const ProviderSchema = z.strictObject({
  /** `dependsOn` and incidents name it so. */
  id: IdSchema,
  /** What readers call it. */
  name: VisibleTextSchema,
  /** In which format its status page can be read. */
  type: z.enum(PROVIDER_TYPES).meta({ examples: ['statuspage'] }),
  /** Address of its status page or feed. */
  url: LinkSchema,
  /** Where a fault is reported to the provider. */
  reportUrl: ContactSchema.optional(),
});

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

const DeploymentsSchema = z.strictObject({
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
const UptimeSchema = z.strictObject({
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

const PostmortemPolicySchema = z.strictObject({
  /** Categories of incidents that need a post-mortem. */
  requiredFor: z.array(z.enum(CATEGORIES)).default(['internal']),
  /** Least impact of an incident that needs one. */
  fromImpact: ImpactSchema.default('major'),
  /** By when it is due after the incident was resolved. */
  withinBusinessDays: z.int().min(1).max(365).default(5),
});

const RedactionSchema = z.strictObject({
  /** Id of the incident, maintenance or announcement. */
  incident: IdSchema.meta({ examples: ['2026-11-20-api-errors'] }),
  /** Time of the update whose text was taken back. */
  update: TimestampSchema,
  /** Why, in words that readers see. */
  reason: z
    .string()
    .min(1)
    .overwrite(toLine)
    .meta({ examples: ['it named a customer'] }),
  /** Who took it back: a person or a team. */
  by: z
    .string()
    .min(1)
    .meta({ examples: ['api-team'] }),
});

/** The whole of status.yml: durations in milliseconds, `${CANDOR_…}` unresolved, defaults filled in. */
export const ConfigSchema = z.strictObject({
  /** The page itself. */
  page: PageSchema,
  /** What readers care about, in the order in which they see it. */
  components: z.array(ComponentSchema).default([]),
  /** Whom the components rely on, by their status pages. */
  providers: z.array(ProviderSchema).default([]),
  /** When a failure is believed, and what becomes of it. */
  triage: TriageSchema.prefault({}),
  /** Where is looked for what was deployed before something failed. */
  deployments: DeploymentsSchema.prefault({}),
  /** How uptime is reckoned. */
  uptime: UptimeSchema.prefault({}),
  /** Which incidents need a post-mortem. */
  postmortems: PostmortemPolicySchema.prefault({}),
  /** Who is told of incidents, and by which service. */
  channels: z.array(ChannelSchema).default([]),
  /** Texts that were taken back: shown nowhere, while the page says that, when and why. */
  redactions: z.array(RedactionSchema).default([]),
});
export type Config = z.output<typeof ConfigSchema>;
export type TriagePolicy = Config['triage'];
export type UptimePolicy = Config['uptime'];
