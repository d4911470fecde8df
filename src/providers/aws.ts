/** AWS's `currentevents`: events that are open or were until lately, their service and region in one word. */
import { z } from 'zod';

import { FormatError, parseJson, type Adapter, type DraftIncident } from './adapter.ts';
import { asObject, IdField, listOf, MomentField, NameField, optional, readRecords, TextField } from './fields.ts';

/** A number as a number or as digits. */
const StatusField = z.union([z.number(), z.string().regex(/^\d{1,3}$/)], { error: 'a number' }).transform(Number);
const SEVERITIES: Readonly<Record<number, string>> = { 1: 'informational', 2: 'degradation', 3: 'disruption' };

const LogSchema = z.object({ message: TextField, timestamp: MomentField, status: optional(StatusField) });
const ServiceSchema = z.object({ service_name: optional(NameField), max: optional(StatusField) });

const EventSchema = z.object({
  arn: optional(IdField),
  date: optional(MomentField),
  region_name: optional(NameField),
  status: StatusField,
  service: optional(NameField),
  service_name: optional(NameField),
  summary: optional(NameField),
  event_log: listOf(LogSchema),
  impacted_services: z.unknown().optional(),
});
type AwsEvent = z.output<typeof EventSchema>;

/** `ec2-us-east-1` is the service `ec2` in the region `us-east-1`; a global service has no region behind it. */
const SERVICE_IN_REGION = /^(.+?)-((?:[a-z]{2}|us-gov|us-iso[a-z]?|eu-isoe|eusc-[a-z]{2})-[a-z]+-\d{1,2})$/;

function splitService(service: string): { name: string; region: string | undefined } {
  const [, name = service, region] = SERVICE_IN_REGION.exec(service) ?? [];
  return { name, region };
}

function named(name: string | undefined, code: string): string {
  return name === undefined ? code : `${name} (${code})`;
}

/** Each service by its name and its code; an event of several names these apart, and itself "multiple services". */
function componentsOf({ impacted_services, service, service_name }: AwsEvent): string[] {
  const impacted = Object.entries(asObject(impacted_services) ?? {}).flatMap(([key, value]) => {
    const parsed = ServiceSchema.safeParse(value);
    if (!parsed.success || parsed.data.max === 0) return [];
    return [named(parsed.data.service_name, splitService(key).name)];
  });
  if (impacted.length > 0 || service === undefined) return impacted.sort();
  const { name } = splitService(service);
  return name === 'multipleservices' ? [] : [named(service_name, name)];
}

function regionsOf({ arn, service, region_name }: AwsEvent): string[] {
  const code = /^arn:aws[a-z-]*:health:([a-z0-9-]+)::/.exec(arn ?? '')?.[1] ?? splitService(service ?? '').region;
  if (code === undefined) return region_name === undefined ? [] : [region_name];
  return /^global$/i.test(code) ? [] : [named(region_name, code)];
}

function draftOf(event: AwsEvent): DraftIncident {
  const { arn, date, service, summary, status, event_log } = event;
  return {
    id: arn ?? `${service ?? 'aws'} ${date ?? ''}`,
    title: summary?.replace(/^\[resolved\]\s*/i, '') ?? '(no title)',
    url: undefined,
    startedAt: date,
    state: status === 0 ? 'resolved' : 'open',
    severity: SEVERITIES[status],
    components: componentsOf(event),
    regions: regionsOf(event),
    updates: event_log.map((entry) => ({ at: entry.timestamp, text: entry.message, isOver: entry.status === 0 })),
  };
}

/** Scheduled changes are events too. */
function isMaintenance({ arn = '' }: AwsEvent): boolean {
  return /_(?:SCHEDULED|MAINTENANCE)_/i.test(arn);
}

export const adaptAws: Adapter = (documents) => {
  const items = documents.map(parseJson).flatMap((value) => {
    if (!Array.isArray(value)) throw new FormatError('expected a list of events, as currentevents of AWS is one');
    return value as unknown[];
  });
  const { records, notes } = readRecords(items, EventSchema, 'events');
  return { incidents: records.filter((event) => !isMaintenance(event)).map(draftOf), notes };
};
