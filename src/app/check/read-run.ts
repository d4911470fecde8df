/** What a run reads of a snapshot before it plans: measurements, incidents and what the engine wrote. */
import { isClosedBefore } from '../../content/closed-file.ts';
import {
  formatIncidentFile,
  idOfPath,
  type ParsedIncidentFile,
  parseIncidentFile,
} from '../../content/incident-file.ts';
import { parseMeasurementFile } from '../../content/measurement-file.ts';
import { parseWrittenFile, WRITTEN_PATH, type WrittenRecord } from '../../content/written-file.ts';
import { deriveIncident, isIncidentFrontMatter, isMaintenanceFrontMatter } from '../../domain/incident.ts';
import { deriveMaintenance, type Maintenance } from '../../domain/maintenance.ts';
import { joinRuns, type Runs } from '../../domain/measurement.ts';
import type { KnownIncident } from '../../domain/triage/model.ts';
import type { BranchFile, Snapshot } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { formatProblem, type Problem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { INCIDENTS_FOLDER } from '../read-content.ts';
import { dayPaths, failingRows, readEarlierFailures } from './earlier-failures.ts';
import { hashText } from './hash.ts';

const DAY_MS = 86_400_000;

export interface RunSources {
  /** What this run may add to or decide by. */
  runs: Runs;
  incidents: KnownIncident[];
  maintenances: Maintenance[];
  /** Components that a file names which cannot be read. */
  occupied: Set<string>;
  takenIds: Set<string>;
  /** Ids of files that cannot be read. */
  unreadableIds: Set<string>;
  written: Map<string, WrittenRecord>;
  /** Texts of the known incidents' files, by path. */
  texts: Map<string, string>;
  /** Lines for a person about what could not be read. */
  notes: string[];
}

/** From when on a run at `now` looks at measurements: what confirming, recovering and reopening may look back on. */
function lookBack(now: Instant, { triage, uptime }: Config): Instant {
  return now - triage.stableFor - uptime.holdFor - DAY_MS;
}

interface ReadMeasurements {
  runs: Runs;
  /** Since when the check has failed that fails for the longest; undefined where none does. */
  failingSince: Instant | undefined;
  problems: Problem[];
}

async function readMeasurements(snapshot: Snapshot, config: Config, now: Instant): Promise<ReadMeasurements> {
  const from = lookBack(now, config);
  // A run in the last seconds of a day may count as of the next.
  const days = await snapshot.readDataFiles(dayPaths(from, now + DAY_MS));
  const parsed = days.map(({ path, text }) => parseMeasurementFile(path, text, { from }));
  const recent = joinRuns(parsed.map((day) => day.runs));
  const { runs, problems } = await readEarlierFailures(snapshot, recent, { config, from, now });
  const starts = [...failingRows(runs, config, now).values()].map(({ since = now }) => since);
  return {
    runs,
    failingSince: starts.length === 0 ? undefined : Math.min(...starts),
    problems: [...parsed.flatMap((day) => day.problems), ...problems],
  };
}

function readWriter(parsed: ParsedIncidentFile, record: WrittenRecord | undefined): 'engine' | 'person' {
  if (record === undefined || record.writer === 'person' || parsed.file === undefined) return 'person';
  return hashText(formatIncidentFile(parsed.file)) === record.hash ? 'engine' : 'person';
}

function addUnreadable(
  file: BranchFile,
  parsed: ParsedIncidentFile,
  into: { sources: RunSources; config: Config },
): void {
  const { sources, config } = into;
  sources.unreadableIds.add(parsed.id);
  const first = parsed.problems.find(({ severity }) => severity === 'error');
  sources.notes.push(`Left alone, it cannot be read: ${first === undefined ? file.path : formatProblem(first)}`);
  for (const { id } of config.components) {
    if (new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(file.text) || parsed.id.endsWith(`-${id}`))
      sources.occupied.add(id);
  }
}

function addFile(file: BranchFile, now: Instant, into: { sources: RunSources; config: Config }): void {
  const { sources } = into;
  const parsed = parseIncidentFile(file.path, file.text);
  if (parsed.file === undefined) {
    addUnreadable(file, parsed, into);
    return;
  }
  const { frontMatter } = parsed.file;
  if (isMaintenanceFrontMatter(frontMatter)) {
    sources.maintenances.push(deriveMaintenance(parsed.id, { ...parsed.file, frontMatter }, now));
  } else if (isIncidentFrontMatter(frontMatter)) {
    const record = sources.written.get(parsed.id);
    sources.texts.set(file.path, file.text);
    sources.incidents.push({
      incident: deriveIncident(parsed.id, { ...parsed.file, frontMatter }),
      path: file.path,
      writer: readWriter(parsed, record),
      recoveryNotedAt: record?.recoveryNotedAt,
    });
  }
}

/** Reads what a run at `now` decides by. Files that cannot be read are noted, never fatal. */
export async function readRunSources(snapshot: Snapshot, config: Config, now: Instant): Promise<RunSources> {
  const [files, { runs, failingSince = now, problems }, [written]] = await Promise.all([
    snapshot.readMainFiles(INCIDENTS_FOLDER),
    readMeasurements(snapshot, config, now),
    snapshot.readDataFiles([WRITTEN_PATH]),
  ]);
  const sources: RunSources = {
    runs,
    incidents: [],
    maintenances: [],
    occupied: new Set(),
    unreadableIds: new Set(),
    takenIds: new Set(files.map(({ path }) => idOfPath(path))),
    written: parseWrittenFile(written?.text ?? ''),
    texts: new Map(),
    notes: problems.map(formatProblem),
  };
  // What a person has resolved speaks of a failure for as long as that goes on.
  const forgotten = Math.min(now - config.triage.stableFor - DAY_MS, failingSince);
  for (const file of files) {
    if (!isClosedBefore(file.text, forgotten)) addFile(file, now, { sources, config });
  }
  return sources;
}
