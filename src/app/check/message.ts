/** What a run says of its steps: in the commit on main, and to the person who watches. */
import type { TriageStep } from '../../domain/triage/model.ts';
import { phaseTitle } from '../../schema/phase.ts';

/** `Open 2026-11-20-api: Public API is down`. */
export function describeStep(step: TriageStep): string {
  if (step.kind === 'open') return `Open ${step.id}: ${step.file.frontMatter.title}`;
  if (step.kind === 'join') {
    const { checks } = step.joined;
    if (checks.length === 0) return `Add to ${step.id}: evidence`;
    return `Add to ${step.id}: ${checks.join(', ')} ${checks.length === 1 ? 'fails' : 'fail'} too`;
  }
  if (step.because === 'provider') return `Update ${step.id}: what its provider says`;
  const changes = Object.entries(step.update.components).map(([component, status]) => `${component}: ${status}`);
  const what = [phaseTitle(step.update.phase), ...(changes.length === 0 ? [] : [changes.join(', ')])].join(', ');
  return step.because === 'noted' ? `Note in ${step.id}: checks pass again` : `Update ${step.id}: ${what}`;
}

/** The message of the commit that carries these steps: a subject, and a line each where there are several. */
export function describeSteps(steps: readonly TriageStep[]): string {
  const lines = steps.map(describeStep);
  if (lines.length <= 1) return lines[0] ?? 'No change';
  return [`Update ${lines.length} incidents`, '', ...lines.map((line) => `- ${line}`)].join('\n');
}
