import { z } from 'zod';

import { ChannelSchema } from './channel.ts';
import { CheckSchema } from './check.ts';
import { IdSchema, VisibleTextSchema } from './component.ts';
import { ContactSchema, LinkSchema } from './link.ts';
import { PageSchema } from './page.ts';
import { DeploymentsSchema, PostmortemPolicySchema, TriageSchema, UptimeSchema } from './policy.ts';
import { DaySchema, TimestampSchema } from './timestamp.ts';
import { toLine } from './visible-text.ts';

export const PROVIDER_TYPES = ['statuspage', 'rss', 'atom', 'gcp', 'aws', 'slack', 'instatus', 'betterstack'] as const;
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
