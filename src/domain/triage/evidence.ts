/** What failing checks leave in an incident's front matter. */
import type { Evidence } from '../../schema/incident.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import type { CheckHealth } from './component-health.ts';
import type { Joined, JudgedComponent, KnownIncident, TriageInput } from './model.ts';
import { evidenceText } from './words.ts';

/** A piece of evidence for each failing check, dated by the first measurement of its failure. */
export function gatherEvidence(checks: readonly CheckHealth[], { outcomes, now }: TriageInput): Evidence[] {
  return checks.map((health) => ({
    kind: 'measurement' as const,
    at: formatInstant(health.row.since ?? now),
    text: evidenceText(health, outcomes.get(health.check)),
    source: 'status-data',
  }));
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
