/** How bad a component's status makes an incident, and the other way round. */
import { type ComponentStatus, type Impact, IMPACTS } from '../schema/component.ts';

/** The impact of a machine's incident follows from the status: minor for degraded, major for partial, critical for major. */
export function impactOf(status: ComponentStatus): Impact {
  if (status === 'major_outage') return 'critical';
  if (status === 'partial_outage') return 'major';
  return status === 'degraded_performance' ? 'minor' : 'none';
}

/** The worst of several impacts; `none` of none. */
export function highestImpact(impacts: readonly Impact[]): Impact {
  return IMPACTS.findLast((impact) => impacts.includes(impact)) ?? 'none';
}

const STATUSES: Readonly<Record<Impact, ComponentStatus>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
};

/** How a component is taken to be of which an incident of this impact says nothing else. */
export function usualStatus(impact: Impact): ComponentStatus {
  return STATUSES[impact];
}
