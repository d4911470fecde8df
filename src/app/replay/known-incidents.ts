/** The incidents that a replay has opened so far, as their files would have them. */
import { parseIncidentFile } from '../../content/incident-file.ts';
import { deriveIncident, type Incident, isIncidentFrontMatter } from '../../domain/incident.ts';
import type { KnownIncident, TriageStep } from '../../domain/triage/model.ts';
import type { Config } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { applyStep } from '../check/write-steps.ts';

const DAY_MS = 86_400_000;

/** What a run would find in incidents/, nobody but the engine having written there. */
export interface KnownFiles {
  incidents: KnownIncident[];
  takenIds: Set<string>;
  /** Texts of the known incidents' files, by path. */
  texts: Map<string, string>;
}

export function makeKnownFiles(): KnownFiles {
  return { incidents: [], takenIds: new Set(), texts: new Map() };
}

function readIncident(path: string, text: string): KnownIncident {
  const { id, file } = parseIncidentFile(path, text);
  const frontMatter = file?.frontMatter;
  if (file === undefined || frontMatter === undefined || !isIncidentFrontMatter(frontMatter)) {
    throw new RangeError(`Cannot read "${path}" as it was written`);
  }
  return { incident: deriveIncident(id, { ...file, frontMatter }), path, writer: 'engine' };
}

/** Writes the files of these steps and reads them again, as the next run would. Returns the incidents as they then are. */
export function applySteps(files: KnownFiles, steps: readonly TriageStep[]): Incident[] {
  return steps.map((step) => {
    const { path, text } = applyStep(step, files);
    const known = readIncident(path, text);
    files.texts.set(path, text);
    files.takenIds.add(step.id);
    files.incidents = [...files.incidents.filter(({ incident }) => incident.id !== step.id), known];
    return known.incident;
  });
}

interface Forgetting {
  config: Config;
  now: Instant;
  /** When the failure began that lasts the longest; undefined where nothing fails. */
  failingSince: Instant | undefined;
}

/** Drops incidents that were resolved so long ago that a run reads their files no more. Their ids stay taken. */
export function forgetClosed(files: KnownFiles, { config, now, failingSince = now }: Forgetting): void {
  const forgotten = Math.min(now - config.triage.stableFor - DAY_MS, failingSince);
  for (const { incident, path } of files.incidents) {
    if (incident.resolvedAt === undefined || incident.resolvedAt >= forgotten) continue;
    files.incidents = files.incidents.filter((known) => known.incident !== incident);
    files.texts.delete(path);
  }
}
