/** The private root in one machine's part of a run: its results lie in a file of their own, and counts alone are told. */
import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { runBothShards } from '../../app/check/shard-both.ts';
import type { RunPorts } from '../../app/check/run.ts';
import type { ConfigPorts } from '../../app/last-good-config.ts';
import type { ShardOptions } from '../../app/check/shard.ts';
import { formatResultsFile, type ShardResults } from '../../content/results-file.ts';
import { StatusError } from '../../errors.ts';
import { contains } from '../../store/contains.ts';
import { openPrivateRoot } from '../../store/private-root.ts';
import { removeResults, writeResults } from '../../store/results-files.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { standingFolder } from '../root.ts';
import { describePrivateFailure, type PrivateSummary } from './check-private.ts';
import { countStates } from './check-report.ts';

interface BothParts {
  /** Of the public root, absolute. */
  root: string;
  /** Of the private root, absolute. */
  folder: string | undefined;
  options: ShardOptions;
  flags: { dryRun?: boolean; privateResults?: string };
}

/** What lies in the public root is committed or uploaded with it sooner or later. */
async function refusePublicPlace(file: string, root: string): Promise<void> {
  const folder = await realpath(dirname(file)).catch(() => dirname(file));
  if (!contains(await realpath(root), folder)) return;
  throw new StatusError('Cannot leave the results of the private root within the public one.', {
    hint: 'Name a file elsewhere, for example --private-results "$RUNNER_TEMP/private-results.json".',
  });
}

function summarise({ outcomes }: ShardResults, isDry: boolean): PrivateSummary {
  const states = Object.entries(Object.groupBy(outcomes, ({ state }) => state));
  const checks = Object.fromEntries(states.map(([state, found]) => [state, found.length]));
  const written = isDry ? 'Would write its results.' : 'Wrote its results.';
  return { failed: false, text: `Private root: ${countStates(outcomes)}. ${written}`, counts: { checks } };
}

/** Carries out the part of both roots, and leaves what was found in the private one. */
export async function runBothParts(
  ports: ConfigPorts & Pick<RunPorts, 'clock' | 'probe'>,
  { root, folder = '', options, flags }: BothParts,
): Promise<{ open: ShardResults; summary: PrivateSummary }> {
  const name = flags.privateResults ?? '';
  const file = resolve(standingFolder(), name);
  const isDry = flags.dryRun === true;
  await refusePublicPlace(file, root);
  if (!isDry) await removeResults(file, name);
  const openPrivate = async () => openRootFiles((await openPrivateRoot(folder, root)).root);
  const { open, own } = await runBothShards({ ...ports, openPrivate }, options);
  if (own.status === 'rejected') return { open, summary: describePrivateFailure(own.reason, false) };
  if (!isDry) await writeResults(file, name, formatResultsFile(own.value));
  return { open, summary: summarise(own.value, isDry) };
}
