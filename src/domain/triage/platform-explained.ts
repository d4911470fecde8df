/** What is public already and explains why several customers fail: nothing else is opened then. */
import type { Evidence } from '../../schema/incident.ts';
import { isRunning } from '../maintenance-window.ts';
import { usersOf } from './customers.ts';
import type { KnownIncident, TriagePlan, TriageStep } from './model.ts';
import { type Burst, customersEvidence, type Platform, type PlatformInput, toPlatform } from './platform-burst.ts';
import { alsoText, isAlsoText } from './platform-words.ts';

type Opening = TriageStep & { kind: 'open' };

/** The plan with one step in the place of what it had for the same incident. */
export function withStep(plan: TriagePlan, step: TriageStep): TriagePlan {
  return { ...plan, steps: [...plan.steps.filter(({ id }) => id !== step.id), step] };
}

/** The components that an incident which is opened names. */
export function openedComponents({ file }: Opening): string[] {
  return Object.keys(file.frontMatter.components ?? {});
}

/** Adds evidence to an incident that is opened in this plan. */
export function addToOpening(plan: TriagePlan, step: Opening, evidence: Evidence): TriagePlan {
  const { frontMatter } = step.file;
  if (!('category' in frontMatter)) return plan;
  const extended = { ...frontMatter, evidence: [...(frontMatter.evidence ?? []), evidence] };
  return withStep(plan, { ...step, file: { ...step.file, frontMatter: extended } });
}

/** The same in an incident that is open; a person's file stays as it is, and once is enough. */
function addToKnown(plan: TriagePlan, { incident, path, writer }: KnownIncident, evidence: Evidence): TriagePlan {
  if (writer === 'person' || incident.frontMatter.evidence?.some(({ text }) => isAlsoText(text)) === true) return plan;
  const before = plan.steps.find(({ id }) => id === incident.id);
  if (before === undefined || before.kind === 'open') {
    return withStep(plan, { kind: 'join', id: incident.id, path, joined: { checks: [], evidence: [evidence] } });
  }
  const { checks, evidence: earlier } = before.joined ?? { checks: [], evidence: [] };
  return withStep(plan, { ...before, joined: { checks, evidence: [...earlier, evidence] } });
}

/**
 * Lets an incident or a maintenance explain a burst where as many of its customers use what that names as it takes for
 * a fault of the platform. Undefined where nothing does.
 */
export function explainBurst(
  plan: TriagePlan,
  burst: Burst,
  { input, facts }: PlatformInput,
): { plan: TriagePlan; platform: Platform | undefined } | undefined {
  const customers = burst.customers.map(({ customer }) => customer);
  const explains = (components: readonly string[]): boolean => usersOf(components, customers).length >= facts.threshold;
  const evidence = customersEvidence(burst.since, alsoText(burst));
  const opening = plan.steps.filter((step) => step.kind === 'open').find((step) => explains(openedComponents(step)));
  if (opening !== undefined) {
    return { plan: addToOpening(plan, opening, evidence), platform: toPlatform(opening.id, burst) };
  }
  const open = input.incidents.find(
    ({ incident }) => incident.resolvedAt === undefined && explains(incident.components),
  );
  if (open !== undefined) {
    return { plan: addToKnown(plan, open, evidence), platform: toPlatform(open.incident.id, burst) };
  }
  const maintenance = input.maintenances.find(({ phase, components }) => isRunning(phase) && explains(components));
  if (maintenance === undefined) return undefined;
  const why = `the maintenance "${maintenance.id}" is at work`;
  const unopened = [...plan.unopened, { component: `services of ${burst.count} customers`, why }];
  return { plan: { ...plan, unopened }, platform: undefined };
}
