/** What a provider says of itself, in one form whatever its page speaks. */
import type { Instant } from '../schema/timestamp.ts';

/** One dated text of a provider's incident: plain text, its lines parted by line feeds. */
export interface ProviderUpdate {
  at: Instant;
  text: string;
}

export interface ProviderIncident {
  /** Id of the provider in status.yml. */
  provider: string;
  /** What the provider calls it; the same in each of its documents, for as long as it is in there. */
  id: string;
  /** Where a reader finds it: its own page, or the provider's where it has none. */
  url: string;
  title: string;
  startedAt: Instant;
  /** When it was over; there if and only if it is resolved. */
  endedAt?: Instant | undefined;
  /** When the provider last said something of it. */
  updatedAt: Instant;
  state: 'open' | 'resolved';
  /** In the provider's own word. */
  severity?: string | undefined;
  /** As the provider names them, `Group / Name` where it groups them; none where it names none. */
  components: string[];
  /** As the provider names them; none where it is everywhere, or where the provider does not say. */
  regions: string[];
  /** Oldest first. */
  updates: ProviderUpdate[];
}

interface Fetched {
  /** Id of the provider in status.yml. */
  provider: string;
  /** When it was asked. */
  fetchedAt: Instant;
}

/** A document that could be read. Maintenances are never among its incidents. */
export interface ReadReport extends Fetched {
  kind: 'read';
  /** SHA-256 of the bytes, in hexadecimal digits. */
  hash: string;
  /** Changed last first. */
  incidents: ProviderIncident[];
  /** The newest time of which the document speaks; undefined where it speaks of none. */
  saidAt?: Instant | undefined;
  /** What was left out of it and why, for the person who reads the run's output. */
  notes: string[];
}

/** Nothing is known: unreachable, not to be read, of another format, or stale. It never means that all is well. */
export interface UnknownReport extends Fetched {
  kind: 'unknown';
  /** One sentence without its full stop. */
  why: string;
}

export type ProviderReport = ReadReport | UnknownReport;

const HOUR_MS = 3_600_000;

/** Age beyond which what a provider said is no longer what it says. */
export const STALE_AFTER_MS = HOUR_MS;

/** The report as it counts at `now`: one that was fetched too long ago says nothing any more. */
export function asOf(report: ProviderReport, now: Instant): ProviderReport {
  const { kind, provider, fetchedAt } = report;
  if (kind === 'unknown' || now - fetchedAt <= STALE_AFTER_MS) return report;
  return { kind: 'unknown', provider, fetchedAt, why: 'what is known of it is more than an hour old' };
}

/** How long an incident that is over stays in what is kept; failures are looked at again for a day. */
const KEPT_MS = 3 * 24 * HOUR_MS;
const KEPT_INCIDENTS = 50;
const KEPT_UPDATES = 10;

/** The report with the incidents alone that are open or changed in the last three days, and their newest updates. */
export function limitReport(report: ProviderReport, now: Instant): ProviderReport {
  if (report.kind === 'unknown') return report;
  const incidents = report.incidents
    .filter(({ state, updatedAt }) => state === 'open' || updatedAt > now - KEPT_MS)
    .slice(0, KEPT_INCIDENTS)
    .map((incident) => ({ ...incident, updates: incident.updates.slice(-KEPT_UPDATES) }));
  return { ...report, incidents };
}

function substance(report: ProviderReport): string {
  return JSON.stringify(
    report.kind === 'unknown' ? [report.provider, report.why] : [report.provider, report.incidents],
  );
}

/** Whether two reports say different things, however often and whenever they were fetched. */
export function differInSubstance(a: ProviderReport, b: ProviderReport): boolean {
  return a.kind !== b.kind || substance(a) !== substance(b);
}

/** A document as it was fetched last, for asking whether it has changed since. */
export interface FetchedDocument {
  url: string;
  etag?: string | undefined;
  lastModified?: string | undefined;
}

/** A report with what the next fetch wants to know of this one. */
export interface ProviderSnapshot {
  report: ProviderReport;
  /** Type of the provider in status.yml. */
  type: string;
  documents: FetchedDocument[];
}
