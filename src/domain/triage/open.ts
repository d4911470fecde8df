/** The files of new incidents. */
import { formatDay } from '../../schema/timestamp.ts';
import { freeId, MAX_ID_LENGTH } from '../free-id.ts';
import { highestImpact, impactOf } from '../impact.ts';
import type { IncidentFile } from '../incident.ts';
import { type Cause, deriveCause } from './classify.ts';
import type { Burst } from './correlate.ts';
import { gatherCorrelation, gatherEvidence } from './evidence.ts';
import type { TriageInput, TriageStep } from './model.ts';
import { openingText, titleOfAll } from './words.ts';

/** `2026-11-20-api`, `2026-11-20-api-and-2-more`, or with a number behind it where that is taken. */
function chooseId(burst: Burst, taken: ReadonlySet<string>): string {
  const since = Math.min(...burst.map(({ health }) => health.since));
  const more = burst.length > 1 ? `-and-${burst.length - 1}-more` : '';
  const room = MAX_ID_LENGTH - 6 - more.length;
  const base = `${formatDay(since)}-${burst[0]?.component.id ?? ''}`.slice(0, room).replace(/-+$/, '') + more;
  return freeId(base, taken);
}

function composeFile(burst: Burst, cause: Cause, input: TriageInput): IncidentFile {
  const checks = burst.flatMap(({ health }) => health.checks);
  const text = [openingText(burst, input), ...cause.paragraphs].join('\n\n');
  return {
    frontMatter: {
      title: titleOfAll(burst),
      category: cause.category,
      ...cause.classified,
      impact: highestImpact(burst.map(({ health }) => impactOf(health.status))),
      components: Object.fromEntries(burst.map(({ component, health }) => [component.id, health.status])),
      checks: checks.map(({ check }) => check),
      openedBy: 'monitor',
      evidence: [...gatherEvidence(checks, input), ...gatherCorrelation(burst, input), ...cause.evidence],
    },
    introduction: '',
    updates: [{ at: input.now, phase: 'investigating', components: {}, text }],
  };
}

/** Plans the incident of each burst. */
export function planOpening(input: TriageInput, bursts: readonly Burst[]): TriageStep[] {
  const taken = new Set(input.takenIds);
  return bursts.map((burst) => {
    const id = chooseId(burst, taken);
    taken.add(id);
    const cause = deriveCause(burst, input);
    const components = burst.map(({ component }) => component.id);
    return { kind: 'open', id, components, file: composeFile(burst, cause, input), quotedUntil: cause.quotedUntil };
  });
}
