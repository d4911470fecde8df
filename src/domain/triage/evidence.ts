/** What failing checks leave in an incident's front matter. */
import type { Evidence } from '../../schema/incident.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import { isRetired } from './claimed.ts';
import { type CheckHealth, troubledSince } from './component-health.ts';
import type { Burst } from './correlate.ts';
import type { Joined, JudgedComponent, KnownIncident, TriageInput } from './model.ts';
import { correlationText, evidenceText } from './words.ts';

/** A piece of evidence for each failing check, dated by the first measurement of its failure. */
export function gatherEvidence(checks: readonly CheckHealth[], { outcomes, now }: TriageInput): Evidence[] {
  return checks.map((health) => ({
    kind: 'measurement' as const,
    at: formatInstant(troubledSince(health, now)),
    text: evidenceText(health, outcomes.get(health.check)),
    source: 'status-data',
  }));
}

/** How many components fail together, where they do. */
export function gatherCorrelation(burst: Burst, { components, now }: TriageInput): Evidence[] {
  if (burst.length < 2) return [];
  const at = formatInstant(Math.min(...burst.map(({ health }) => health.since)));
  return [
    {
      kind: 'correlation',
      at,
      text: correlationText(burst.length, components.filter((component) => !isRetired({ component }, now)).length),
    },
  ];
}

/** The confirmed failures of these components that the incident does not name yet; undefined where it names each. */
export function findJoined(
  { incident }: KnownIncident,
  judged: readonly JudgedComponent[],
  input: TriageInput,
): Joined | undefined {
  const named = new Set(incident.frontMatter.checks);
  const joining = judged
    .flatMap(({ health }) => (health.kind === 'failing' ? health.checks : []))
    .filter(({ check }) => !named.has(check));
  if (joining.length === 0) return undefined;
  return { checks: joining.map(({ check }) => check), evidence: gatherEvidence(joining, input) };
}
