/** What a run reads of a snapshot before it plans: measurements, incidents and what the engine wrote. */
import { isClosedBefore } from '../../content/closed-file.ts';
import { idOfPath, INCIDENTS_FOLDER } from '../../content/incident-path.ts';
import { findFormerIds } from '../../content/former-ids.ts';
import { parseMeasurementFile } from '../../content/measurement-file.ts';
import { parseWrittenFile, WRITTEN_PATH, type WrittenRecord } from '../../content/written-file.ts';
import type { Maintenance } from '../../domain/maintenance.ts';
import { joinRuns, type Runs } from '../../domain/measurement.ts';
import { reachOf } from '../../domain/triage/burst-window.ts';
import { INSTABILITY_WINDOWS } from '../../domain/triage/instability.ts';
import type { KnownIncident, RemovedIncident } from '../../domain/triage/model.ts';
import type { FileChange, Snapshot } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { formatProblem, type Problem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { keepUnreadable } from '../unreadable-measurements.ts';
import { dayPaths, failingRows, readEarlierFailures } from './earlier-failures.ts';

const DAY_MS = 86_400_000;

export interface RunSources {
  /** What this run may add to or decide by. */
  runs: Runs;
  /** By the path of a day file that cannot be read in full: how it is kept as it is, should it be written anew. */
  unreadable: ReadonlyMap<string, FileChange>;
  incidents: KnownIncident[];
  maintenances: Maintenance[];
  /** Components that a file names which cannot be read. */
  occupied: Set<string>;
  takenIds: Set<string>;
  /** By component, an incident whose file a person has removed while it was open. */
  removed: Map<string, RemovedIncident>;
  /** Ids of files that cannot be read. */
  unreadableIds: Set<string>;
  written: Map<string, WrittenRecord>;
  /** Texts of the known incidents' files, by path. */
  texts: Map<string, string>;
  /** Lines for a person about what could not be read. */
  notes: string[];
}

/**
 * From when on a run at `now` looks at measurements: what confirming, recovering, reopening, the telling of unstable
 * services and the counting of runs between failures may look back on.
 */
export function lookBack(now: Instant, { triage, uptime }: Config): Instant {
  // A failure that is confirmed now, the one that it began with, and the one that this began with; of runs that are
  // rolled up, none is known any more.
  const burst = Math.min((triage.confirmAfter + 2 * reachOf(triage)) * uptime.holdFor, uptime.keepRaw - uptime.holdFor);
  return now - Math.max(triage.stableFor + DAY_MS, INSTABILITY_WINDOWS * triage.stableFor, burst) - uptime.holdFor;
}

interface ReadMeasurements extends Pick<RunSources, 'runs' | 'unreadable'> {
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
    unreadable: await keepUnreadable(
      snapshot,
      days.filter((_, index) => parsed[index]?.problems.length !== 0),
    ),
    failingSince: starts.length === 0 ? undefined : Math.min(...starts),
    problems: [...parsed.flatMap((day) => day.problems), ...problems],
  };
}

/** Reads what a run at `now` decides by. Files that cannot be read are noted, never fatal. */
export async function readRunSources(snapshot: Snapshot, config: Config, now: Instant): Promise<RunSources> {
  const [files, { runs, unreadable, failingSince = now, problems }, [written]] = await Promise.all([
    snapshot.readMainFiles(INCIDENTS_FOLDER),
    readMeasurements(snapshot, config, now),
    snapshot.readDataFiles([WRITTEN_PATH]),
  ]);
  const sources: RunSources = {
    runs,
    unreadable,
    incidents: [],
    maintenances: [],
    occupied: new Set(),
    unreadableIds: new Set(),
    takenIds: new Set(files.flatMap(({ path, text }) => [idOfPath(path), ...findFormerIds(text)])),
    removed: new Map(),
    written: parseWrittenFile(written?.text ?? ''),
    texts: new Map(),
    notes: problems.map(formatProblem),
  };
  // What a person has resolved speaks of a failure for as long as that goes on.
  const forgotten = Math.min(now - config.triage.stableFor - DAY_MS, failingSince);
  const open = files.filter(({ text }) => !isClosedBefore(text, forgotten));
  const gone = [...sources.written.keys()].filter((id) => !sources.takenIds.has(id));
  if (open.length === 0 && gone.length === 0) return sources;
  // All that reads whole files takes a while to load, and most of the time there is nothing to read.
  const { addIncidents, addRemoved } = await import('./read-incidents.ts');
  await addRemoved(gone, { snapshot, sources });
  await addIncidents(open, { snapshot, sources, config, now, forgotten });
  return sources;
}
