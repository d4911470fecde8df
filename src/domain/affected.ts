/** How long an incident was bad for a component. */
import { COMPONENT_STATUSES, type ComponentStatus } from '../schema/component.ts';
import type { Instant } from '../schema/timestamp.ts';
import { deriveStatusIntervals, type Incident } from './incident.ts';
import { sumLengths } from './interval.ts';

/** How long an incident gave a component a status other than operational. */
export interface AffectedComponent {
  component: string;
  ms: number;
  worst: ComponentStatus;
}

function isBad(status: ComponentStatus): boolean {
  return status !== 'operational' && status !== 'under_maintenance';
}

/** How long an incident gave each component a bad status up to `now`; a component that it never did is missing. */
export function measureAffected(incident: Incident, now: Instant): AffectedComponent[] {
  const bad = deriveStatusIntervals(incident, now).filter(({ status }) => isBad(status));
  return incident.components.flatMap((component) => {
    const own = bad.filter((interval) => interval.component === component);
    if (own.length === 0) return [];
    const ranks = own.map(({ status }) => COMPONENT_STATUSES.indexOf(status));
    return [
      {
        component,
        ms: sumLengths(own),
        worst: COMPONENT_STATUSES[Math.max(...ranks)] ?? 'operational',
      },
    ];
  });
}
