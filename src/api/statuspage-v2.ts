/** The objects of Statuspage's public API v2, field by field: what its clients read, and no null where they expect a list. */
import type { ComponentStatus, Impact } from '../schema/component.ts';
import type { IncidentPhase, MaintenancePhase } from '../schema/phase.ts';

/** ISO 8601 with milliseconds, UTC. */
export type Timestamp = string;

export interface V2Page {
  id: string;
  name: string;
  /** Absolute, without a slash at its end. */
  url: string;
  time_zone: string;
  updated_at: Timestamp;
}

/** From the best to the worst. */
export const INDICATORS = ['none', 'maintenance', 'minor', 'major', 'critical'] as const;
export type Indicator = (typeof INDICATORS)[number];

export interface V2Status {
  indicator: Indicator;
  description: string;
}

export interface V2Component {
  id: string;
  name: string;
  status: ComponentStatus;
  created_at: Timestamp;
  updated_at: Timestamp;
  /** From 1, within its group. */
  position: number;
  description: string | null;
  showcase: boolean;
  /** `YYYY-MM-DD`. */
  start_date: string | null;
  group_id: string | null;
  page_id: string;
  group: boolean;
  only_show_if_degraded: boolean;
  /** Ids of its members, of a group alone. */
  components?: string[];
}

export interface V2AffectedComponent {
  code: string;
  name: string;
  old_status: ComponentStatus;
  new_status: ComponentStatus;
}

export interface V2Update {
  id: string;
  status: IncidentPhase | MaintenancePhase;
  body: string;
  incident_id: string;
  created_at: Timestamp;
  updated_at: Timestamp;
  display_at: Timestamp;
  /** Empty where it speaks of none, for which Statuspage says null: readers of either kind take it. */
  affected_components: V2AffectedComponent[];
  deliver_notifications: boolean;
  custom_tweet: null;
  tweet_id: null;
}

/** What incidents and maintenances have in common. */
export interface V2Entry {
  id: string;
  name: string;
  created_at: Timestamp;
  updated_at: Timestamp;
  /** Absolute. */
  shortlink: string;
  page_id: string;
  /** Newest first. */
  incident_updates: V2Update[];
  components: V2Component[];
  reminder_intervals: null;
}

interface V2Times {
  monitoring_at: Timestamp | null;
  resolved_at: Timestamp | null;
  started_at: Timestamp;
}

export interface V2Incident extends V2Entry, V2Times {
  status: IncidentPhase;
  impact: Impact;
}

export interface V2Maintenance extends V2Entry, V2Times {
  status: MaintenancePhase;
  impact: 'maintenance';
  scheduled_for: Timestamp;
  scheduled_until: Timestamp;
}
