import { setFlagsFromString } from 'node:v8';

import { runChecks } from '../../checks/run-checks.ts';
import { type RecheckOptions, runWithRechecks } from '../../app/check/recheck.ts';
import { type RunPorts, type RunReport, runOnce } from '../../app/check/run.ts';
import { PrivateRootError } from '../../errors.ts';
import type { DeclinedReader } from '../../ports.ts';
import type { Shard } from '../../schema/shard.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { systemClock } from '../../store/clock.ts';
import { readConfigRevisions } from '../../store/config-revisions.ts';
import { PRIVATE_VARIABLE } from '../../store/private-root.ts';
import { openRepository } from '../../store/repository.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { createAsking, createDeclinedReader, createPullReader } from '../asking.ts';
import { isStep, setStepOutputs } from '../actions.ts';
import { annotate } from '../annotations.ts';
import type { ExitCode } from '../exit-code.ts';
import { describeFailure } from '../failure.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { tellAlive } from '../ping.ts';
import { isSameFolder, namedPrivateFolder } from '../private-folder.ts';
import { findRoot } from '../root.ts';
import { stopSignal } from '../stop-signal.ts';
import { readLocation, refuseCombinations, refusePrivateParts } from './check-flags.ts';
import { repeatRuns } from './check-loop.ts';
import type { Folders, ToldOfBoth } from './check-private.ts';
import { proposeIncidents } from './check-proposal.ts';
import { printReport } from './check-report.ts';

interface Flags extends RootFlags, NowFlags, JsonFlags {
  dryRun?: boolean;
  every?: number;
  shard?: Shard;
  location?: string;
  results?: string;
  merge?: string[];
  privateResults?: string;
  privateMerge?: string[];
}

const asking = createAsking(process.env);

/** What a run needs of the world, for a root folder; `now` stands in for the clock. */
export async function createRunPorts(root: string, now?: Instant, readDeclined?: DeclinedReader): Promise<RunPorts> {
  return {
    repository: await openRepository({ root, onNotice: output.note, readDeclined }),
    files: await openRootFiles(root),
    readConfigRevisions: () => readConfigRevisions(root),
    annotate: (problems) => annotate(root, problems),
    clock: systemClock,
    probe: (checks, signal) => runChecks(checks, { environment: process.env, sleep: systemClock.sleep, signal, now }),
    random: Math.random,
    note: output.note,
    ...asking,
  };
}

/** Tells the workflow, as the output `deploy` of this step, whether the page is to be deployed. */
async function tellWhetherToDeploy(ports: RunPorts, now: Instant, areCustomersDue: boolean): Promise<void> {
  const { readDeployDue } = await import('../../app/deploys.ts');
  const { isDue, reason } = await readDeployDue(ports, now);
  const { isTellingDue } = await import('../../app/notify/ledger.ts');
  const isUntold = await isTellingDue(await ports.repository.snapshot({ fetch: false }), now);
  await setStepOutputs({ deploy: String(isDue), notify: String(isUntold || areCustomersDue) });
  output.note(`${isDue ? 'The page is deployed' : 'The page stays as it is'}: ${reason}.`);
}

/** The same for the repository that a workflow runs in, whose pull requests it may ask for. */
async function createOwnPorts(root: string, now?: Instant): Promise<RunPorts> {
  const readDeclined = createDeclinedReader(root, process.env, output.note);
  const ports = await createRunPorts(root, now, readDeclined);
  return { ...ports, readYoungPulls: createPullReader(root, process.env) };
}

/** The ports of a run that measures, where a machine stands in one place only what runs there. */
async function openPorts(root: string, location: string | undefined, now?: Instant): Promise<RunPorts> {
  const ports = await createOwnPorts(root, now);
  if (location === undefined) return ports;
  const { probeInPlace } = await import('../../app/check/shard.ts');
  return { ...ports, probe: probeInPlace(ports.probe, location) };
}

interface Told {
  /** Time of the last look. */
  lookedAt: Instant;
  /** Whether the private root, where there is one, was checked too. */
  isWhole: boolean;
  /** Whether customers are to be told something. */
  isTellingDue?: boolean | undefined;
}

/** What follows a run that was printed: the pull request where one is needed, and the sign of life of a whole run. */
async function tellOf(root: string, report: RunReport, isWhole: boolean): Promise<Told> {
  await proposeIncidents(root, report, process.env);
  // Half a run is no sign of life.
  if (report.landed !== undefined && isWhole) await tellAlive(report.config.triage.pingUrl, process.env);
  return { lookedAt: report.plan.landing.at, isWhole };
}

/** A run over both roots. */
async function measureBoth(ports: RunPorts, folders: Folders, given: [RecheckOptions, Flags]): Promise<Told> {
  const [options, flags] = given;
  const { runWithPrivateRoot } = await import('./check-private.ts');
  return tellOfBoth(folders, await runWithPrivateRoot(ports, folders, options), flags);
}

async function tellOfBoth(folders: Folders, { open, summary }: ToldOfBoth, flags: Flags): Promise<Told> {
  if (open.status === 'fulfilled') printReport(open.value, flags, { private: summary.counts });
  if (summary.failed) output.note(summary.text);
  else if (flags.json !== true) output.print(summary.text);
  if (open.status === 'rejected') throw open.reason;
  const told = await tellOf(folders.root, open.value, !summary.failed);
  return { ...told, isTellingDue: summary.isTellingDue };
}

/** A run that measures. */
async function measure(ports: RunPorts, root: string, given: [RecheckOptions, Flags]): Promise<Told> {
  const [options, flags] = given;
  const folder = namedPrivateFolder();
  if (folder !== undefined) return measureBoth(ports, { root, folder }, given);
  const report = await runWithRechecks(ports, options);
  printReport(report, flags);
  return tellOf(root, report, true);
}

/** A run that carries nothing out, and so cannot look again: what it decides by lies in the files of shards. */
async function merge(ports: RunPorts, root: string, given: [readonly string[], Flags]): Promise<Told> {
  const [files, flags] = given;
  const { readMergedRun } = await import('./check-results.ts');
  const merged = await readMergedRun(ports, files, flags.now);
  const { at, probe, isProven } = merged.run;
  const options = { now: flags.now ?? at, isDry: flags.dryRun };
  const folder = namedPrivateFolder();
  if (folder !== undefined) {
    const { mergeWithPrivateRoot } = await import('./check-private.ts');
    const own = { ...merged, files: flags.privateMerge ?? [] };
    return tellOfBoth({ root, folder }, await mergeWithPrivateRoot(ports, { root, folder, own }, options), flags);
  }
  const report = await runOnce({ ...ports, probe }, { ...options, isProven, config: merged.status.config });
  printReport(report, flags);
  return tellOf(root, report, true);
}

/** Runs once, and says whether the page is to be deployed. */
async function runOnceAndTell(ports: RunPorts, flags: Flags, run: () => Promise<Told>): Promise<ExitCode> {
  const tell = async (now: Instant, areCustomersDue = false): Promise<void> => {
    if (isStep() && flags.dryRun !== true) await tellWhetherToDeploy(ports, now, areCustomersDue);
  };
  let told: Told;
  try {
    told = await run();
  } catch (error) {
    // Also after a run that failed: a page that nobody rebuilds cannot say that it is stale.
    await tell(flags.now ?? Date.now()).catch((another: unknown) => output.note(describeFailure(another)));
    throw error;
  }
  await tell(flags.now === undefined ? Date.now() : told.lookedAt, told.isTellingDue);
  return told.isWhole ? 0 : 2;
}

/** What is written and said of a public root is public, so that a private one is never taken for it. */
function refuseOneForBoth(root: string, flags: Flags): void {
  const folder = namedPrivateFolder();
  refusePrivateParts({ ...flags }, { hasPrivate: folder !== undefined, variable: PRIVATE_VARIABLE });
  if (folder === undefined) return;
  if (isSameFolder(root, folder)) {
    throw new PrivateRootError('Cannot check the private root as a public one.', {
      hint: `Give the public root as --root: one run checks both. Without ${PRIVATE_VARIABLE} each is a root of its own.`,
    });
  }
}

/**
 * Keeps the room for young objects as small as it begins: 5,000 answers would fill a hundred megabytes of it before anything
 * is given back, and a run is no quicker for that.
 */
function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** `candor check`: 0 when it measured, planned and landed in every root, whatever the services answered. */
export async function runCheckCommand(flags: Flags): Promise<ExitCode> {
  keepMemorySmall();
  refuseCombinations(flags);
  const root = findRoot(flags);
  refuseOneForBoth(root, flags);
  const { every, shard, merge: files, dryRun: isDry, now } = flags;
  if (files !== undefined) {
    const ports = await createOwnPorts(root);
    return runOnceAndTell(ports, flags, () => merge(ports, root, [files, flags]));
  }
  const location = readLocation(flags.location, process.env);
  if (shard !== undefined) {
    const { runShardCommand } = await import('./check-shards.ts');
    return runShardCommand(root, { shard, location, folder: namedPrivateFolder() }, flags);
  }
  if (every !== undefined) {
    const signal = stopSignal();
    await repeatRuns(every, signal, async () => {
      await measure(await openPorts(root, location), root, [{ signal, nextRunIn: every, isDry }, flags]);
    });
    return 0;
  }
  const ports = await openPorts(root, location, now);
  return runOnceAndTell(ports, flags, () => measure(ports, root, [{ now, isDry }, flags]));
}
