/** Whether post-mortems say of the checks that they led to what Git says: `existing` of a factor that became one. */
import { deriveIncident, isIncidentFrontMatter } from '../domain/incident.ts';
import type { Problem } from '../schema/problems.ts';
import { formatInstant, type Instant } from '../schema/timestamp.ts';
import { type Finding, problemAtKey } from './finding.ts';
import type { ParsedIncidentFile } from './incident-file.ts';
import type { ParsedPostmortemFile } from './postmortem-file.ts';

/** When checks came into status.yml, as far as Git tells. */
export interface ChecksNamed {
  /** Id to the time of the first commit that names it; without one that no commit names, or none knows since when. */
  firstNamed: ReadonlyMap<string, Instant>;
  /** The first commit of status.yml: what it names may have been there before. Undefined where that is not known. */
  since: Instant | undefined;
}

/** When the first of these incidents began; undefined where none of them can be read. */
function startOf(ids: readonly string[], incidents: readonly ParsedIncidentFile[]): Instant | undefined {
  const starts = incidents.flatMap(({ id, draft }) => {
    if (!ids.includes(id) || draft === undefined || draft.updates.length === 0) return [];
    const { frontMatter, updates } = draft;
    if (isIncidentFrontMatter(frontMatter)) return deriveIncident(id, { ...draft, frontMatter }).startedAt;
    return Math.min(...updates.map(({ at }) => at));
  });
  return starts.length === 0 ? undefined : Math.min(...starts);
}

interface Claim {
  check: string;
  existing: boolean;
  start: Instant;
  isPublished: boolean;
}

function refute({ check, existing, start, isPublished }: Claim, named: ChecksNamed): Finding | undefined {
  const at = named.firstNamed.get(check);
  const began = formatInstant(start);
  if (!existing && at !== undefined && at <= start) {
    return {
      severity: isPublished ? 'error' : 'warning',
      message: `Cannot say that the check "${check}" came of the incident, as it was there before`,
      expected: `a check that status.yml names since a commit after ${began}, or "existing: true"`,
      example: 'existing: true',
      received: `a check that it names since ${formatInstant(at)}`,
    };
  }
  const isLater = at === undefined ? named.since !== undefined : at > start && at !== named.since;
  if (!existing || !isLater) return undefined;
  return {
    severity: 'warning',
    message: `The check "${check}" was not there before the incident`,
    expected: `a check that status.yml names since a commit before ${began}, or "existing: false"`,
    example: 'existing: false',
    received: at === undefined ? 'a check that no commit names' : `a check that it names since ${formatInstant(at)}`,
  };
}

/**
 * A problem for each check that a post-mortem says was there before the incident, or was not, while Git says otherwise.
 * An error only where a published one takes credit for a check that was there and did not help.
 */
export function findMonitorClaims(
  content: { incidents: readonly ParsedIncidentFile[]; postmortems: readonly ParsedPostmortemFile[] },
  named: ChecksNamed,
): Problem[] {
  return content.postmortems.flatMap(({ path, draft: file, yaml }) => {
    if (file === undefined || yaml === undefined) return [];
    const { factors, incidents, status } = file.frontMatter;
    const start = startOf(incidents, content.incidents);
    if (start === undefined) return [];
    return factors.flatMap(({ becomes }, index) => {
      if (becomes.kind !== 'monitor') return [];
      const { check, existing } = becomes;
      const finding = refute({ check, existing, start, isPublished: status === 'published' }, named);
      const at = ['factors', index, 'becomes', ...(existing ? ['existing'] : ['check'])];
      return finding === undefined ? [] : [problemAtKey({ path, yaml }, 'monitor-was-added', { at, ...finding })];
    });
  });
}
