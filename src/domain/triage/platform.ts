/**
 * Customers that fail together are not at fault: one public incident about the platform, with a count and no names.
 * What goes in may say whose services they are; what becomes a file does not.
 */
import { formatDay } from '../../schema/timestamp.ts';
import { freeId } from '../free-id.ts';
import { impactOf } from '../impact.ts';
import { type CustomerFacts, findTogether, usersOf } from './customers.ts';
import type { KnownIncident, TriageInput, TriagePlan, TriageStep } from './model.ts';
import {
  type Burst,
  componentsOf,
  customersEvidence,
  type Platform,
  type PlatformInput,
  statusOf,
  toBurst,
  toldCustomers,
  toPlatform,
} from './platform-burst.ts';
import { addToOpening, explainBurst, openedComponents, withStep } from './platform-explained.ts';
import { followPlatform } from './platform-following.ts';
import { platformOpeningText, platformTitle, togetherText, usersText } from './platform-words.ts';

export interface PlatformPlan {
  plan: TriagePlan;
  /** What is public about customers that fail together; undefined where they do not. */
  platform: Platform | undefined;
}

function openPlatform(burst: Burst, input: TriageInput): TriageStep {
  const status = statusOf(burst);
  const components = componentsOf(burst, input);
  const first = customersEvidence(burst.since, 'The first of these services failed');
  return {
    kind: 'open',
    id: freeId(`${formatDay(burst.since)}-platform`, input.takenIds),
    components,
    file: {
      frontMatter: {
        title: platformTitle(burst),
        category: 'undetermined',
        impact: impactOf(status),
        components: Object.fromEntries(components.map((id) => [id, status])),
        openedBy: 'monitor',
        // An incident starts with its first measurement in evidence.
        evidence: [{ ...first, kind: 'measurement' }, customersEvidence(burst.since, togetherText(burst))],
      },
      introduction: '',
      updates: [
        {
          at: input.now,
          phase: 'investigating',
          components: {},
          text: platformOpeningText({ ...burst, now: input.now }),
        },
      ],
    },
  };
}

/** Says in each incident that is opened how many customers use what it affects. */
function countUsers(plan: TriagePlan, { input, facts }: PlatformInput): TriagePlan {
  const customers = facts.judged.map(({ customer }) => customer);
  return plan.steps.reduce<TriagePlan>((counted, step) => {
    const users = step.kind === 'open' ? usersOf(openedComponents(step), customers) : [];
    if (step.kind !== 'open' || users.length === 0) return counted;
    return addToOpening(counted, step, customersEvidence(input.now, usersText(users.length)));
  }, plan);
}

/** The known incident about the platform that a burst belongs to: open, or resolved so lately that it goes on. */
function findPlatform({ input, facts }: PlatformInput): KnownIncident | undefined {
  const known = input.incidents.filter(({ incident }) => toldCustomers(incident) !== undefined);
  const open = known.find(({ incident }) => incident.resolvedAt === undefined);
  if (open !== undefined) return open;
  const customers = findTogether(facts);
  if (customers.length === 0) return undefined;
  const { since } = toBurst(customers);
  return known.find(({ incident: { resolvedAt = -Infinity }, writer }) => {
    return since <= (writer === 'person' ? resolvedAt : resolvedAt + input.policy.stableFor);
  });
}

/**
 * What the services of customers change in the public root's plan. An incident about the platform goes on until at most
 * one of its customers fails, since one alone is their own matter. Where an incident or a maintenance of components that
 * enough of them use is public already, that explains them, and nothing else is opened.
 */
export function planPlatform(before: TriagePlan, input: TriageInput, facts: CustomerFacts): PlatformPlan {
  const about = { input, facts };
  const plan = countUsers(before, about);
  const known = findPlatform(about);
  if (known !== undefined) {
    const { step, customers } = followPlatform(known, about);
    const platform = customers.length === 0 ? undefined : toPlatform(known.incident.id, toBurst(customers));
    return { plan: step === undefined ? plan : withStep(plan, step), platform };
  }
  const customers = findTogether(facts);
  if (customers.length === 0) return { plan, platform: undefined };
  const burst = toBurst(customers);
  const explained = explainBurst(plan, burst, about);
  if (explained !== undefined) return explained;
  const step = openPlatform(burst, input);
  return { plan: withStep(plan, step), platform: toPlatform(step.id, burst) };
}
