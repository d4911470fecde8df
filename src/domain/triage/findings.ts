/** What is looked at beyond the checks, before people are told: providers, and what was deployed. */
import type { Component } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import type { ActivityReport } from '../activity.ts';
import type { ProviderReport } from '../provider-report.ts';
import { type FailingComponent, isFailing } from './correlate.ts';
import { deriveHealth } from './component-health.ts';
import type { KnownIncident, TriageInput, TriagePlan } from './model.ts';
import { matchProviders, type ProviderFinding } from './provider-match.ts';
import type { ProviderNames } from './provider-words.ts';

/** How long after its start an incident's providers are asked again: their notices come late. */
const LOOK_AGAIN_MS = 24 * 3_600_000;

/** What is worth a look. */
export interface Wanted {
  /** Ids of the providers to ask. */
  providers: string[];
  /** From when on deployments matter; undefined where nothing is opened. */
  activityFrom: Instant | undefined;
}

/** What was found there. */
export interface Findings {
  providers: readonly ProviderReport[];
  /** Undefined where no repository is configured, or nobody wanted to know. */
  activity: { report: ActivityReport; from: Instant } | undefined;
}

/** Whether an incident is one of which the engine still wants to know the cause, or hear what the provider says. */
export function isFollowed({ incident, writer }: KnownIncident, now: Instant): boolean {
  if (writer !== 'engine' || incident.frontMatter.openedBy !== 'monitor') return false;
  if (incident.category === 'undetermined') return now - incident.startedAt <= LOOK_AGAIN_MS;
  return incident.category === 'upstream' && incident.resolvedAt === undefined;
}

function providersOf(ids: readonly string[], components: readonly Component[]): string[] {
  return components
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ dependsOn }) => dependsOn.map(({ provider }) => provider));
}

/** What a plan that was made without findings leaves open; undefined where there is nothing to look at. */
export function planLook(input: TriageInput, plan: Pick<TriagePlan, 'steps'>, lookback: number): Wanted | undefined {
  const opened = plan.steps.filter((step) => step.kind === 'open').flatMap(({ components }) => components);
  const followed = input.incidents
    .filter((known) => isFollowed(known, input.now))
    .flatMap(({ incident }) => incident.components);
  const providers = [...new Set(providersOf([...opened, ...followed], input.components))].sort();
  const starts = input.components
    .filter(({ id }) => opened.includes(id))
    .map((component) => ({ component, health: deriveHealth(component, input) }))
    .filter(isFailing)
    .map(({ health }) => health.since);
  if (providers.length === 0 && starts.length === 0) return undefined;
  return { providers, activityFrom: starts.length === 0 ? undefined : Math.min(...starts) - lookback };
}

/** What the providers of components that began to fail at `since` say of it. */
export function findAtProviders(
  components: readonly Pick<Component, 'dependsOn'>[],
  since: Instant,
  { findings, now }: Pick<TriageInput, 'findings' | 'now'>,
): ProviderFinding[] {
  if (findings === undefined) return [];
  const dependsOn = components.flatMap((component) => component.dependsOn);
  return matchProviders({ dependsOn, since }, findings.providers, now);
}

/** The provider's incident that explains these components' failure; undefined where none does. */
export function findMatch(
  components: readonly Pick<Component, 'dependsOn'>[],
  since: Instant,
  input: Pick<TriageInput, 'findings' | 'now'>,
): Extract<ProviderFinding, { kind: 'match' }> | undefined {
  return findAtProviders(components, since, input).find((finding) => finding.kind === 'match');
}

/** What sets failures that begin together apart: the provider whose incident explains one of them. */
export function causeOf({ component, health }: FailingComponent, input: TriageInput): string {
  return findMatch([component], health.since, input)?.provider ?? '';
}

/** A provider as status.yml names it. */
export function namesOf(id: string, { providers }: Pick<TriageInput, 'providers'>): ProviderNames {
  const provider = providers?.find((each) => each.id === id);
  return { name: provider?.name ?? id, url: provider?.url ?? '' };
}
