/** Reads what the facts of incidents are derived from, beyond their files: their first publication and measurements. */
import type { CheckPolicy } from '../domain/check-series.ts';
import type { IncidentKnowledge } from '../domain/derived-facts.ts';
import { findDetections, withMeasuredStart } from '../domain/detection.ts';
import type { Incident } from '../domain/incident.ts';
import type { Measurement } from '../domain/measurement.ts';
import type { Provenance } from '../domain/provenance.ts';
import { derivePublication } from '../domain/publication.ts';
import { deriveKeptSpan } from '../domain/roll-up.ts';
import type { Snapshot } from '../ports.ts';
import { formatDay, type Instant } from '../schema/timestamp.ts';
import type { Entry, SiteContent } from '../site/site-content.ts';
import { listDataFiles, readDays } from './read-days.ts';

type DataSnapshot = Pick<Snapshot, 'listDataFiles' | 'readDataFiles'>;

export interface KnowledgeSources {
  /** What Git tells of each entry, by its id; none outside of Git. */
  provenance: ReadonlyMap<string, Provenance>;
  /** Undefined outside of Git. */
  snapshot: DataSnapshot | undefined;
  /** What is read already: each check's measurements from a time on. */
  measured: { byCheck: ReadonlyMap<string, readonly Measurement[]>; from: Instant };
  policy: CheckPolicy;
}

function hasChecks({ frontMatter }: Incident): boolean {
  return (frontMatter.checks ?? []).length > 0;
}

/** The measurements around incidents that began before what is read already, by incident; a month of them at once. */
async function readAround(
  incidents: readonly Incident[],
  snapshot: DataSnapshot,
): Promise<Map<string, ReadonlyMap<string, readonly Measurement[]>>> {
  const around = new Map<string, ReadonlyMap<string, readonly Measurement[]>>();
  if (incidents.length === 0) return around;
  const files = await listDataFiles(snapshot);
  const months = Map.groupBy(incidents, (incident) => formatDay(deriveKeptSpan(incident).start).slice(0, 7));
  for (const ofMonth of months.values()) {
    const spans = ofMonth.map(deriveKeptSpan);
    const within = {
      start: Math.min(...spans.map(({ start }) => start)),
      end: Math.max(...spans.map(({ end }) => end)),
    };
    const checks = new Set(ofMonth.flatMap(({ frontMatter }) => frontMatter.checks ?? []));
    const { byCheck } = (await readDays(snapshot, files, { ...within, checks })).runs;
    for (const { id } of ofMonth) around.set(id, byCheck);
  }
  return around;
}

/** Reads what is known of each incident, by its id. */
async function readKnowledge(
  incidents: readonly Incident[],
  { provenance, snapshot, measured, policy }: KnowledgeSources,
): Promise<Map<string, IncidentKnowledge>> {
  const old = incidents.filter(hasChecks).filter((incident) => deriveKeptSpan(incident).start < measured.from);
  const around = snapshot === undefined ? new Map<string, never>() : await readAround(old, snapshot);
  return new Map(
    incidents.map((incident) => {
      const measurements = around.get(incident.id) ?? measured.byCheck;
      const detections = hasChecks(incident) ? findDetections(incident, measurements, policy) : [];
      return [incident.id, { publication: derivePublication(provenance.get(incident.id)), detections }];
    }),
  );
}

/** What is known of incidents beyond their files; one whose file tells of no start begins as its checks saw it. */
export async function learnOfEntries(
  entries: readonly Entry[],
  sources: KnowledgeSources,
): Promise<Pick<SiteContent, 'entries' | 'known'>> {
  const incidents = entries.filter((entry) => entry.kind === 'incident');
  const known = await readKnowledge(incidents, sources);
  const begun = entries.map((entry) =>
    entry.kind === 'incident' ? withMeasuredStart(entry, known.get(entry.id)?.detections ?? []) : entry,
  );
  return { entries: begun, known };
}
