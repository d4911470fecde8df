import { z } from 'zod';

import { CheckIdSchema, ComponentStatusSchema, IdSchema, ImpactSchema, VisibleTextSchema } from './component.ts';
import { CATEGORIES } from './category.ts';
import { LinkSchema } from './link.ts';
import { TimeZoneSchema } from './time-zone.ts';
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
  /** What was looked at. */
  kind: z.enum(EVIDENCE_KINDS).meta({ examples: ['measurement'] }),
  /** When it was so, with an offset. */
  at: TimestampSchema,
  /** What was found, in words. */
  text: textLike('3 of 3 requests failed'),
  /** Where it can be looked up. */
  source: z.string().overwrite(toLine).optional(),
});
export type Evidence = z.output<typeof EvidenceSchema>;

/** How many were told of it in person, when, and by which channel; never who. */
const OutreachSchema = z.strictObject({
  /** When they were told. */
  at: TimestampSchema,
  /** By what means. */
  channel: textLike('phone'),
  /** How many were told. */
  count: z.int().min(1),
});

const ComponentStatusesSchema = z
  .record(IdSchema, ComponentStatusSchema, { error: 'each component with its status' })
  .meta({ examples: ['{ public-api: partial_outage }'] });

function KindSchema<K extends Kind>(kind: K): z.ZodLiteral<K> {
  return z.literal(kind, { error: `one of ${KINDS.join(', ')}` });
}

/** What all three kinds share. */
const common = {
  /** What readers see first: what does not work, in their words. */
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
  /** What triage found, shown on the page of the incident. */
  evidence: z.array(EvidenceSchema).optional(),
  /** How many were told of it in person, when and by which means; never who. */
  outreach: z.array(OutreachSchema).optional(),
};

export const IncidentFrontMatterSchema = z.strictObject({
  ...common,
  ...origin,
  /** What the file is; an incident unless said otherwise. */
  kind: KindSchema('incident').optional(),
  /** Whose it is: a provider's (upstream), one customer's activity that hurt others, our own (internal), not known yet. */
  category: z.enum(CATEGORIES).meta({ examples: ['internal'] }),
  /** Whether the category is sure; confirmed unless said otherwise. */
  confidence: z
    .enum(CONFIDENCES)
    .meta({ examples: ['suspected'] })
    .optional(),
  /** How bad it is as a whole. */
  impact: ImpactSchema,
  /** Id of each component that is affected, with its status when the incident began. Updates change it. */
  components: ComponentStatusesSchema,
  /** Ids of the checks that failed. */
  checks: z.array(CheckIdSchema).optional(),
  /** Of the category upstream: id of the provider. */
  provider: IdSchema.meta({ examples: ['aws'] }).optional(),
  /** Of the category upstream: where the provider tells of it. */
  providerUrl: LinkSchema.optional(),
  /** When it was reported to the provider. */
  reportedAt: TimestampSchema.optional(),
  /** Number or name of the provider's ticket. */
  ticket: z.string().overwrite(toLine).optional(),
  /** Overrides the derived start; needs `startedBecause`. */
  startedAt: TimestampSchema.optional(),
  /** How it is known that it started then. */
  startedBecause: textLike('first failed request in the access log').optional(),
  /** That no post-mortem is written; needs `waiver`. */
  postmortem: z.literal('waived').optional(),
  /** Why no post-mortem is written. */
  waiver: textLike('a test system that no customer uses').optional(),
});

const MaintenanceComponentsSchema = z
  .union([z.record(IdSchema, z.literal('under_maintenance')), z.array(IdSchema)], {
    error: 'a list of component ids, or each id with under_maintenance',
  })
  .meta({ examples: ['[public-api, dashboard]'] });

const UNTIL_EXAMPLE = '2026-11-20T11:05:00Z';

const ScheduledSchema = z.strictObject({
  /** When it begins, with an offset. */
  from: TimestampSchema,
  /** When it ends, with an offset. */
  until: TimestampSchema.meta({ examples: [UNTIL_EXAMPLE] }),
  /** The zone whose wall-clock times a recurrence repeats. */
  timeZone: TimeZoneSchema.optional(),
  /**
   * RFC 5545 RRULE of days; repeats the wall-clock times of `from` and `until` in `timeZone`. Of a time that a clock shows
   * twice the first counts; one that it skips is as much later as the clock is put on.
   */
  recurrence: z
    .string()
    .max(400)
    .regex(/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$/, {
      error: 'an RFC 5545 rule that begins with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY',
    })
    .meta({ examples: ['FREQ=WEEKLY;BYDAY=SU'] })
    .optional(),
  /** When the windows begin that are skipped. One that is moved is skipped, and a file of its own says where to. */
  exdates: z.array(TimestampSchema).max(1000).optional(),
});

export const MaintenanceFrontMatterSchema = z.strictObject({
  ...common,
  ...origin,
  /** What the file is: work that was planned. */
  kind: KindSchema('maintenance'),
  /** Ids of the components that are worked on. */
  components: MaintenanceComponentsSchema,
  /** When the work is done. It begins and ends by the clock unless an update says otherwise. */
  scheduled: ScheduledSchema,
});

export const AnnouncementFrontMatterSchema = z.strictObject({
  ...common,
  /** What the file is: something to tell that colours nothing. */
  kind: KindSchema('announcement'),
  /** Ids of the components that it is about. */
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
