/** Results of many machines as one run over both roots. */
import { PrivateRootError } from '../../errors.ts';
import { allPlaces } from '../../domain/place.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { type BothReports, lookAtBoth, type OpenPrivate } from './look-at-both.ts';
import { MAX_APART_MS, type MergedRun, mergeResults, type NamedResults } from './merge-results.ts';
import { type BothPorts, preparePrivate, settle } from './run-both.ts';
import { runOnce, type RunOptions, type RunPorts, type UsableConfig } from './run.ts';
import { allChecks } from './shard.ts';

export interface BothResults {
  /** The public root's, merged. */
  merged: MergedRun;
  status: UsableConfig;
  /** What shards have left of the private root. */
  own: readonly NamedResults[];
  /** The present. */
  now: Instant;
}

/** The private root's results as those of the same run. */
function mergePrivate(own: OpenPrivate, { merged, status, own: named, now }: BothResults): MergedRun {
  const places = allPlaces([...allChecks(status.config), ...allChecks(own.config)]);
  const { note } = own.ports;
  const mine = mergeResults(named, { config: own.config, now, note, places, isPrivate: true });
  if (Math.abs(mine.at - merged.at) <= MAX_APART_MS) return mine;
  throw new PrivateRootError('Cannot merge the results of the private root: they are not of this run.', {
    hint: 'Let each shard leave both files anew, and give the merge those of one run alone.',
  });
}

/** Answers each check from the results of its root; no id is in both. */
function answerBoth(open: MergedRun, own: MergedRun, { config }: OpenPrivate): RunPorts['probe'] {
  const ids = new Set(allChecks(config).map(({ id }) => id));
  return async (checks, signal) => {
    const [ofOpen, ofOwn] = [checks.filter(({ id }) => !ids.has(id)), checks.filter(({ id }) => ids.has(id))];
    const outcomes = (await Promise.all([open.probe(ofOpen, signal), own.probe(ofOwn, signal)])).flat();
    const found = new Map(outcomes.map((outcome) => [outcome.check, outcome]));
    return checks.map(({ id }) => found.get(id) ?? { check: id, state: 'unknown' as const });
  };
}

/**
 * Plans and lands both roots from what shards have left. Never rejects: what went wrong in a root stands in its place of
 * the result. Where nothing of the private root can be used, the public one has a run of its own.
 */
export async function mergeBoth(
  ports: BothPorts,
  results: BothResults,
  options: Omit<RunOptions, 'config' | 'only' | 'isProven'>,
): Promise<BothReports> {
  const { open } = ports;
  const { merged, status } = results;
  const prepared = await preparePrivate(ports, status);
  const mine = await settle(
    (async () => {
      if (prepared.status === 'rejected') throw prepared.reason;
      return { own: prepared.value, run: mergePrivate(prepared.value, results) };
    })(),
  );
  if (mine.status === 'rejected') {
    const given = { ...options, config: status.config, isProven: merged.isProven };
    return { open: await settle(runOnce({ ...open, probe: merged.probe }, given)), own: mine };
  }
  const { own, run } = mine.value;
  return lookAtBoth(own, {
    open: { ...open, probe: answerBoth(merged, run, own) },
    status,
    isProven: merged.isProven || run.isProven,
    options,
  });
}
