/** What strict readers of Statuspage's API v2 ask of its documents, stated again for the tests. */
import { z } from 'zod';

import { MAINTENANCE_PHASES } from '../../src/schema/phase.ts';

const Text = z.string().min(1);
const Time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const ComponentStatus = z.literal([
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
]);

const Page = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{12}$/),
  name: Text,
  url: z.url().refine((url) => !url.endsWith('/')),
  time_zone: Text,
  updated_at: Time,
});
const Status = z.strictObject({
  indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  description: Text,
});
const Component = z.strictObject({
  id: Text,
  name: Text,
  status: ComponentStatus,
  created_at: Time,
  updated_at: Time,
  position: z.int().min(1),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.iso.date().nullable(),
  group_id: Text.nullable(),
  page_id: Text,
  group: z.boolean(),
  only_show_if_degraded: z.boolean(),
  components: z.array(Text).min(1).optional(),
});
const Affected = z.strictObject({
  code: Text,
  name: Text,
  old_status: ComponentStatus,
  new_status: ComponentStatus,
});
const Update = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{12}$/),
  status: z.enum(['investigating', 'identified', 'monitoring', 'resolved', ...MAINTENANCE_PHASES]),
  body: z.string(),
  incident_id: Text,
  created_at: Time,
  updated_at: Time,
  display_at: Time,
  affected_components: z.array(Affected),
  deliver_notifications: z.boolean(),
  custom_tweet: z.null(),
  tweet_id: z.null(),
});
const entry = {
  id: Text,
  name: Text,
  created_at: Time,
  updated_at: Time,
  monitoring_at: Time.nullable(),
  resolved_at: Time.nullable(),
  shortlink: z.url(),
  started_at: Time,
  page_id: Text,
  incident_updates: z.array(Update),
  components: z.array(Component),
  reminder_intervals: z.null(),
};
const Incident = z.strictObject({
  ...entry,
  status: z.enum(['investigating', 'identified', 'monitoring', 'resolved']),
  impact: z.enum(['none', 'minor', 'major', 'critical']),
});
const Maintenance = z.strictObject({
  ...entry,
  status: z.enum(MAINTENANCE_PHASES),
  impact: z.literal('maintenance'),
  scheduled_for: Time,
  scheduled_until: Time,
});

const incidents = z.strictObject({ page: Page, incidents: z.array(Incident) });
const maintenances = z.strictObject({ page: Page, scheduled_maintenances: z.array(Maintenance) });

/** The shape of each document, by its path below `/api/v2/`. */
export const V2_SCHEMAS = {
  'summary.json': z.strictObject({
    page: Page,
    components: z.array(Component),
    incidents: z.array(Incident),
    scheduled_maintenances: z.array(Maintenance),
    status: Status,
  }),
  'status.json': z.strictObject({ page: Page, status: Status }),
  'components.json': z.strictObject({ page: Page, components: z.array(Component) }),
  'incidents.json': incidents,
  'incidents/unresolved.json': incidents,
  'scheduled-maintenances.json': maintenances,
  'scheduled-maintenances/upcoming.json': maintenances,
  'scheduled-maintenances/active.json': maintenances,
};
export type V2Path = keyof typeof V2_SCHEMAS;
