/** What open incidents ask of people. */
import type { Instant } from '../../schema/timestamp.ts';
import type { Incident } from '../incident.ts';
import { lateFrom } from '../promise.ts';
import { type ComponentHealth } from '../triage/component-health.ts';
import type { KnownIncident } from '../triage/model.ts';
import type { Duty } from './duty.ts';

/** An open incident without an update for so long asks for one. */
const SILENCE_MS = 86_400_000;

interface Known extends Pick<KnownIncident, 'writer' | 'recoveryNotedAt'> {
  incident: Incident;
}

/** Whether the engine noted that the checks pass in a person's file, and none of the components has failed again. */
function awaitsResolving({ incident, writer, recoveryNotedAt }: Known, healths: Healths): boolean {
  return (
    writer === 'person' &&
    recoveryNotedAt !== undefined &&
    incident.components.every((id) => healths.get(id)?.kind !== 'failing')
  );
}

type Healths = ReadonlyMap<string, Pick<ComponentHealth, 'kind'>>;

function findDuty(known: Known, healths: Healths, now: Instant): Duty[] {
  const { incident, recoveryNotedAt: passedAt = now } = known;
  const latest = incident.updates.at(-1);
  if (incident.resolvedAt !== undefined || latest === undefined) return [];
  const about = { incident: incident.id, title: incident.title };
  if (awaitsResolving(known, healths)) return [{ kind: 'resolve', ...about, passedAt }];
  const by = latest.nextUpdateBy;
  if (by !== undefined && now >= lateFrom(by)) return [{ kind: 'promise', ...about, by }];
  // Who has promised an update for later has said when to ask again.
  if (by !== undefined || now - latest.at < SILENCE_MS) return [];
  return [{ kind: 'silence', ...about, lastAt: latest.at }];
}

/**
 * At most one duty for each open incident: to resolve it, else to write the update that was promised, else to write
 * after a day of silence. `healths` says by a component's id how its checks are.
 */
export function findIncidentDuties(
  incidents: readonly Known[],
  { healths, now }: { healths: Healths; now: Instant },
): Duty[] {
  return incidents.flatMap((known) => findDuty(known, healths, now));
}
