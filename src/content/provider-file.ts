/**
 * The files `providers/<id>.json` on `status-data`: what a provider said when it was asked last, in its normal form, so
 * that evidence can be looked up and the next run asks only for what has changed. Keys are sorted, times are whole
 * seconds; the same snapshot is the same text.
 */
import { z } from 'zod';

import type { ProviderReport, ProviderSnapshot } from '../domain/provider-report.ts';
import { IdSchema } from '../schema/component.ts';
import { LinkSchema } from '../schema/link.ts';
import { formatInstant, parseInstant } from '../schema/timestamp.ts';

export const PROVIDERS_FOLDER = 'providers';

/** The path of a provider's file on `status-data`. */
export function providerPath(id: string): string {
  return `${PROVIDERS_FOLDER}/${id}.json`;
}

const InstantSchema = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: 'a time with an offset' });
  return z.NEVER;
});

const IncidentSchema = z.strictObject({
  provider: IdSchema,
  id: z.string(),
  url: LinkSchema,
  title: z.string(),
  startedAt: InstantSchema,
  endedAt: InstantSchema.optional(),
  updatedAt: InstantSchema,
  state: z.enum(['open', 'resolved']),
  severity: z.string().optional(),
  components: z.array(z.string()),
  regions: z.array(z.string()),
  updates: z.array(z.strictObject({ at: InstantSchema, text: z.string() })),
});

const fetched = { provider: IdSchema, fetchedAt: InstantSchema };

const ReportSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...fetched,
    kind: z.literal('read'),
    hash: z.string(),
    incidents: z.array(IncidentSchema),
    saidAt: InstantSchema.optional(),
    notes: z.array(z.string()),
  }),
  z.strictObject({ ...fetched, kind: z.literal('unknown'), why: z.string() }),
]);

const SnapshotSchema = z.strictObject({
  report: ReportSchema,
  type: z.string(),
  documents: z.array(
    z.strictObject({ url: LinkSchema, etag: z.string().optional(), lastModified: z.string().optional() }),
  ),
});

/** Reads a snapshot; undefined for a text that is none, which then counts as never fetched. */
export function parseProviderFile(text: string): ProviderSnapshot | undefined {
  try {
    const parsed = SnapshotSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function writeReport(report: ProviderReport): object {
  const fetchedAt = formatInstant(report.fetchedAt);
  if (report.kind === 'unknown') return { ...report, fetchedAt };
  const incidents = report.incidents.map((incident) => ({
    ...incident,
    startedAt: formatInstant(incident.startedAt),
    ...(incident.endedAt === undefined ? {} : { endedAt: formatInstant(incident.endedAt) }),
    updatedAt: formatInstant(incident.updatedAt),
    updates: incident.updates.map(({ at, text }) => ({ at: formatInstant(at), text })),
  }));
  const saidAt = report.saidAt === undefined ? {} : { saidAt: formatInstant(report.saidAt) };
  return { ...report, fetchedAt, incidents, ...saidAt };
}

/** The value with the keys of every object in order. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sortKeys(each)]));
}

/** Writes a snapshot; the inverse of {@link parseProviderFile}. */
export function formatProviderFile({ report, ...snapshot }: ProviderSnapshot): string {
  return `${JSON.stringify(sortKeys({ ...snapshot, report: writeReport(report) }), null, 1)}\n`;
}
