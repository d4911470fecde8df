/** What keeps a confirmed failure from becoming an incident, a new one or one that is opened again. */
import type { Instant } from '../../schema/timestamp.ts';
import { isRunning } from '../maintenance-window.ts';
import { isRetiredAt } from '../retired.ts';
import type { JudgedComponent, RemovedIncident, TriageInput } from './model.ts';

/** Whether a component counts no more at `now`. */
export function isRetired({ component }: Pick<JudgedComponent, 'component'>, now: Instant): boolean {
  return isRetiredAt(component, now);
}

function describeRemoved({ id, url }: RemovedIncident): string {
  if (url === undefined) return `a person has removed "${id}", which began with this failure`;
  return `a person has closed ${url}, which proposed "${id}" for this failure`;
}

/**
 * What speaks of a component's failure that began at `since` already, in words for the person who reads the run's
 * output; undefined where nothing does.
 */
export function findClaim(id: string, since: Instant, input: TriageInput): string | undefined {
  const open = input.incidents.find(
    ({ incident }) => incident.resolvedAt === undefined && incident.components.includes(id),
  );
  if (open !== undefined) return `the open incident "${open.incident.id}" names it`;
  const maintenance = input.maintenances.find(({ phase, components }) => isRunning(phase) && components.includes(id));
  if (maintenance !== undefined) return `the maintenance "${maintenance.id}" is at work`;
  const settled = input.incidents.find(
    ({ incident, writer }) =>
      writer === 'person' && since <= (incident.resolvedAt ?? -Infinity) && incident.components.includes(id),
  );
  if (settled !== undefined) return `a person has resolved "${settled.incident.id}", which began with this failure`;
  const removed = input.removed?.get(id);
  if (removed !== undefined && since <= removed.at) return describeRemoved(removed);
  return input.occupied.has(id) ? 'a file that cannot be read names it' : undefined;
}
