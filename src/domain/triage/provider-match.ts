/** Whether what a provider says explains a component's failure. */
import type { Component } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { isComponent, isPlace, isRegion, mentions, placesIn } from '../provider-names.ts';
import { asOf, type ProviderIncident, type ProviderReport } from '../provider-report.ts';

type Dependency = Component['dependsOn'][number];

const HOUR_MS = 3_600_000;

/** How long before a failure a provider's incident may have ended and still explain it. */
const AFTERMATH_MS = HOUR_MS;
/** How long after the failure's start theirs may lie: notices come late, half of them after 40 minutes. */
const LATE_NOTICE_MS = 24 * HOUR_MS;
/** An incident of which nobody had said a word for so long when the failure began does not explain it. */
const SILENT_MS = 3 * 24 * HOUR_MS;

/** A component that fails, or failed. */
export interface DependentFailure {
  dependsOn: readonly Dependency[];
  /** First failing measurement. */
  since: Instant;
}

export type ProviderFinding =
  | {
      kind: 'match';
      provider: string;
      incident: ProviderIncident;
      /** Which of the incident's components the failing one relies on; none where it is known by its title alone. */
      components: string[];
    }
  /** Nothing can be said: it could not be read, is stale, or nobody has asked. */
  | { kind: 'unknown'; provider: string; why: string }
  /** It was read and tells of nothing that fits, as far as it could be read. */
  | { kind: 'nothing'; provider: string; fetchedAt: Instant; isWhole: boolean };

/** Whether the incident's time can have to do with a failure that began at `since`. */
function fitsInTime({ startedAt, endedAt, updatedAt }: ProviderIncident, since: Instant, now: Instant): boolean {
  if (startedAt > since + LATE_NOTICE_MS || startedAt > now) return false;
  if (endedAt !== undefined) return endedAt >= since - AFTERMATH_MS;
  return updatedAt >= since - SILENT_MS;
}

/** Where an incident is: feeds name the region beside the services, as one category among others, or in the title. */
function regionsOf({ regions, components, title }: ProviderIncident): readonly string[] {
  if (regions.length > 0) return regions;
  const named = components.filter(isPlace);
  return named.length > 0 ? named : placesIn(title);
}

/** A place of its own decides; then those of the incident; what names no place is everywhere. */
function isAt(name: string, incident: ProviderIncident, wanted: readonly string[]): boolean {
  const own = placesIn(name);
  const places = own.length > 0 ? own : regionsOf(incident);
  return (
    wanted.length === 0 ||
    places.length === 0 ||
    wanted.some((region) => places.some((place) => isRegion(region, place)))
  );
}

/**
 * The components of the incident that are meant, at the place that is meant; undefined where it is about others. An
 * incident that names no component is known by what its title mentions.
 */
function findAffected(incident: ProviderIncident, dependency: Dependency): string[] | undefined {
  const { components, regions } = dependency;
  if (incident.components.length === 0) {
    const isMeant = components.length === 0 || components.some((wanted) => mentions(incident.title, wanted));
    return isMeant && isAt(incident.title, incident, regions) ? [] : undefined;
  }
  const affected = incident.components.filter(
    (named) => (components.length === 0 || isComponent(components, named)) && isAt(named, incident, regions),
  );
  return affected.length > 0 ? affected : undefined;
}

function findMatches(
  report: ProviderReport & { kind: 'read' },
  failure: DependentFailure,
  now: Instant,
): ProviderFinding[] {
  const { provider } = report;
  const dependencies = failure.dependsOn.filter((dependency) => dependency.provider === provider);
  return report.incidents
    .filter((incident) => fitsInTime(incident, failure.since, now))
    .flatMap((incident): ProviderFinding[] => {
      const found = dependencies
        .map((dependency) => findAffected(incident, dependency))
        .filter((each) => each !== undefined);
      return found.length === 0 ? [] : [{ kind: 'match', provider, incident, components: [...new Set(found.flat())] }];
    });
}

/** Open ones first, then those that began closest to the failure. */
function rank(finding: ProviderFinding, since: Instant): [number, number] {
  if (finding.kind !== 'match') return [2, 0];
  const { state, startedAt } = finding.incident;
  return [state === 'open' ? 0 : 1, Math.abs(startedAt - since)];
}

/**
 * What the providers that a component relies on say of its failure: their incidents that fit by provider, component,
 * region and time, the likeliest first, then those of which nothing is known, and those that tell of nothing. The
 * overall state of a provider's page is never looked at.
 */
export function matchProviders(
  failure: DependentFailure,
  reports: readonly ProviderReport[],
  now: Instant,
): ProviderFinding[] {
  const providers = [...new Set(failure.dependsOn.map(({ provider }) => provider))];
  const findings = providers.flatMap((provider): ProviderFinding[] => {
    const found = reports.filter((each) => each.provider === provider);
    const report = found
      .map((each) => asOf(each, now))
      .reduce<ProviderReport | undefined>(
        (latest, each) => (latest === undefined || each.fetchedAt > latest.fetchedAt ? each : latest),
        undefined,
      );
    if (report === undefined) return [{ kind: 'unknown', provider, why: 'it was not asked' }];
    if (report.kind === 'unknown') return [{ kind: 'unknown', provider, why: report.why }];
    const matches = findMatches(report, failure, now);
    const { fetchedAt, notes } = report;
    return matches.length > 0 ? matches : [{ kind: 'nothing', provider, fetchedAt, isWhole: notes.length === 0 }];
  });
  return findings
    .map((finding) => ({ finding, rank: rank(finding, failure.since) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    .map(({ finding }) => finding);
}
