/** Where an entry stands, by its updates and the clock. */
import { type IncidentFile, isMaintenanceFrontMatter } from '../domain/incident.ts';
import { deriveMaintenance } from '../domain/maintenance.ts';
import { expandRecurrence } from '../domain/recurrence.ts';
import { sortUpdates } from '../domain/update.ts';
import { type Phase, PHASES_OF_KIND } from '../schema/phase.ts';
import type { Instant } from '../schema/timestamp.ts';
import { kindOf } from './front-matter-format.ts';

/**
 * The phase that a file is in: that of its latest update, and of a maintenance also what the clock says. One that recurs
 * is in that of the window that is at work, else of the next, else of the last.
 */
export function currentPhase(id: string, file: IncidentFile, now: Instant): Phase {
  const { frontMatter } = file;
  if (!isMaintenanceFrontMatter(frontMatter)) {
    return sortUpdates(file.updates).at(-1)?.phase ?? PHASES_OF_KIND[kindOf(frontMatter)][0] ?? 'investigating';
  }
  const { scheduled } = frontMatter;
  const known = scheduled.recurrence === undefined ? undefined : expandRecurrence(scheduled, now);
  return deriveMaintenance(id, { ...file, frontMatter, known }, now).phase;
}
