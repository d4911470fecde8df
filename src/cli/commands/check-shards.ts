/** `candor check --shard` and `--merge`: one run on many machines. */
import { resolve } from 'node:path';

import { type MergedRun, mergeResults } from '../../app/check/merge-results.ts';
import { requireConfig } from '../../app/check/run.ts';
import { runShard } from '../../app/check/shard.ts';
import { runChecks } from '../../checks/run-checks.ts';
import type { ConfigPorts } from '../../app/last-good-config.ts';
import { formatResultsFile, type ShardResults } from '../../content/results-file.ts';
import type { Config } from '../../schema/config.ts';
import type { Shard } from '../../schema/shard.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { systemClock } from '../../store/clock.ts';
import { readConfigRevisions } from '../../store/config-revisions.ts';
import { readResultsFile, removeResults, writeResults } from '../../store/results-files.ts';
import { openRootFiles } from '../../store/root-files.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { standingFolder } from '../root.ts';
import { countStates, describeOutcomes } from './check-report.ts';

export interface ShardFlags extends NowFlags, JsonFlags {
  dryRun?: boolean;
  results?: string;
}

/** `results-2-of-5-fra.json`. */
function defaultName({ index, count }: Shard, location: string | undefined): string {
  return `results-${index}-of-${count}${location === undefined ? '' : `-${location}`}.json`;
}

function printShard({ at, shard, location, outcomes }: ShardResults): void {
  const where = location === undefined ? '' : ` in ${location}`;
  output.print(`${formatInstant(at)}  shard ${shard.index}/${shard.count}${where}: ${countStates(outcomes)}`);
  for (const line of describeOutcomes(outcomes)) output.print(line);
}

/** Carries out one machine's part and leaves what it found in a file; decides nothing, and needs no Git. */
export async function runShardCommand(
  root: string,
  { shard, location }: { shard: Shard; location: string | undefined },
  flags: ShardFlags,
): Promise<ExitCode> {
  const isDry = flags.dryRun === true;
  const name = flags.results ?? defaultName(shard, location);
  const file = resolve(standingFolder(), name);
  if (!isDry) await removeResults(file, name);
  const ports = {
    files: await openRootFiles(root),
    readConfigRevisions: () => readConfigRevisions(root),
    note: output.note,
    clock: systemClock,
    probe: (checks: Parameters<typeof runChecks>[0], signal: AbortSignal) =>
      runChecks(checks, { environment: process.env, sleep: systemClock.sleep, signal }),
  };
  const results = await runShard(ports, { shard, location, now: flags.now });
  if (!isDry) await writeResults(file, name, formatResultsFile(results));
  if (flags.json === true) {
    printJson({ ...results, at: formatInstant(results.at), file: isDry ? undefined : file });
    return 0;
  }
  printShard(results);
  output.print(`${isDry ? 'Would write' : 'Wrote'} ${name}`);
  return 0;
}

/** Reads the files that the shards of one run have left. */
export async function readMergedRun(
  ports: ConfigPorts,
  files: readonly string[],
  now: Instant | undefined,
): Promise<MergedRun & { config: Config }> {
  const config = await requireConfig(ports);
  const named = await Promise.all(
    [...new Set(files)].map(async (file) => ({
      file,
      parsed: await readResultsFile(resolve(standingFolder(), file), file),
    })),
  );
  return { ...mergeResults(named, { config, now: now ?? systemClock.now(), note: output.note }), config };
}
