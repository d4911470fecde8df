/**
 * Planned notices to customers on `status-data` of the private root: a file a notice, which names whom it is for and by
 * which kind of channel, never an address. The ledger beside them says which were sent.
 */
import { parse, stringify, YAMLParseError } from 'yaml';
import { z } from 'zod';

import type { CustomerNotice } from '../domain/triage/customer-notice.ts';
import { IdSchema } from '../schema/component.ts';
import { INCIDENT_PHASES } from '../schema/phase.ts';
import { formatInstant, parseInstant } from '../schema/timestamp.ts';

export const NOTICES_FOLDER = 'notices';

const COMMENT = [
  '# Planned by a run of the checks, and sent by "candor notify" to each of these customers alone. Their addresses are in',
  '# customers.yml.',
].join('\n');

/** `notices/2026-11-20-acme-shop/2026-11-20T10-05-00Z.yml`. */
export function noticePath({ incident, at }: CustomerNotice): string {
  return `${NOTICES_FOLDER}/${incident}/${formatInstant(at).replaceAll(':', '-')}.yml`;
}

/** Writes a notice; its text is Markdown. */
export function formatNoticeFile({ incident, event, phase, at, customers, subject, text }: CustomerNotice): string {
  const values = { incident, event, phase, at: formatInstant(at), customers, subject, text: `${text}\n` };
  return `${COMMENT}\n${stringify(values, { lineWidth: 0, blockQuote: 'literal' })}`;
}

const EVENTS = ['opened', 'updated', 'resolved'] as const;
const TYPES = ['slack', 'email', 'webhook', 'discord', 'teams', 'telegram'] as const;
const PHASE_OF = { opened: 'investigating', updated: 'monitoring', resolved: 'resolved' } as const;

const NoticeFileSchema = z.object({
  incident: IdSchema,
  event: z.enum(EVENTS),
  phase: z.enum(INCIDENT_PHASES).optional(),
  at: z.string(),
  customers: z.array(z.object({ id: IdSchema, by: z.array(z.enum(TYPES)) })),
  subject: z.string(),
  text: z.string(),
});

/** Reads a notice; undefined where a person has made something else of the file. */
export function parseNoticeFile(text: string): CustomerNotice | undefined {
  try {
    const read = NoticeFileSchema.safeParse(parse(text, { schema: 'core' })).data;
    const at = read === undefined ? undefined : parseInstant(read.at);
    if (read === undefined || at === undefined) return undefined;
    return { ...read, at, phase: read.phase ?? PHASE_OF[read.event], text: read.text.trimEnd() };
  } catch (error) {
    if (error instanceof YAMLParseError) return undefined;
    throw error;
  }
}
