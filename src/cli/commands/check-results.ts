/** `candor check --merge`: the files that shards have left. */
import { resolve } from 'node:path';

import { type MergedRun, mergeResults, type NamedResults } from '../../app/check/merge-results.ts';
import { requireStatus, type UsableConfig } from '../../app/check/run.ts';
import type { ConfigPorts } from '../../app/last-good-config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { systemClock } from '../../store/clock.ts';
import { readResultsFile } from '../../store/results-files.ts';
import { output } from '../output.ts';
import { standingFolder } from '../root.ts';

/** Reads files that shards have left, by their names; one named twice once. */
export async function readNamed(files: readonly string[]): Promise<NamedResults[]> {
  return Promise.all(
    [...new Set(files)].map(async (file) => ({
      file,
      parsed: await readResultsFile(resolve(standingFolder(), file), file),
    })),
  );
}

/** What the shards of one run have left of the public root, merged. */
export interface ReadRun {
  run: MergedRun;
  status: UsableConfig;
  /** The present. */
  now: Instant;
}

/** Reads the files that the shards of one run have left. */
export async function readMergedRun(
  ports: ConfigPorts,
  files: readonly string[],
  given: Instant | undefined,
): Promise<ReadRun> {
  const status = await requireStatus(ports);
  const { config } = status;
  const now = given ?? systemClock.now();
  return { run: mergeResults(await readNamed(files), { config, now, note: output.note }), status, now };
}
