/** Decides what a run of the checks changes in incidents. Pure: data and `now` in, steps out. */
import { findAwaiting } from './awaiting.ts';
import { deriveHealth } from './component-health.ts';
import { correlate } from './correlate.ts';
import { causeOf } from './findings.ts';
import { planProviderWords } from './follow-provider.ts';
import { planFollowing } from './follow.ts';
import type { JudgedComponent, TriageInput, TriagePlan } from './model.ts';
import { planOpening } from './open.ts';

/** Decides for every component and every known incident. The order of checks, components and incidents does not matter. */
export function planTriage(input: TriageInput): TriagePlan {
  const judged = new Map<string, JudgedComponent>(
    input.components.map((component) => [component.id, { component, health: deriveHealth(component, input) }]),
  );
  const first = planFollowing(input, judged);
  const { bursts, joiners, unopened } = correlate(input, judged, {
    skipped: first.reopened,
    causeOf: (failing) => causeOf(failing, input),
  });
  const following = joiners.size === 0 ? first : planFollowing(input, judged, joiners);
  const followed = planProviderWords(input, following.steps);
  const steps = [...followed, ...planOpening(input, bursts)].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { steps, unopened, awaiting: findAwaiting(input) };
}
