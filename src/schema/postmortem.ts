import { z } from 'zod';

import { CheckIdSchema, IdSchema } from './component.ts';
import { LinkSchema } from './config.ts';
import { DaySchema, TimestampSchema } from './timestamp.ts';
import { toLine } from './visible-text.ts';

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

const TextSchema = z.string().overwrite(toLine).trim().min(1);

/** A text as somebody may write it here, for examples. */
function textLike(example: string): typeof TextSchema {
  return TextSchema.meta({ examples: [example] });
}

const FigureSchema = z.strictObject({
  metric: textLike('failed requests'),
  value: z.number(),
  unit: textLike('percent'),
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
    check: CheckIdSchema,
    /** Whether the check was there before the incident. */
    existing: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('test'), url: LinkSchema }),
  z.strictObject({ kind: z.literal('process'), url: LinkSchema }),
  z.strictObject({ kind: z.literal('accepted'), reason: textLike('it costs more than it saves') }),
]);

const WhySchema = z.strictObject({
  why: textLike('Nginx stopped working'),
  because: textLike('an error in a config file'),
});

const FactorSchema = z.strictObject({
  text: textLike('The change was not tested against the real pool'),
  /** From the symptom down to a condition that can be changed. */
  whys: z.array(WhySchema).min(1).max(5),
  becomes: BecomesSchema,
  /** Id of the action that carries it out. */
  action: IdSchema.meta({ examples: ['a1'] }).optional(),
});

const ActionSchema = z.strictObject({
  id: IdSchema.meta({ examples: ['a1'] }),
  text: textLike('Add a check of the pool'),
  type: z.enum(ACTION_TYPES).meta({ examples: ['detect'] }),
  priority: z.enum(PRIORITIES).meta({ examples: ['P1'] }),
  owner: textLike('api-team'),
  due: DaySchema,
  issue: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+#\d+$/, { error: 'an issue as owner/name#number' })
    .meta({ examples: ['acme/api#12'] })
    .optional(),
  /** Why it is not done after all. */
  declined: textLike('the pool is gone').optional(),
});

/** Front matter of a post-mortem. A draft may still miss what a published one must have; the rules say which. */
export const PostmortemFrontMatterSchema = z.strictObject({
  title: TextSchema.optional(),
  incidents: z
    .array(IdSchema)
    .min(1)
    .meta({ examples: ['[2026-11-20-api-errors]'] }),
  status: z.enum(POSTMORTEM_STATUSES).meta({ examples: ['draft'] }),
  authors: z.array(textLike('api-team')).default([]),
  summary: textLike('A third of API requests failed for 36 minutes.').optional(),
  impact: z.strictObject({ text: TextSchema.optional(), figures: z.array(FigureSchema).default([]) }).optional(),
  trigger: TriggerSchema.optional(),
  detection: z
    .enum(DETECTIONS)
    .meta({ examples: ['check'] })
    .optional(),
  factors: z.array(FactorSchema).default([]),
  timeline: z
    .array(
      z.strictObject({
        at: TimestampSchema,
        text: textLike('We rolled the change back'),
        source: TextSchema.optional(),
      }),
    )
    .default([]),
  wentWell: z.array(textLike('The rollback took two minutes')).default([]),
  wentBadly: z.array(textLike('Nobody was paged')).default([]),
  lucky: z.array(textLike('It was a quiet hour')).default([]),
  actions: z.array(ActionSchema).default([]),
  supporting: z.array(textLike('https://example.org/dash/7')).default([]),
});
export type PostmortemFrontMatter = z.output<typeof PostmortemFrontMatterSchema>;
