/** Slack's status API v2.0.0: `current` has what is active, `history` is a list of what was. */
import { z } from 'zod';

import { FormatError, parseJson, type Adapter, type DraftIncident } from './adapter.ts';
import { IdField, listOf, MomentField, NameField, optional, ownValue, readRecords, TextField } from './fields.ts';

const NoteSchema = z.object({ body: TextField, date_created: MomentField });

const IncidentSchema = z.object({
  id: IdField,
  title: optional(NameField),
  type: optional(NameField),
  status: NameField,
  url: optional(z.string()),
  date_created: optional(MomentField),
  date_updated: optional(MomentField),
  services: listOf(NameField),
  notes: listOf(NoteSchema),
});
type SlackIncident = z.output<typeof IncidentSchema>;

const OVER = new Set(['resolved', 'completed', 'cancelled']);

function isMaintenance({ type, status }: SlackIncident): boolean {
  return type === 'maintenance' || ['scheduled', 'completed', 'cancelled'].includes(status);
}

function draftOf({ id, title, type, status, url, services, notes, ...dates }: SlackIncident): DraftIncident {
  return {
    id,
    title: title ?? '(no title)',
    url,
    startedAt: dates.date_created,
    updatedAt: dates.date_updated,
    state: OVER.has(status) ? 'resolved' : 'open',
    severity: type,
    components: services,
    regions: [],
    updates: notes.map(({ body, date_created }) => ({ at: date_created, text: body })),
  };
}

function incidentsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  const active = ownValue(value, 'active_incidents');
  if (Array.isArray(active)) return active as unknown[];
  throw new FormatError('expected "active_incidents", or a list of incidents, as the API of Slack has them');
}

export const adaptSlack: Adapter = (documents) => {
  const values = documents.map(parseJson);
  const { records, notes } = readRecords(values.flatMap(incidentsIn), IncidentSchema, 'incidents');
  const said = values.map((value) => MomentField.safeParse(ownValue(value, 'date_updated')).data);
  const incidents = records.filter((record) => !isMaintenance(record)).map(draftOf);
  return { incidents, saidAt: said.find((at) => at !== undefined), notes };
};
