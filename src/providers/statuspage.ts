/**
 * Statuspage v2 and what imitates it: `summary.json`, `incidents.json`, `incidents/unresolved.json`, one incident.
 * incident.io's has null for an empty list and names no components in its incidents.
 */
import { z } from 'zod';

import {
  FormatError,
  parseJson,
  type Adapter,
  type DraftIncident,
  type DraftUpdate,
  type ProviderDocument,
} from './adapter.ts';
import {
  asObject,
  IdField,
  listOf,
  MomentField,
  NameField,
  optional,
  ownValue,
  readRecords,
  TextField,
} from './fields.ts';

const MAINTENANCE_STATUSES = new Set(['scheduled', 'in_progress', 'verifying', 'completed']);
const OVER = new Set(['resolved', 'postmortem']);
/** What stands in the place of a component where there is none. */
const NO_COMPONENT = /^No components were affected/i;

const ComponentSchema = z.object({ id: optional(IdField), name: NameField, group_id: optional(IdField) });

const UpdateSchema = z.object({
  status: optional(NameField),
  body: optional(TextField),
  display_at: optional(MomentField),
  created_at: optional(MomentField),
  affected_components: listOf(ComponentSchema),
});

const IncidentSchema = z.object({
  id: IdField,
  name: optional(NameField),
  status: NameField,
  impact: optional(NameField),
  shortlink: optional(z.string()),
  started_at: optional(MomentField),
  created_at: optional(MomentField),
  updated_at: optional(MomentField),
  resolved_at: optional(MomentField),
  scheduled_for: optional(MomentField),
  components: listOf(ComponentSchema),
  incident_updates: listOf(UpdateSchema),
});
type StatuspageIncident = z.output<typeof IncidentSchema>;
type Component = z.output<typeof ComponentSchema>;

/** Maintenances have a list of their own, and yet are found among the incidents of some. */
function isMaintenance({ status, impact, scheduled_for }: StatuspageIncident): boolean {
  return MAINTENANCE_STATUSES.has(status) || impact === 'maintenance' || scheduled_for !== undefined;
}

function componentNames(incident: StatuspageIncident, groups: ReadonlyMap<string, string>): string[] {
  const named = (component: Component): string => {
    const group = component.group_id === undefined ? undefined : groups.get(component.group_id);
    return group === undefined ? component.name : `${group} / ${component.name}`;
  };
  const listed = incident.components;
  const known = new Set(listed.map(({ name }) => name));
  // Updates name components that were taken off the list since, and put the group before the name.
  const others = incident.incident_updates
    .flatMap(({ affected_components }) => affected_components)
    .filter(({ name }) => !known.has(name) && !NO_COMPONENT.test(name));
  return [...listed, ...others].map(named);
}

function updatesOf({ incident_updates }: StatuspageIncident): DraftUpdate[] {
  return incident_updates.flatMap(({ body, status = '', display_at, created_at }) => {
    const at = display_at ?? created_at;
    return at === undefined || body === undefined ? [] : [{ at, text: body, isOver: OVER.has(status) }];
  });
}

interface Page {
  url: string | undefined;
  groups: ReadonlyMap<string, string>;
}

function draftOf(incident: StatuspageIncident, page: Page): DraftIncident {
  const { id, name, status, impact, shortlink, resolved_at } = incident;
  const isOver =
    OVER.has(status) || (resolved_at !== undefined && !['investigating', 'identified', 'monitoring'].includes(status));
  return {
    id,
    title: name ?? '(no title)',
    url:
      shortlink ??
      (page.url === undefined ? undefined : `${page.url.replace(/\/+$/, '')}/incidents/${encodeURIComponent(id)}`),
    startedAt: incident.started_at ?? incident.created_at,
    endedAt: resolved_at,
    updatedAt: incident.updated_at,
    state: isOver ? 'resolved' : 'open',
    severity: impact,
    components: componentNames(incident, page.groups),
    regions: [],
    updates: updatesOf(incident),
  };
}

/** The list of incidents in a document; undefined where it has none, as `status.json` has. */
function incidentsIn(value: unknown): readonly unknown[] | undefined {
  const many = ownValue(value, 'incidents');
  if (Array.isArray(many)) return many;
  const one = asObject(ownValue(value, 'incident'));
  if (one !== undefined) return [one];
  return many === null ? [] : undefined;
}

const GroupSchema = z.object({ id: IdField, name: NameField, group: z.literal(true) });

/** Names of the groups by id. A group is a component that others point to. */
function readGroups(values: readonly unknown[]): Map<string, string> {
  const groups = values.flatMap((value) => listOf(GroupSchema).parse(ownValue(value, 'components')));
  return new Map(groups.map(({ id, name }) => [id, name]));
}

const PageSchema = z.object({ url: optional(z.string()), updated_at: optional(MomentField) });

function parseDocument(document: ProviderDocument): unknown {
  const value = parseJson(document);
  if (incidentsIn(value) !== undefined) return value;
  if (ownValue(value, 'status') !== undefined && ownValue(value, 'page') !== undefined) {
    throw new FormatError('the document has an overall status and no list of incidents, which alone is no evidence');
  }
  throw new FormatError('expected a Statuspage document with a list "incidents"');
}

export const adaptStatuspage: Adapter = (documents) => {
  const values = documents.map(parseDocument);
  const pages = values.map((value) => PageSchema.parse(asObject(ownValue(value, 'page')) ?? {}));
  const page = { url: pages[0]?.url, groups: readGroups(values) };
  const read = values.map((value) => readRecords(incidentsIn(value) ?? [], IncidentSchema, 'incidents'));
  const incidents = read.flatMap(({ records }) => records).filter((incident) => !isMaintenance(incident));
  return {
    incidents: incidents.map((incident) => draftOf(incident, page)),
    saidAt: pages.map(({ updated_at }) => updated_at).find((at) => at !== undefined),
    notes: read.flatMap(({ notes }) => notes),
  };
};
