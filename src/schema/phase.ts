/** The closed sets of phases, and what a person reads for each. */
import { wordTitle } from './word-title.ts';

export const INCIDENT_PHASES = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentPhase = (typeof INCIDENT_PHASES)[number];

export const MAINTENANCE_PHASES = ['scheduled', 'in_progress', 'verifying', 'completed'] as const;
export type MaintenancePhase = (typeof MAINTENANCE_PHASES)[number];

export const ANNOUNCEMENT_PHASES = ['announced'] as const;
export type AnnouncementPhase = (typeof ANNOUNCEMENT_PHASES)[number];

export type Phase = IncidentPhase | MaintenancePhase | AnnouncementPhase;
export const PHASES: readonly Phase[] = [...INCIDENT_PHASES, ...MAINTENANCE_PHASES, ...ANNOUNCEMENT_PHASES];

export const KINDS = ['incident', 'maintenance', 'announcement'] as const;
export type Kind = (typeof KINDS)[number];

/** The phases that an update of a file of this kind may have, in their usual order. */
export const PHASES_OF_KIND: Readonly<Record<Kind, readonly Phase[]>> = {
  incident: INCIDENT_PHASES,
  maintenance: MAINTENANCE_PHASES,
  announcement: ANNOUNCEMENT_PHASES,
};

/** The phase as a heading has it: `In progress`. */
export function phaseTitle(phase: Phase): string {
  return wordTitle(phase);
}
