/** Which failures are one incident: those of many components that began together. */
import type { TriagePolicy } from '../../schema/config.ts';
import { type Instant, parseInstant } from '../../schema/timestamp.ts';
import { compareText } from '../compare-text.ts';
import { deriveCheckRow } from '../check-series.ts';
import { type Began, groupByStart } from './burst-window.ts';
import { findClaim, isRetired } from './claimed.ts';
import { type ComponentHealth, troubledSince } from './component-health.ts';
import type { JudgedComponent, KnownIncident, TriageInput, Unopened } from './model.ts';
import { toldCustomers } from './platform-burst.ts';

export type FailingComponent = JudgedComponent & { health: Extract<ComponentHealth, { kind: 'failing' }> };

/** Failures that are to become one new incident, ordered by component. */
export type Burst = readonly FailingComponent[];

export interface Correlated {
  bursts: Burst[];
  /** By the id of an open incident: the components whose failures belong to it. */
  joiners: Map<string, FailingComponent[]>;
  unopened: Unopened[];
}

export function isFailing(judged: JudgedComponent): judged is FailingComponent {
  return judged.health.kind === 'failing';
}

/** How many components failing together are one incident: a share is of all that are not retired, and at least two. */
export function correlationThreshold(
  correlateAt: TriagePolicy['correlateAt'],
  components: readonly Pick<JudgedComponent, 'component'>[],
  now: Instant,
): number {
  if (typeof correlateAt === 'number') return correlateAt;
  const counted = components.filter((judged) => !isRetired(judged, now)).length;
  return Math.max(2, Math.ceil((counted * Number.parseInt(correlateAt, 10)) / 100));
}

/** A failure as it counts in a burst: one to be opened, or one that an open incident speaks of. */
interface Start extends Began {
  component: string;
  /** The provider whose incident explains it; empty where none does. */
  cause: string;
  candidate?: FailingComponent | undefined;
  incident?: KnownIncident | undefined;
}

function startOf(candidate: FailingComponent, cause: string, now: Instant): Start {
  const { component, health } = candidate;
  const first = health.checks.find((check) => troubledSince(check, now) === health.since);
  return { component: component.id, since: health.since, check: first?.check, cause, candidate };
}

/** Failures that await confirmation: they count in a burst, and are not told before they are believed. */
function awaitingStarts(judged: Iterable<JudgedComponent>, { measurements, policy, now }: TriageInput): Start[] {
  return [...judged]
    .filter(({ health }) => health.kind === 'undecided')
    .flatMap(({ component }) =>
      component.checks
        .map(({ id }) => ({ check: id, row: deriveCheckRow(measurements.get(id) ?? [], policy, now) }))
        .filter(({ row }) => row.kind === 'failing')
        .map(({ check, row }) => ({ component: component.id, since: row.since ?? now, check, cause: '' })),
    );
}

/** A component that an incident names as it counts in a burst: since the first of its failures in evidence. */
function toldStart(known: KnownIncident, id: string, input: TriageInput): Start {
  const { frontMatter, category, startedAt } = known.incident;
  const measured = (frontMatter.evidence ?? [])
    .filter(({ kind }) => kind === 'measurement')
    .map(({ at, text }) => ({ at: parseInstant(at) ?? startedAt, check: text.slice(0, text.indexOf(':')) }))
    .sort((a, b) => a.at - b.at);
  const checks = input.components.find((component) => component.id === id)?.checks.map((check) => check.id) ?? [];
  const first = measured.find(({ check }) => checks.includes(check)) ?? measured[0];
  return {
    component: id,
    since: first?.at ?? startedAt,
    check: checks.find((check) => check === first?.check) ?? checks[0],
    cause: category === 'upstream' ? (frontMatter.provider ?? '') : '',
    incident: known.writer === 'engine' ? known : undefined,
  };
}

/**
 * The components of the machine's open incidents: a later failure may join them. In a file that has become a person's
 * nothing is added, but what it names still counts as part of the burst.
 */
function knownStarts(input: TriageInput): Start[] {
  return (
    input.incidents
      .filter(({ incident }) => incident.frontMatter.openedBy === 'monitor' && incident.resolvedAt === undefined)
      // What is about the services of customers is joined by these alone.
      .filter(({ incident }) => toldCustomers(incident) === undefined)
      .flatMap((known) => known.incident.components.map((id) => toldStart(known, id, input)))
  );
}

/** A group as it becomes: one more for an open incident, one incident for all, or one each. */
function addGroup(group: readonly Start[], threshold: number, { bursts, joiners }: Correlated): void {
  const candidates = group.map(({ candidate }) => candidate).filter((candidate) => candidate !== undefined);
  const count = new Set(group.map(({ component }) => component)).size;
  const incident = group.find((start) => start.incident !== undefined)?.incident?.incident.id;
  if (candidates.length === 0) return;
  if (count < threshold) bursts.push(...candidates.map((candidate) => [candidate]));
  else if (incident === undefined) bursts.push(byComponent(candidates));
  else joiners.set(incident, [...(joiners.get(incident) ?? []), ...byComponent(candidates)]);
}

function byComponent(candidates: readonly FailingComponent[]): FailingComponent[] {
  return [...candidates].sort((a, b) => (a.component.id < b.component.id ? -1 : 1));
}

/** What is kept apart. */
interface Apart {
  /** Components whose failure is told already. */
  skipped: ReadonlySet<string>;
  /** The provider whose incident explains a failure; empty where none does. */
  causeOf(failing: FailingComponent): string;
}

/**
 * Sorts the confirmed failures that nothing speaks of yet. Those of `correlateAt` or more components, each of which began
 * soon after another, are one incident; one of them that is confirmed later joins it. How they fail never splits them,
 * only that a provider's incident explains some and not others.
 */
export function correlate(
  input: TriageInput,
  judged: ReadonlyMap<string, JudgedComponent>,
  { skipped, causeOf }: Apart,
): Correlated {
  const correlated: Correlated = { bursts: [], joiners: new Map(), unopened: [] };
  const candidates: FailingComponent[] = [];
  for (const failing of byComponent([...judged.values()].filter(isFailing))) {
    const { id } = failing.component;
    if (skipped.has(id) || isRetired(failing, input.now)) continue;
    const why = findClaim(id, failing.health.since, input);
    if (why === undefined) candidates.push(failing);
    else correlated.unopened.push({ component: id, why });
  }
  if (candidates.length === 0) return correlated;
  const threshold = correlationThreshold(input.policy.correlateAt, [...judged.values()], input.now);
  const starts = [
    ...knownStarts(input),
    ...awaitingStarts(judged.values(), input),
    ...candidates.map((candidate) => startOf(candidate, causeOf(candidate), input.now)),
  ];
  const ordered = starts.sort((a, b) => compareText(a.component, b.component));
  for (const alike of Map.groupBy(ordered, ({ cause }) => cause).values()) {
    for (const group of groupByStart(alike, input)) addGroup(group, threshold, correlated);
  }
  return correlated;
}
