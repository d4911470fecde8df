/** `candor check --shard`: one machine's part of a run. */
import { resolve } from 'node:path';

import { runShard } from '../../app/check/shard.ts';
import { runChecks } from '../../checks/run-checks.ts';
import { formatResultsFile, type ShardResults } from '../../content/results-file.ts';
import type { Shard } from '../../schema/shard.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import { systemClock } from '../../store/clock.ts';
import { readConfigRevisions } from '../../store/config-revisions.ts';
import { removeResults, writeResults } from '../../store/results-files.ts';
import { openRootFiles } from '../../store/root-files.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { standingFolder } from '../root.ts';
import { countStates, describeOutcomes } from './check-report.ts';

export interface ShardFlags extends NowFlags, JsonFlags {
  dryRun?: boolean;
  results?: string;
  privateResults?: string;
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

interface ShardWork {
  shard: Shard;
  location: string | undefined;
  /** Of the private root; undefined where there is none. */
  folder: string | undefined;
}

interface ResultsPlace {
  /** Absolute. */
  file: string;
  /** As a person has named it. */
  name: string;
}

function placeOf(name: string): ResultsPlace {
  return { file: resolve(standingFolder(), name), name };
}

/** Carries out one machine's part and leaves what it found in a file; decides nothing, and needs no Git. */
export async function runShardCommand(root: string, work: ShardWork, flags: ShardFlags): Promise<ExitCode> {
  const isDry = flags.dryRun === true;
  const { shard, location, folder } = work;
  const { file, name } = placeOf(flags.results ?? defaultName(shard, location));
  if (!isDry) await removeResults(file, name);
  const ports = {
    files: await openRootFiles(root),
    readConfigRevisions: () => readConfigRevisions(root),
    note: output.note,
    clock: systemClock,
    probe: (checks: Parameters<typeof runChecks>[0], signal: AbortSignal) =>
      runChecks(checks, { environment: process.env, sleep: systemClock.sleep, signal }),
  };
  const options = { shard, location, now: flags.now };
  const { runBothParts } = folder === undefined ? {} : await import('./check-shard-private.ts');
  const both = await runBothParts?.(ports, { root, folder, options, flags });
  const results = both?.open ?? (await runShard(ports, options));
  if (!isDry) await writeResults(file, name, formatResultsFile(results));
  if (flags.json === true) {
    const written = isDry ? undefined : file;
    printJson({ ...results, at: formatInstant(results.at), file: written, private: both?.summary.counts });
  } else {
    printShard(results);
    output.print(`${isDry ? 'Would write' : 'Wrote'} ${name}`);
    if (both?.summary.failed === false) output.print(both.summary.text);
  }
  if (both?.summary.failed !== true) return 0;
  output.note(both.summary.text);
  return 2;
}
