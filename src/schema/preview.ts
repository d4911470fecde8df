/**
 * What a pull request would change for readers, as one workflow leaves it for another. Whoever can open a pull request
 * can write such a file, so whatever is not exactly this is refused, and no text of it is longer than its room.
 */
import { z } from 'zod';

import { CHANNEL_EVENTS, CHANNEL_TYPES } from './channel.ts';
import { IdSchema } from './component.ts';
import { KINDS } from './phase.ts';
import { SEVERITIES } from './problems.ts';

/** A file of this size is not read: a preview with every room filled is smaller. */
export const MAX_PREVIEW_BYTES = 1024 * 1024;

/** How many of each there are at most, and how many characters a text has. */
export const PREVIEW_LIMITS = {
  path: 200,
  name: 120,
  line: 600,
  text: 3_000,
  entries: 20,
  updates: 10,
  facts: 20,
  states: 5,
  components: 20,
  channels: 20,
  problems: 20,
  paths: 20,
} as const;

const text = (max: number) => z.string().max(max);
const PathSchema = text(PREVIEW_LIMITS.path);
const NameSchema = text(PREVIEW_LIMITS.name);
const LineSchema = text(PREVIEW_LIMITS.line);
const CountSchema = z.int().min(0).max(1_000_000);

/** `unreadable` is a file that is shown from an earlier revision, or with its title alone. */
const ChangeSchema = z.enum(['new', 'changed', 'removed', 'unreadable']);
export type Change = z.output<typeof ChangeSchema>;

const UpdateSchema = z.strictObject({
  change: ChangeSchema,
  /** Phase and time as the page says them: `Investigating · 20 Nov 2026, 10:05 UTC`. */
  heading: LineSchema,
  /** What it says of components: `Public API: Partial outage`. */
  states: z.array(LineSchema).max(PREVIEW_LIMITS.facts),
  /** Its words, a line each. */
  text: text(PREVIEW_LIMITS.text),
  /** By when more is promised, in words. */
  promise: LineSchema.optional(),
});

const EntrySchema = z.strictObject({
  path: PathSchema,
  kind: z.enum([...KINDS, 'postmortem']),
  change: ChangeSchema,
  title: LineSchema,
  /** What stands below the title in a list: `Major incident · Investigating · Public API`. */
  line: LineSchema,
  /** What is told of it besides its updates, as far as that changes; a side is missing where nothing is told. */
  facts: z
    .array(z.strictObject({ term: NameSchema, before: LineSchema.optional(), after: LineSchema.optional() }))
    .max(PREVIEW_LIMITS.facts),
  updates: z.array(UpdateSchema).max(PREVIEW_LIMITS.updates),
  /** How many updates more it changes. */
  moreUpdates: CountSchema,
});

const UptimeSchema = z.strictObject({
  component: NameSchema,
  /** In percent, as the page shows it; undefined where nothing is known. */
  before: NameSchema.optional(),
  after: NameSchema.optional(),
  /** `Partial outage: 36 minutes more`. */
  differences: z.array(NameSchema).max(PREVIEW_LIMITS.states),
  /** Whether it goes on for as long as what is open stays open. */
  goesOn: z.boolean(),
});

/** By id and type alone: an address or a token has no room here. */
const ListenerSchema = z.strictObject({
  id: IdSchema,
  type: z.enum(CHANNEL_TYPES),
  events: z.array(z.enum(CHANNEL_EVENTS)).max(CHANNEL_EVENTS.length),
});

const ProblemSchema = z.strictObject({
  severity: z.enum(SEVERITIES),
  file: PathSchema,
  line: z.int().min(1).max(100_000_000),
  text: LineSchema,
});

/** What does not fit in, by what it is. */
const MoreSchema = z.strictObject({
  entries: CountSchema,
  components: CountSchema,
  channels: CountSchema,
  problems: CountSchema,
});

/** A pull request that changes nothing but content. */
const ContentPreviewSchema = z.strictObject({
  version: z.literal(1),
  scope: z.literal('content'),
  entries: z.array(EntrySchema).max(PREVIEW_LIMITS.entries),
  /** The verdict of the page in its own words; undefined where no page can be made. */
  verdict: z.strictObject({ before: LineSchema.optional(), after: LineSchema.optional() }),
  channels: z.array(ListenerSchema).max(PREVIEW_LIMITS.channels),
  /** Names of the components whose customers are concerned. */
  customersOf: z.array(NameSchema).max(PREVIEW_LIMITS.components),
  uptime: z.array(UptimeSchema).max(PREVIEW_LIMITS.components),
  problems: z.array(ProblemSchema).max(PREVIEW_LIMITS.problems),
  more: MoreSchema,
});

/** One that changes the engine, of which nothing is previewed. */
const EnginePreviewSchema = z.strictObject({
  version: z.literal(1),
  scope: z.literal('engine'),
  /** The first files that are not content. */
  paths: z.array(PathSchema).max(PREVIEW_LIMITS.paths),
  /** The first files that people have written for readers, which are not validated with it. */
  content: z.array(PathSchema).max(PREVIEW_LIMITS.paths),
  more: z.strictObject({ paths: CountSchema, content: CountSchema }),
});

export const PreviewSchema = z.discriminatedUnion('scope', [ContentPreviewSchema, EnginePreviewSchema]);
export type Preview = z.output<typeof PreviewSchema>;
export type EnginePreview = z.output<typeof EnginePreviewSchema>;
export type ContentPreview = z.output<typeof ContentPreviewSchema>;
export type EntryPreview = ContentPreview['entries'][number];
export type UpdatePreview = EntryPreview['updates'][number];
export type UptimePreview = ContentPreview['uptime'][number];
export type ProblemPreview = ContentPreview['problems'][number];

/** The text, cut to what its room holds. */
export function fit(value: string, limit: 'path' | 'name' | 'line' | 'text'): string {
  const max = PREVIEW_LIMITS[limit];
  if (value.length <= max) return value;
  // Half a surrogate pair at the cut would be no text.
  return `${value.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The first of many, and how many more there are. */
export function takeFirst<T>(all: readonly T[], limit: keyof typeof PREVIEW_LIMITS): { first: T[]; more: number } {
  const first = all.slice(0, PREVIEW_LIMITS[limit]);
  return { first, more: all.length - first.length };
}
