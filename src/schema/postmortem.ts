import { z } from 'zod';

import { IdSchema } from './component.ts';
import { LinkSchema } from './config.ts';
import { DaySchema, TimestampSchema } from './timestamp.ts';

export const POSTMORTEM_STATUSES = ['draft', 'review', 'published'] as const;
export const TRIGGER_KINDS = [
  'deploy',
  'config',
  'load',
  'dependency',
  'hardware',
  'expiry',
  'human-process',
  'unknown',
] as const;
export const DETECTIONS = ['check', 'alert', 'customer', 'staff', 'provider'] as const;
export const ACTION_TYPES = ['prevent', 'detect', 'mitigate', 'process', 'repair'] as const;
export const PRIORITIES = ['P0', 'P1', 'P2', 'P3'] as const;

const TextSchema = z.string().trim().min(1);

const FigureSchema = z.strictObject({
  metric: TextSchema,
  value: z.number(),
  unit: TextSchema,
  source: LinkSchema.optional(),
});

const TriggerSchema = z.strictObject({
  kind: z.enum(TRIGGER_KINDS).meta({ examples: ['config'] }),
  text: TextSchema.optional(),
  link: LinkSchema.optional(),
});

/** What the last answer of a chain turns into. */
const BecomesSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('monitor'),
    check: IdSchema,
    /** Whether the check was there before the incident. */
    existing: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('test'), url: LinkSchema }),
  z.strictObject({ kind: z.literal('process'), url: LinkSchema }),
  z.strictObject({ kind: z.literal('accepted'), reason: TextSchema }),
]);

const WhySchema = z.strictObject({ why: TextSchema, because: TextSchema });

const FactorSchema = z.strictObject({
  text: TextSchema,
  /** From the symptom down to a condition that can be changed. */
  whys: z.array(WhySchema).min(1).max(5),
  becomes: BecomesSchema,
  /** Id of the action that carries it out. */
  action: IdSchema.optional(),
});

const ActionSchema = z.strictObject({
  id: IdSchema,
  text: TextSchema,
  type: z.enum(ACTION_TYPES).meta({ examples: ['detect'] }),
  priority: z.enum(PRIORITIES).meta({ examples: ['P1'] }),
  owner: TextSchema,
  due: DaySchema,
  issue: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+#\d+$/, { error: 'an issue as owner/name#number' })
    .meta({ examples: ['acme/api#12'] })
    .optional(),
  /** Why it is not done after all. */
  declined: TextSchema.optional(),
});

/** Front matter of a post-mortem. A draft may still miss what a published one must have; the rules say which. */
export const PostmortemFrontMatterSchema = z.strictObject({
  title: TextSchema.optional(),
  incidents: z
    .array(IdSchema)
    .min(1)
    .meta({ examples: ['[2026-11-20-api-errors]'] }),
  status: z.enum(POSTMORTEM_STATUSES).meta({ examples: ['draft'] }),
  authors: z.array(TextSchema).default([]),
  summary: TextSchema.optional(),
  impact: z.strictObject({ text: TextSchema.optional(), figures: z.array(FigureSchema).default([]) }).optional(),
  trigger: TriggerSchema.optional(),
  detection: z
    .enum(DETECTIONS)
    .meta({ examples: ['check'] })
    .optional(),
  factors: z.array(FactorSchema).default([]),
  timeline: z
    .array(z.strictObject({ at: TimestampSchema, text: TextSchema, source: TextSchema.optional() }))
    .default([]),
  wentWell: z.array(TextSchema).default([]),
  wentBadly: z.array(TextSchema).default([]),
  lucky: z.array(TextSchema).default([]),
  actions: z.array(ActionSchema).default([]),
  supporting: z.array(TextSchema).default([]),
});
export type PostmortemFrontMatter = z.output<typeof PostmortemFrontMatterSchema>;
