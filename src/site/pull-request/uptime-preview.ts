/** What a change does to the uptime of components, as the page tells it: that of the last 90 days. */
import type { Uptime } from '../../domain/uptime.ts';
import { fit, type UptimePreview } from '../../schema/preview.ts';
import type { SiteComponent } from '../component-model.ts';
import type { SiteModel } from '../site-model.ts';

const STATES = {
  major_outage: 'majorMs',
  partial_outage: 'partialMs',
  degraded_performance: 'degradedMs',
  under_maintenance: 'maintenanceMs',
  no_data: 'noDataMs',
} as const satisfies Record<string, keyof Uptime>;

/** A stretch that is shorter follows from rounding, and nobody is shown it. */
const SHOWN_MS = 1_000;

function describeDifferences(before: Uptime | undefined, after: Uptime, { format, strings }: SiteModel): string[] {
  return Object.entries(STATES).flatMap(([state, key]) => {
    const ms = after[key] - (before?.[key] ?? 0);
    if (Math.abs(ms) < SHOWN_MS) return [];
    const words = strings.status[state as keyof typeof STATES];
    return [`${words}: ${format.duration(Math.abs(ms))} ${ms > 0 ? 'more' : 'less'}`];
  });
}

function showRatio(uptime: Uptime | undefined, { format }: SiteModel): string | undefined {
  const ratio = uptime?.ratio ?? undefined;
  return ratio === undefined ? undefined : format.share(ratio);
}

const BAD = ['major_outage', 'partial_outage', 'degraded_performance'];

function previewComponent(component: SiteComponent, before: SiteModel | undefined, after: SiteModel): UptimePreview[] {
  const earlier = before?.components.find(({ id }) => id === component.id);
  const differences = describeDifferences(earlier?.uptime, component.uptime, after);
  const isBad = BAD.includes(component.state);
  // Of a component that is new all time is a difference, and none of it is one to the number.
  if (earlier === undefined || (differences.length === 0 && (!isBad || earlier.state === component.state))) return [];
  const [was, is] = [
    before === undefined ? undefined : showRatio(earlier.uptime, before),
    showRatio(component.uptime, after),
  ];
  return [
    {
      component: fit(component.name, 'name'),
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
      differences: differences.map((difference) => fit(difference, 'name')),
      goesOn: isBad && after.openIncidents.some(({ components }) => components.includes(component.id)),
    },
  ];
}

/** The components whose uptime is another one after the change, or from now on becomes one. */
export function previewUptime(before: SiteModel | undefined, after: SiteModel | undefined): UptimePreview[] {
  if (after === undefined) return [];
  return after.components.flatMap((component) => previewComponent(component, before, after));
}
