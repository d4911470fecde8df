/** The page in one word of the API. */
import type { ComponentStatus } from '../schema/component.ts';
import type { VerdictLevel } from '../domain/verdict.ts';
import { worstOf } from './components.ts';
import type { EntryContext } from './entries.ts';
import { type Indicator, INDICATORS, type V2Status } from './statuspage-v2.ts';

const OF_STATUS: Readonly<Record<ComponentStatus, Indicator>> = {
  operational: 'none',
  under_maintenance: 'maintenance',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
};

const DESCRIPTIONS: Readonly<Record<Indicator, string>> = {
  none: 'All Systems Operational',
  maintenance: 'Service Under Maintenance',
  minor: 'Partially Degraded Service',
  major: 'Partial System Outage',
  critical: 'Major System Outage',
};

/** Statuspage has no word for these; nobody is to read there that all is well. */
const UNKNOWN: Partial<Record<VerdictLevel, string>> = {
  no_data: 'No Current Data',
  some_no_data: 'No Current Data for Some Systems',
};

/**
 * The worst of the components' statuses, the open incidents' impacts and checks that fail without an incident, so that
 * it is never `none` while anything is wrong. Where status.yml asks for the four words that Statuspage's description of
 * its API has, maintenance alone is `none`, and the words beside it say what it is.
 */
export function deriveStatus({ site, components }: EntryContext): V2Status {
  const { openIncidents, runningMaintenances, verdict, config } = site.model;
  const found: Indicator[] = [
    OF_STATUS[worstOf(components.map(({ status }) => status))],
    ...openIncidents.map(({ impact }) => impact),
    ...(verdict.failing.length > 0 ? (['minor'] as const) : []),
    ...(runningMaintenances.length > 0 ? (['maintenance'] as const) : []),
  ];
  const worst = INDICATORS.findLast((indicator) => found.includes(indicator)) ?? 'none';
  const unknown = worst === 'none' ? UNKNOWN[verdict.level] : undefined;
  const isUnheardOf = worst === 'maintenance' && config.page.maintenanceIndicator === 'strict';
  return { indicator: isUnheardOf ? 'none' : worst, description: unknown ?? DESCRIPTIONS[worst] };
}
