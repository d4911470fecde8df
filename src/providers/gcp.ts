/** Google Cloud's `incidents.json`, and Google Workspace's, which is the same without places. */
import { z } from 'zod';

import { FormatError, parseJson, type Adapter, type DraftIncident } from './adapter.ts';
import { IdField, listOf, MomentField, NameField, optional, readRecords, TextField } from './fields.ts';

const ProductSchema = z.object({ title: NameField, current_title: optional(NameField) });
const LocationSchema = z.object({ title: optional(NameField), id: optional(NameField) });
const UpdateSchema = z.object({ when: optional(MomentField), created: optional(MomentField), text: TextField });

const IncidentSchema = z.object({
  id: IdField,
  external_desc: optional(TextField),
  begin: optional(MomentField),
  created: optional(MomentField),
  modified: optional(MomentField),
  end: z.unknown().optional(),
  severity: optional(NameField),
  service_name: optional(NameField),
  affected_products: listOf(ProductSchema),
  currently_affected_locations: listOf(LocationSchema),
  previously_affected_locations: listOf(LocationSchema),
  updates: listOf(UpdateSchema),
  uri: optional(z.string()),
});
type GoogleIncident = z.output<typeof IncidentSchema>;

/** Google writes Markdown and escapes some of it. */
function withoutMarks(text: string): string {
  return text
    .replace(/^(?:#{1,6}\s+)?(?:\\#)*\s*/gm, '')
    .replace(/\*\*|__/g, '')
    .replace(/\\([\\`*_#[\]()-])/g, '$1')
    .trim();
}

const MAX_TITLE = 200;

/** Workspace puts a form into the description: its first line that is no caption says what is wrong. */
function titleOf({ external_desc }: GoogleIncident): string {
  const lines = withoutMarks(external_desc ?? '').split('\n');
  const title = lines.find((line) => line !== '' && !/^(?:title|description|summary|incident report):?$/i.test(line));
  return title === undefined ? '(no title)' : title.slice(0, MAX_TITLE);
}

function locationName({ title, id }: z.output<typeof LocationSchema>): string[] {
  if (title === undefined || id === undefined) return [title ?? id ?? ''].filter((name) => name !== '');
  return [title.includes(id) ? title : `${title} (${id})`];
}

/** `service_name` is "Multiple Products" more often than not, and only counts where no product is named. */
function productsOf({ affected_products, service_name }: GoogleIncident): string[] {
  const named = affected_products.flatMap(({ title, current_title = title }) => [title, current_title]);
  if (named.length > 0 || service_name === undefined) return named;
  return /^multiple products$/i.test(service_name) ? [] : [service_name];
}

function draftOf(incident: GoogleIncident): DraftIncident {
  // Open is what has no end; one that cannot be read is an end all the same.
  const isOpen = incident.end === undefined || incident.end === null || incident.end === '';
  const locations = [...incident.currently_affected_locations, ...incident.previously_affected_locations];
  return {
    id: incident.id,
    title: titleOf(incident),
    url: incident.uri,
    startedAt: incident.begin ?? incident.created,
    endedAt: MomentField.safeParse(incident.end).data,
    updatedAt: incident.modified,
    state: isOpen ? 'open' : 'resolved',
    severity: incident.severity,
    components: productsOf(incident),
    regions: locations.flatMap(locationName),
    updates: incident.updates.flatMap(({ when, created, text }) => {
      const at = when ?? created;
      return at === undefined ? [] : [{ at, text: withoutMarks(text) }];
    }),
  };
}

export const adaptGcp: Adapter = (documents) => {
  const values = documents.map(parseJson);
  const items = values.flatMap((value) => {
    if (!Array.isArray(value))
      throw new FormatError('expected a list of incidents, as incidents.json of Google Cloud is one');
    return value as unknown[];
  });
  const { records, notes } = readRecords(items, IncidentSchema, 'incidents');
  return { incidents: records.map(draftOf), notes };
};
