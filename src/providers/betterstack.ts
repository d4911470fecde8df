/** Better Stack's `index.json`, a JSON:API document: reports, their updates and resources lie side by side in "included". */
import { z } from 'zod';

import { FormatError, parseJson, type Adapter, type DraftIncident } from './adapter.ts';
import { IdField, listOf, MomentField, NameField, optional, ownValue, readRecords, TextField } from './fields.ts';

const AffectedSchema = z.object({ status_page_resource_id: IdField, status: optional(NameField) });
const SectionSchema = z.object({
  type: z.literal('status_page_section'),
  id: IdField,
  attributes: z.object({ name: NameField }),
});
const ResourceSchema = z.object({
  type: z.literal('status_page_resource'),
  id: IdField,
  attributes: z.object({ public_name: NameField, status_page_section_id: optional(IdField) }),
});
const UpdateSchema = z.object({
  type: z.literal('status_update'),
  id: IdField,
  attributes: z.object({
    message: TextField,
    published_at: MomentField,
    status_report_id: optional(IdField),
    affected_resources: listOf(AffectedSchema),
  }),
});
type Update = z.output<typeof UpdateSchema>;
const ReportSchema = z.object({
  type: z.literal('status_report'),
  id: IdField,
  attributes: z.object({
    title: optional(NameField),
    report_type: optional(NameField),
    starts_at: optional(MomentField),
    ends_at: optional(MomentField),
    aggregate_state: NameField,
    affected_resources: listOf(AffectedSchema),
  }),
  relationships: optional(
    z.object({ status_updates: optional(z.object({ data: listOf(z.object({ id: IdField })) })) }),
  ),
});
type Report = z.output<typeof ReportSchema>;

interface Included {
  /** Names of the resources by id, with that of their section. */
  resources: ReadonlyMap<string, string>;
  updates: readonly Update[];
}

function nameResources(included: unknown): Map<string, string> {
  const sections = new Map(
    listOf(SectionSchema)
      .parse(included)
      .map(({ id, attributes }) => [id, attributes.name]),
  );
  return new Map(
    listOf(ResourceSchema)
      .parse(included)
      .map(({ id, attributes: { public_name, status_page_section_id = '' } }) => {
        const section = sections.get(status_page_section_id);
        return [id, section === undefined ? public_name : `${section} / ${public_name}`];
      }),
  );
}

function updatesOf({ id, relationships }: Report, updates: readonly Update[]): Update[] {
  const linked = new Set(relationships?.status_updates?.data.map((each) => each.id));
  return updates.filter((update) => linked.has(update.id) || update.attributes.status_report_id === id);
}

/** A report's end is null also where it is over, and stands ahead of time where it is planned: its state alone says so. */
function draftOf(report: Report, { resources, updates }: Included): DraftIncident {
  const { title, starts_at, ends_at, aggregate_state, affected_resources } = report.attributes;
  const own = updatesOf(report, updates);
  const affected = [...affected_resources, ...own.flatMap(({ attributes }) => attributes.affected_resources)];
  return {
    id: report.id,
    title: title ?? '(no title)',
    url: `/incident/${encodeURIComponent(report.id)}`,
    startedAt: starts_at,
    endedAt: ends_at,
    state: ['resolved', 'operational'].includes(aggregate_state.toLowerCase()) ? 'resolved' : 'open',
    severity: aggregate_state,
    components: affected.flatMap(({ status_page_resource_id }) => resources.get(status_page_resource_id) ?? []),
    regions: [],
    updates: own.map(({ attributes: { published_at, message, affected_resources: changed } }) => ({
      at: published_at,
      text: message,
      isOver: changed.length > 0 && changed.every(({ status }) => status === 'resolved'),
    })),
  };
}

function isMaintenance({ attributes: { report_type, aggregate_state } }: Report): boolean {
  return report_type === 'maintenance' || aggregate_state.toLowerCase() === 'maintenance';
}

export const adaptBetterstack: Adapter = (documents) => {
  const values = documents.map(parseJson);
  const included = values.flatMap((value) => {
    const isPage = ownValue(ownValue(value, 'data'), 'type') === 'status_page';
    if (!isPage)
      throw new FormatError('expected "data" of the type "status_page", as index.json of Better Stack has it');
    return listOf(z.unknown()).parse(ownValue(value, 'included'));
  });
  const reports = included.filter((each) => ownValue(each, 'type') === 'status_report');
  const { records, notes } = readRecords(reports, ReportSchema, 'status_report');
  const context = { resources: nameResources(included), updates: listOf(UpdateSchema).parse(included) };
  const incidents = records.filter((report) => !isMaintenance(report)).map((report) => draftOf(report, context));
  return { incidents, notes };
};
