/**
 * Instatus: `summary.json` has what is active, without the components; `components.json` has the state of each, in a
 * list of its own (v1, v2: children below their parents) or below "components" (v3: each with its group).
 */
import { z } from 'zod';

import { FormatError, parseJson, type Adapter, type DraftIncident } from './adapter.ts';
import { IdField, listOf, MomentField, NameField, optional, ownValue, readRecords, TextField } from './fields.ts';

const UpdateSchema = z.object({
  message: optional(TextField),
  body: optional(TextField),
  started: optional(MomentField),
  createdAt: optional(MomentField),
});

const IncidentSchema = z.object({
  id: optional(IdField),
  name: optional(NameField),
  started: MomentField,
  updatedAt: optional(MomentField),
  resolved: optional(MomentField),
  status: NameField,
  impact: optional(NameField),
  url: optional(z.string()),
  components: listOf(z.union([NameField, z.object({ name: NameField }).transform(({ name }) => name)])),
  updates: listOf(UpdateSchema),
});
type InstatusIncident = z.output<typeof IncidentSchema>;

const GroupField = z.union([NameField, z.object({ name: NameField }).transform(({ name }) => name)]);
const ComponentSchema = z.object({ name: NameField, status: optional(NameField), group: optional(GroupField) });
const ParentSchema = ComponentSchema.extend({ children: listOf(ComponentSchema) });

/** Whether a state is one that an incident explains; what is being maintained or is not known does not count. */
const FAILING = /^(?:DEGRADEDPERFORMANCE|PARTIALOUTAGE|MINOROUTAGE|MAJOROUTAGE)$/;

function componentsIn(value: unknown): unknown {
  return Array.isArray(value) ? value : ownValue(value, 'components');
}

/** Components that are not well, `Group / Name` where they have a group. */
function failingComponents(values: readonly unknown[]): string[] {
  const parents = values.flatMap((value) => listOf(ParentSchema).parse(componentsIn(value)));
  const all = parents.flatMap(({ children, ...parent }) => [
    parent,
    ...children.map((child) => ({ ...child, group: parent.name })),
  ]);
  return all
    .filter(({ status }) => FAILING.test(status ?? ''))
    .map(({ name, group }) => (group === undefined ? name : `${group} / ${name}`));
}

/** The address ends in the id in documents that have no id of their own. */
function idOf({ id, url, name, started }: InstatusIncident): string {
  return id ?? /\/([\w-]{6,})\/?$/.exec(url ?? '')?.[1] ?? `${name ?? ''} ${started}`;
}

function draftOf(incident: InstatusIncident, failing: readonly string[]): DraftIncident {
  const isOver = incident.status.toUpperCase() === 'RESOLVED';
  const named = incident.components;
  return {
    id: idOf(incident),
    title: incident.name ?? '(no title)',
    url: incident.url,
    startedAt: incident.started,
    endedAt: incident.resolved,
    updatedAt: incident.updatedAt,
    state: isOver ? 'resolved' : 'open',
    severity: incident.impact,
    // No document says which incident a component fails by: each that is open may be it.
    components: named.length > 0 || isOver ? named : [...failing],
    regions: [],
    updates: incident.updates.flatMap(({ message, body, started, createdAt }) => {
      const [text, at] = [message ?? body, started ?? createdAt];
      return text === undefined || at === undefined ? [] : [{ at, text }];
    }),
  };
}

/** Whether a document is a summary; one of components alone tells of no incident. */
function isSummary(value: unknown): boolean {
  const page = ownValue(value, 'page');
  // Lists that are empty are left out.
  return ownValue(value, 'activeIncidents') !== undefined || NameField.safeParse(ownValue(page, 'status')).success;
}

export const adaptInstatus: Adapter = (documents) => {
  const values = documents.map(parseJson);
  const summaries = values.filter(isSummary);
  if (summaries.length === 0)
    throw new FormatError('expected the page\'s status and "activeIncidents", as summary.json of Instatus has them');
  const failing = failingComponents(values);
  const items = summaries.flatMap((value) => listOf(z.unknown()).parse(ownValue(value, 'activeIncidents')));
  const { records, notes } = readRecords(items, IncidentSchema, 'activeIncidents');
  return { incidents: records.map((incident) => draftOf(incident, failing)), notes };
};
