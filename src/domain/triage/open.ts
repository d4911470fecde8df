/** Which confirmed failures become new incidents. */
import { formatDay, type Instant } from '../../schema/timestamp.ts';
import type { IncidentFile } from '../incident.ts';
import { findClaim, isRetired } from './claimed.ts';
import { type ComponentHealth, impactOf } from './component-health.ts';
import { gatherEvidence } from './evidence.ts';
import type { JudgedComponent, TriageInput, TriageStep, Unopened } from './model.ts';
import { openingText, titleOf } from './words.ts';

type Failing = Extract<ComponentHealth, { kind: 'failing' }>;

const MAX_ID = 100;

/** `2026-11-20-api`, or with a number behind it where that is taken. */
function chooseId(component: string, since: Instant, taken: ReadonlySet<string>): string {
  const base = `${formatDay(since)}-${component}`.slice(0, MAX_ID - 4).replace(/-+$/, '');
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function composeFile(
  { component, health }: { component: JudgedComponent['component']; health: Failing },
  input: TriageInput,
): IncidentFile {
  const { now, outcomes } = input;
  const text = openingText({ component: component.name, since: health.since, checks: health.checks, outcomes, now });
  return {
    frontMatter: {
      title: titleOf(component.name, health.status),
      category: 'undetermined',
      impact: impactOf(health.status),
      components: { [component.id]: health.status },
      checks: health.checks.map(({ check }) => check),
      openedBy: 'monitor',
      evidence: gatherEvidence(health.checks, input),
    },
    introduction: '',
    updates: [{ at: now, phase: 'investigating', components: {}, text }],
  };
}

/** Plans an incident for each component whose failure is confirmed and that nothing else speaks of. */
export function planOpening(
  input: TriageInput,
  judged: ReadonlyMap<string, JudgedComponent>,
  reopened: ReadonlySet<string>,
): { steps: TriageStep[]; unopened: Unopened[] } {
  const taken = new Set(input.takenIds);
  const steps: TriageStep[] = [];
  const unopened: Unopened[] = [];
  for (const [id, { component, health }] of [...judged].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (health.kind !== 'failing' || reopened.has(id) || isRetired({ component }, input.now)) continue;
    const why = findClaim(id, health.since, input);
    if (why !== undefined) {
      unopened.push({ component: id, why });
      continue;
    }
    const incidentId = chooseId(id, health.since, taken);
    taken.add(incidentId);
    steps.push({ kind: 'open', id: incidentId, component: id, file: composeFile({ component, health }, input) });
  }
  return { steps, unopened };
}
