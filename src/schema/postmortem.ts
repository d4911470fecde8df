import { z } from 'zod';

import { CheckIdSchema, IdSchema } from './component.ts';
import { LinkSchema } from './link.ts';
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
  /** What was counted. */
  metric: textLike('failed requests'),
  /** How much of it. */
  value: z.number(),
  /** In which unit. */
  unit: textLike('percent'),
  /** Where the figure can be looked up. */
  source: LinkSchema.optional(),
});

const TriggerSchema = z.strictObject({
  /** What kind of event set it off. */
  kind: z.enum(TRIGGER_KINDS).meta({ examples: ['config'] }),
  /** What happened, in a few words. */
  text: TextSchema.optional(),
  /** Where the event can be looked up. */
  link: LinkSchema.optional(),
});

/** What the last answer of a chain turns into. */
const BecomesSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    /** A check that now looks at it. */
    kind: z.literal('monitor'),
    /** Id of the check in status.yml. */
    check: CheckIdSchema,
    /** Whether the check was there before the incident. */
    existing: z.boolean().default(false),
  }),
  z.strictObject({
    /** A test that now fails where this comes back. */
    kind: z.literal('test'),
    /** Where the test can be read. */
    url: LinkSchema,
  }),
  z.strictObject({
    /** A way of working that was changed. */
    kind: z.literal('process'),
    /** Where it is written down. */
    url: LinkSchema,
  }),
  z.strictObject({
    /** Nothing: it stays as it is. */
    kind: z.literal('accepted'),
    /** Why it stays as it is. */
    reason: textLike('it costs more than it saves'),
  }),
]);

const WhySchema = z.strictObject({
  /** What is asked about. */
  why: textLike('Nginx stopped working'),
  /** The answer: a condition, and no person. */
  because: textLike('an error in a config file'),
});

const FactorSchema = z.strictObject({
  /** The factor in a sentence. */
  text: textLike('The change was not tested against the real pool'),
  /** From the symptom down to a condition that can be changed. */
  whys: z.array(WhySchema).min(1).max(5),
  /** What the last answer turns into: a check, a test, a process, or nothing and why. */
  becomes: BecomesSchema,
  /** Id of the action that carries it out. */
  action: IdSchema.meta({ examples: ['a1'] }).optional(),
});

const ISSUE = /^([\w.-]+)\/([\w.-]+)#(\d+)$/;

/** An issue of a repository at GitHub. */
export interface IssueName {
  owner: string;
  repo: string;
  number: number;
}

/** Takes `owner/name#number` apart; undefined for any other text. */
export function parseIssueName(text: string): IssueName | undefined {
  const [, owner, repo, number] = ISSUE.exec(text) ?? [];
  if (owner === undefined || repo === undefined || number === undefined) return undefined;
  // As parts of an address these would lead somewhere else.
  if ([owner, repo].some((part) => /^\.+$/.test(part))) return undefined;
  return { owner, repo, number: Number(number) };
}

const ActionSchema = z.strictObject({
  /** `action` of a factor names it so. */
  id: IdSchema.meta({ examples: ['a1'] }),
  /** What is to be done. */
  text: textLike('Add a check of the pool'),
  /** What it is for. */
  type: z.enum(ACTION_TYPES).meta({ examples: ['detect'] }),
  /** How urgent it is; of P0 and P1 a published post-mortem names the issue. */
  priority: z.enum(PRIORITIES).meta({ examples: ['P1'] }),
  /** Who sees to it: a person or a team. */
  owner: textLike('api-team'),
  /** By which day it is done. */
  due: DaySchema,
  /** The issue that tracks it, as `owner/name#number`. */
  issue: z
    .string()
    .regex(ISSUE, { error: 'an issue as owner/name#number' })
    .meta({ examples: ['acme/api#12'] })
    .optional(),
  /** The day on which it was done, where no issue tells that. */
  done: DaySchema.optional(),
  /** Why it is not done after all. */
  declined: textLike('the pool is gone').optional(),
});

/** Front matter of a post-mortem. A draft may still miss what a published one must have; the rules say which. */
export const PostmortemFrontMatterSchema = z.strictObject({
  /** Its own title; without it that of the incident. */
  title: TextSchema.optional(),
  /** Ids of the incidents that it is about. */
  incidents: z
    .array(IdSchema)
    .min(1)
    .meta({ examples: ['[2026-11-20-api-errors]'] }),
  /** Only what is published is shown. */
  status: z.enum(POSTMORTEM_STATUSES).meta({ examples: ['draft'] }),
  /** Who wrote it: people or teams. */
  authors: z.array(textLike('api-team')).default([]),
  /** What happened, to whom and for how long, in a sentence or two. */
  summary: textLike('A third of API requests failed for 36 minutes.').optional(),
  /** What it meant for readers. */
  impact: z
    .strictObject({
      /** In words. */
      text: TextSchema.optional(),
      /** In figures. */
      figures: z.array(FigureSchema).default([]),
    })
    .optional(),
  /** The event that set it off. */
  trigger: TriggerSchema.optional(),
  /** How it was noticed. */
  detection: z
    .enum(DETECTIONS)
    .meta({ examples: ['check'] })
    .optional(),
  /** What had to come together for it to happen. */
  factors: z.array(FactorSchema).default([]),
  /** What happened and cannot be derived from the incident. */
  timeline: z
    .array(
      z.strictObject({
        /** When it happened, with an offset. */
        at: TimestampSchema,
        /** What happened. */
        text: textLike('We rolled the change back'),
        /** Where it can be looked up. */
        source: TextSchema.optional(),
      }),
    )
    .default([]),
  /** What helped. */
  wentWell: z.array(textLike('The rollback took two minutes')).default([]),
  /** What made it worse, or longer. */
  wentBadly: z.array(textLike('Nobody was paged')).default([]),
  /** What could have made it worse and did not. */
  lucky: z.array(textLike('It was a quiet hour')).default([]),
  /** What is done so that it does not come back. */
  actions: z.array(ActionSchema).default([]),
  /** Where more can be read. */
  supporting: z.array(textLike('https://example.org/dash/7')).default([]),
});
export type PostmortemFrontMatter = z.output<typeof PostmortemFrontMatterSchema>;
