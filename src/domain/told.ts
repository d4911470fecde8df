/** When people were told of an incident, and when that is no matter of telling. */
import type { DerivedTime, KnownTime, UnknownReason } from './derived-time.ts';
import type { Incident } from './incident.ts';
import type { FirstPublication } from './publication.ts';

const DAY_MS = 86_400_000;
/** What came to main later than this after an incident's end was written down for the record, and not to tell of it. */
const LATE_AFTER_MS = 7 * DAY_MS;
/** How far the clock of whoever writes may differ from that of whoever commits. */
const CLOCK_SKEW_MS = 10 * 60_000;

/** Why an incident is outside of everything that is said of telling people; undefined where it is not. */
export function whyRetold(
  { frontMatter, resolvedAt }: Incident,
  publication: FirstPublication,
): Extract<UnknownReason, 'imported' | 'backfilled' | 'late'> | undefined {
  if (frontMatter.importedFrom !== undefined) return 'imported';
  if (frontMatter.backfilled === true) return 'backfilled';
  if (publication.kind === 'unknown' || resolvedAt === undefined) return undefined;
  // What is live has come to main, whatever the clock of whoever committed it says.
  const { at } = publication;
  const committedAt = publication.kind === 'live' ? Math.min(publication.committedAt, at) : at;
  return committedAt - resolvedAt > LATE_AFTER_MS ? 'late' : undefined;
}

/** When people could first read of an incident on the page. */
export function deriveTold(incident: Incident, publication: FirstPublication): DerivedTime {
  const because = whyRetold(incident, publication);
  if (because !== undefined) return { kind: 'unknown', because };
  if (publication.kind === 'unknown') return publication;
  // Nobody can have read what was not written yet; one of the two times is not right.
  const firstAt = incident.updates[0]?.at ?? -Infinity;
  if (publication.at < firstAt - CLOCK_SKEW_MS) return { kind: 'unknown', because: 'contradictory' };
  const told: KnownTime = {
    kind: 'known',
    at: publication.at,
    source: publication.kind === 'live' ? 'deploy' : 'commit',
  };
  const isAfter = incident.resolvedAt !== undefined && told.at > incident.resolvedAt;
  return isAfter ? { kind: 'never', after: told } : told;
}
