import { z } from 'zod';

import { CheckIdSchema, ComponentStatusSchema, IdSchema, ImpactSchema, VisibleTextSchema } from './component.ts';
import { CATEGORIES, LinkSchema, TimeZoneSchema } from './config.ts';
import { type Kind, KINDS } from './phase.ts';
import { TimestampSchema } from './timestamp.ts';
import { toLine } from './visible-text.ts';

export const CONFIDENCES = ['suspected', 'confirmed'] as const;
export const EVIDENCE_KINDS = [
  'measurement',
  'maintenance',
  'deployment',
  'release',
  'workflow_run',
  'provider',
  'correlation',
  'customers',
] as const;

/** A text as somebody may write it here, for examples. */
function textLike(example: string): z.ZodString {
  return z
    .string()
    .min(1)
    .overwrite(toLine)
    .meta({ examples: [example] });
}

/** One thing that triage found, and where. */
export const EvidenceSchema = z.strictObject({
  kind: z.enum(EVIDENCE_KINDS).meta({ examples: ['measurement'] }),
  at: TimestampSchema,
  text: textLike('3 of 3 requests failed'),
  source: z.string().overwrite(toLine).optional(),
});
export type Evidence = z.output<typeof EvidenceSchema>;

/** How many were told of it in person, when, and by which channel; never who. */
const OutreachSchema = z.strictObject({ at: TimestampSchema, channel: textLike('phone'), count: z.int().min(1) });

const ComponentStatusesSchema = z
  .record(IdSchema, ComponentStatusSchema, { error: 'each component with its status' })
  .meta({ examples: ['{ public-api: partial_outage }'] });

function KindSchema<K extends Kind>(kind: K): z.ZodLiteral<K> {
  return z.literal(kind, { error: `one of ${KINDS.join(', ')}` });
}

/** What all three kinds share. */
const common = {
  title: VisibleTextSchema.max(200).meta({ examples: ['Elevated errors on the public API'] }),
  /** Earlier ids of this file, so that links and feed ids survive a rename. */
  formerly: z.array(IdSchema).optional(),
  /** Whether it was written down after the fact. */
  backfilled: z.boolean().optional(),
  /** What it was brought over from. */
  importedFrom: z.string().overwrite(toLine).optional(),
};

/** What people were told and who told it. */
const origin = {
  /** `monitor` where the engine opened the file. */
  openedBy: z.literal('monitor').optional(),
  evidence: z.array(EvidenceSchema).optional(),
  outreach: z.array(OutreachSchema).optional(),
};

export const IncidentFrontMatterSchema = z.strictObject({
  ...common,
  ...origin,
  kind: KindSchema('incident').optional(),
  category: z.enum(CATEGORIES).meta({ examples: ['internal'] }),
  confidence: z
    .enum(CONFIDENCES)
    .meta({ examples: ['suspected'] })
    .optional(),
  impact: ImpactSchema,
  components: ComponentStatusesSchema,
  checks: z.array(CheckIdSchema).optional(),
  provider: IdSchema.meta({ examples: ['aws'] }).optional(),
  providerUrl: LinkSchema.optional(),
  /** When it was reported to the provider. */
  reportedAt: TimestampSchema.optional(),
  ticket: z.string().overwrite(toLine).optional(),
  /** Overrides the derived start; needs `startedBecause`. */
  startedAt: TimestampSchema.optional(),
  startedBecause: textLike('first failed request in the access log').optional(),
  postmortem: z.literal('waived').optional(),
  waiver: textLike('a test system that no customer uses').optional(),
});

const MaintenanceComponentsSchema = z
  .union([z.record(IdSchema, z.literal('under_maintenance')), z.array(IdSchema)], {
    error: 'a list of component ids, or each id with under_maintenance',
  })
  .meta({ examples: ['[public-api, dashboard]'] });

const UNTIL_EXAMPLE = '2026-11-20T11:05:00Z';

const ScheduledSchema = z.strictObject({
  from: TimestampSchema,
  until: TimestampSchema.meta({ examples: [UNTIL_EXAMPLE] }),
  timeZone: TimeZoneSchema.optional(),
  /** RFC 5545 RRULE; repeats the wall-clock times of `from` and `until` in `timeZone`. */
  recurrence: z
    .string()
    .regex(/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+:-]+)*$/, { error: 'an RFC 5545 recurrence rule' })
    .meta({ examples: ['FREQ=WEEKLY;BYDAY=SU'] })
    .optional(),
  exdates: z.array(TimestampSchema).optional(),
});

export const MaintenanceFrontMatterSchema = z.strictObject({
  ...common,
  ...origin,
  kind: KindSchema('maintenance'),
  components: MaintenanceComponentsSchema,
  scheduled: ScheduledSchema,
});

export const AnnouncementFrontMatterSchema = z.strictObject({
  ...common,
  kind: KindSchema('announcement'),
  components: z.union([z.array(IdSchema), ComponentStatusesSchema]).optional(),
  /** Until when it stands on the front page; without it 14 days. */
  until: TimestampSchema.meta({ examples: [UNTIL_EXAMPLE] }).optional(),
});

export type IncidentFrontMatter = z.output<typeof IncidentFrontMatterSchema>;
export type MaintenanceFrontMatter = z.output<typeof MaintenanceFrontMatterSchema>;
export type AnnouncementFrontMatter = z.output<typeof AnnouncementFrontMatterSchema>;
/** Front matter as written: every time is still the text that stands in the file. */
export type FrontMatter = IncidentFrontMatter | MaintenanceFrontMatter | AnnouncementFrontMatter;

export const FRONT_MATTER_SCHEMAS = {
  incident: IncidentFrontMatterSchema,
  maintenance: MaintenanceFrontMatterSchema,
  announcement: AnnouncementFrontMatterSchema,
} as const satisfies Record<Kind, z.ZodType<FrontMatter>>;
