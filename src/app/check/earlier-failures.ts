/** Failures that reach further back than a run reads: when they began. */
import { measurementFilePath, parseMeasurementFile } from '../../content/measurement-file.ts';
import { type CheckRow, deriveCheckRow } from '../../domain/check-series.ts';
import { joinRuns, type Runs, sliceRuns } from '../../domain/measurement.ts';
import type { Snapshot } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import type { Problem } from '../../schema/problems.ts';
import type { Instant } from '../../schema/timestamp.ts';

const DAY_MS = 86_400_000;

export interface EarlierInput {
  config: Config;
  /** What is known from this instant on. */
  from: Instant;
  now: Instant;
}

/** Paths of the day files that hold what was measured in [from, until), oldest first. */
export function dayPaths(from: Instant, until: Instant): string[] {
  const first = Math.floor(from / DAY_MS) * DAY_MS;
  const count = Math.max(0, Math.ceil((until - first) / DAY_MS));
  return Array.from({ length: count }, (_, index) => measurementFilePath(first + index * DAY_MS));
}

/** The row of failures that a configured check is in at `now`, by check. */
export function failingRows(known: Runs, config: Config, now: Instant): Map<string, CheckRow> {
  const policy = { confirmAfter: config.triage.confirmAfter, holdFor: config.uptime.holdFor };
  const rows = new Map<string, CheckRow>();
  for (const { id } of config.components.flatMap(({ checks }) => checks)) {
    const measurements = known.byCheck.get(id) ?? [];
    // Most checks pass, and their rows are not needed.
    if (measurements.findLast(({ at, state }) => at <= now && state !== 'unknown')?.state === 'up') continue;
    const row = deriveCheckRow(measurements, policy, now);
    if (row.kind === 'failing') rows.set(id, row);
  }
  return rows;
}

/** Checks whose row of failures may have begun before `from`, the first instant of what is known. */
function findCut(known: Runs, { config, from, now }: EarlierInput): Set<string> {
  const rows = [...failingRows(known, config, now)].filter(([check, { since = from }]) => {
    // Nothing within `holdFor` before the row is a silence that broke it, and all else that is known before it a pass.
    const isBroken = known.byCheck.get(check)?.some(({ at, state }) => at < since && state !== 'unknown') ?? false;
    return since - from <= config.uptime.holdFor && !isBroken;
  });
  return new Set(rows.map(([check]) => check));
}

/**
 * What is known, and before it the measurements of the checks that have failed since: back to the start of each failure,
 * or as far as raw measurements are kept.
 */
export async function readEarlierFailures(
  snapshot: Pick<Snapshot, 'readDataFiles'>,
  recent: Runs,
  input: EarlierInput,
): Promise<{ runs: Runs; problems: Problem[] }> {
  const last = input.now - input.config.uptime.keepRaw;
  const problems: Problem[] = [];
  let known = recent;
  let from = input.from;
  // Twice as many days each time: a failure of months does not take a call of Git for each of its days.
  for (let days = 1; from > last; days *= 2) {
    const checks = findCut(known, { ...input, from });
    if (checks.size === 0) break;
    const start = Math.max(last, (Math.floor(from / DAY_MS) - days) * DAY_MS);
    const files = await snapshot.readDataFiles(dayPaths(start, from));
    const parsed = files.map(({ path, text }) => parseMeasurementFile(path, text, { from: start, checks }));
    problems.push(...parsed.flatMap((file) => file.problems));
    const earlier = joinRuns(parsed.map(({ runs }) => runs));
    known = joinRuns([sliceRuns(earlier, start, from), known]);
    from = start;
  }
  return { runs: known, problems };
}
