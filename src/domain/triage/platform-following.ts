/** How an incident about the platform goes on: by what customers' services are like, and the checks of its components. */
import { COMPONENT_STATUSES, type ComponentStatus } from '../../schema/component.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { highestImpact, impactOf } from '../impact.ts';
import { currentStatuses } from '../incident.ts';
import { nextUpdateTime } from '../update.ts';
import { deriveHealth } from './component-health.ts';
import { type CustomerState, type FailingCustomer, findTogether, isFailing, stateOf } from './customers.ts';
import { findJoined } from './evidence.ts';
import type { AppendReason, AppendStep, Joined, JudgedComponent, KnownIncident, Raised, TriageStep } from './model.ts';
import {
  type Burst,
  componentsOf,
  customersEvidence,
  type PlatformInput,
  statusOf,
  toBurst,
  toldCustomers,
} from './platform-burst.ts';
import {
  platformFailingText,
  platformRecoveredText,
  platformResolvedText,
  platformTitle,
  togetherText,
} from './platform-words.ts';
import { plain, recoveryNote } from './words.ts';

export interface FollowedPlatform {
  step: TriageStep | undefined;
  /** The customers that the incident is about now. */
  customers: readonly FailingCustomer[];
}

interface Followed {
  known: KnownIncident;
  about: PlatformInput;
  /** The incident's public components that have checks and that no other open incident speaks of. */
  own: JudgedComponent[];
  /** Undefined where none of its customers fails. */
  burst: Burst | undefined;
}

function append(
  { known, about }: Followed,
  step: Pick<AppendStep, 'because' | 'raised' | 'joined'> & Partial<AppendStep['update']>,
): AppendStep {
  const { because, raised, joined, phase = known.incident.phase, text = '', components = {} } = step;
  const at = nextUpdateTime(known.incident.updates, about.input.now);
  const { path, incident } = known;
  return { kind: 'append', id: incident.id, path, update: { at, phase, text, components }, because, raised, joined };
}

/** One alone is that customer's own matter, unless a component of ours fails as well. */
function isOver({ burst, own }: Followed): boolean {
  return (burst?.count ?? 0) <= 1 && own.every(({ health }) => health.kind !== 'failing');
}

/** When the last of what failed since the incident began has recovered; undefined while some recovery is not settled. */
function recoveredSince({ known, about, own }: Followed): Instant | undefined {
  const { startedAt } = known.incident;
  const ofCustomers = about.facts.judged.map(({ state }) => state);
  const ofOwn = own.map(({ component }) => stateOf([component], about.input));
  const since = (states: readonly CustomerState[], kind: CustomerState['kind']): Instant[] => {
    const found = states.filter((state) => state.kind === kind).map((state) => state.since ?? -Infinity);
    return found.filter((at) => at > startedAt);
  };
  if (since([...ofCustomers, ...ofOwn], 'settling').length > 0) return undefined;
  const recovered = since(ofCustomers, 'well');
  return recovered.length === 0 ? undefined : Math.max(...recovered, ...since(ofOwn, 'well'));
}

function worst(...statuses: (ComponentStatus | undefined)[]): ComponentStatus {
  return statuses
    .filter((status) => status !== undefined)
    .reduce<ComponentStatus>(
      (a, b) => (COMPONENT_STATUSES.indexOf(b) > COMPONENT_STATUSES.indexOf(a) ? b : a),
      'operational',
    );
}

/** Components that are worse than the incident says, with what they are. */
function findWorse({ known, about, own, burst }: Followed): Record<string, ComponentStatus> {
  const { incident } = known;
  const current = currentStatuses(incident);
  const isShared = burst !== undefined && burst.count > 1;
  const named = new Set([...incident.components, ...(isShared ? componentsOf(burst, about.input) : [])]);
  const health = new Map(own.map((judged) => [judged.component.id, judged.health]));
  const found = [...named].map((id): [string, ComponentStatus] => {
    const its = health.get(id);
    return [id, worst(isShared ? statusOf(burst) : undefined, its?.kind === 'failing' ? its.status : undefined)];
  });
  return Object.fromEntries(
    found.filter(([id, status]) => worst(status, current[id]) !== (current[id] ?? 'operational')),
  );
}

function raise(
  { known, burst }: Followed,
  worse: Record<string, ComponentStatus>,
  isMore: boolean,
): Raised | undefined {
  const { impact, title } = known.incident;
  const highest = highestImpact([impact, ...Object.values(worse).map(impactOf)]);
  if (highest === impact && !isMore) return undefined;
  return { impact: highest, title: isMore && burst !== undefined ? platformTitle(burst) : title };
}

/** What has joined: more customers than the incident tells of, and checks of its components. */
function findAllJoined(followed: Followed, isMore: boolean): Joined | undefined {
  const { known, own, about, burst } = followed;
  const joined = findJoined(known, own, about.input);
  if (!isMore || burst === undefined) return joined;
  const more = customersEvidence(about.input.now, togetherText(burst));
  return { checks: joined?.checks ?? [], evidence: [more, ...(joined?.evidence ?? [])] };
}

function planFailing(followed: Followed, because: AppendReason): TriageStep | undefined {
  const { known, own, burst } = followed;
  const { id, phase } = known.incident;
  const isMore = (burst?.count ?? 0) > (toldCustomers(known.incident) ?? 0);
  const worse = findWorse(followed);
  const joined = findAllJoined(followed, isMore);
  if (because === 'changed' && !isMore && Object.keys(worse).length === 0) {
    return joined === undefined ? undefined : { kind: 'join', id, path: known.path, joined };
  }
  const components = own
    .filter(({ health }) => health.kind === 'failing')
    .map(({ component }) => plain(component.name));
  const shared = { count: burst?.count ?? 0, isSlow: burst?.isSlow ?? false };
  return append(followed, {
    phase: because === 'changed' ? phase : 'investigating',
    text: platformFailingText({ ...shared, components }),
    components: worse,
    because,
    raised: raise(followed, worse, isMore),
    joined,
  });
}

function planRecovered(followed: Followed, since: Instant): AppendStep | undefined {
  const { now, policy } = followed.about.input;
  const until = since + policy.stableFor;
  const { phase } = followed.known.incident;
  if (phase !== 'monitoring') {
    const text = platformRecoveredText(since, until, now);
    const bad = Object.entries(currentStatuses(followed.known.incident)).filter(
      ([, status]) => status !== 'operational',
    );
    const components = Object.fromEntries(bad.map(([id]) => [id, 'operational' as const]));
    return append(followed, { phase: 'monitoring', text, components, because: 'recovered' });
  }
  if (now < until) return undefined;
  return append(followed, { phase: 'resolved', text: platformResolvedText(since, now), because: 'stable' });
}

function planOpen(followed: Followed): TriageStep | undefined {
  const { known, about } = followed;
  const { phase } = known.incident;
  const isPersons = known.writer === 'person';
  if (isOver(followed)) {
    const since = recoveredSince(followed);
    if (since === undefined) return undefined;
    if (!isPersons) return planRecovered(followed, since);
    if (known.recoveryNotedAt !== undefined) return undefined;
    return append(followed, { text: recoveryNote(since, about.input.now), because: 'noted' });
  }
  return isPersons ? undefined : planFailing(followed, phase === 'monitoring' ? 'failing-again' : 'changed');
}

/** Plans at most one step for an incident about the platform that is open, or that a burst opens again. */
export function followPlatform(known: KnownIncident, about: PlatformInput): FollowedPlatform {
  const { input, facts } = about;
  const { incident, writer } = known;
  const isResolved = incident.resolvedAt !== undefined;
  const customers = isResolved
    ? findTogether(facts)
    : facts.judged.filter(isFailing).filter(({ state }) => state.since >= incident.startedAt);
  const elsewhere = input.incidents.filter((other) => other !== known && other.incident.resolvedAt === undefined);
  const claimed = new Set(elsewhere.flatMap((other) => other.incident.components));
  const own = input.components
    .filter(({ id, checks }) => incident.components.includes(id) && checks.length > 0 && !claimed.has(id))
    .map((component) => ({ component, health: deriveHealth(component, input) }));
  const burst = customers.length === 0 ? undefined : toBurst(customers);
  const followed = { known, about, own, burst };
  if (!isResolved) return { step: planOpen(followed), customers };
  return { step: writer === 'person' ? undefined : planFailing(followed, 'reopened'), customers };
}
