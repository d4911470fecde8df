/** A maintenance with its windows. What expands a recurrence is loaded only where there is one. */
import type { IncidentFile } from '../domain/incident.ts';
import { deriveMaintenance, type Maintenance } from '../domain/maintenance.ts';
import type { MaintenanceFrontMatter } from '../schema/incident.ts';
import type { Instant } from '../schema/timestamp.ts';

/** Derives a maintenance at `now`, of a recurring one all its windows. */
export async function readMaintenance(
  id: string,
  file: IncidentFile & { frontMatter: MaintenanceFrontMatter },
  now: Instant,
): Promise<Maintenance> {
  const { scheduled } = file.frontMatter;
  if (scheduled.recurrence === undefined) return deriveMaintenance(id, file, now);
  const { expandRecurrence } = await import('../domain/recurrence.ts');
  return deriveMaintenance(id, { ...file, known: expandRecurrence(scheduled, now) }, now);
}
