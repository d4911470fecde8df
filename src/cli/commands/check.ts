import { runChecks } from '../../checks/run-checks.ts';
import { type RecheckOptions, runWithRechecks } from '../../app/check/recheck.ts';
import { type RunPorts, type RunReport, runOnce } from '../../app/check/run.ts';
import type { Shard } from '../../schema/shard.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { systemClock } from '../../store/clock.ts';
import { openRepository } from '../../store/repository.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { createAsking } from '../asking.ts';
import { isStep, setStepOutputs } from '../actions.ts';
import type { ExitCode } from '../exit-code.ts';
import { describeFailure } from '../failure.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { tellAlive } from '../ping.ts';
import { findRoot } from '../root.ts';
import { stopSignal } from '../stop-signal.ts';
import { readLocation, refuseCombinations } from './check-flags.ts';
import { repeatRuns } from './check-loop.ts';
import { proposeIncidents } from './check-proposal.ts';
import { printReport } from './check-report.ts';

interface Flags extends RootFlags, NowFlags, JsonFlags {
  dryRun?: boolean;
  every?: number;
  shard?: Shard;
  location?: string;
  results?: string;
  merge?: string[];
}

const asking = createAsking(process.env);

/** What a run needs of the world, for a root folder; `now` stands in for the clock. */
export async function createRunPorts(root: string, now?: Instant): Promise<RunPorts> {
  return {
    repository: await openRepository({ root, onNotice: output.note }),
    files: await openRootFiles(root),
    clock: systemClock,
    probe: (checks, signal) => runChecks(checks, { environment: process.env, sleep: systemClock.sleep, signal, now }),
    random: Math.random,
    note: output.note,
    ...asking,
  };
}

/** Tells the workflow, as the output `deploy` of this step, whether the page is to be deployed. */
async function tellWhetherToDeploy(ports: RunPorts, now: Instant): Promise<void> {
  const { readDeployDue } = await import('../../app/deploys.ts');
  const { isDue, reason } = await readDeployDue(ports, now);
  await setStepOutputs({ deploy: String(isDue) });
  output.note(`${isDue ? 'The page is deployed' : 'The page stays as it is'}: ${reason}.`);
}

/** The ports of a run that measures, where a machine stands in one place only what runs there. */
async function openPorts(root: string, location: string | undefined, now?: Instant): Promise<RunPorts> {
  const ports = await createRunPorts(root, now);
  if (location === undefined) return ports;
  const { probeInPlace } = await import('../../app/check/shard.ts');
  return { ...ports, probe: probeInPlace(ports.probe, location) };
}

/** Prints what a run has done; returns the time of its last look. */
async function tellOf(report: RunReport, flags: Flags): Promise<Instant> {
  printReport(report, flags);
  await proposeIncidents(report, process.env);
  if (report.landed !== undefined) await tellAlive(report.config.triage.pingUrl, process.env);
  return report.plan.landing.at;
}

/** A run that measures. */
async function measure(ports: RunPorts, options: RecheckOptions, flags: Flags): Promise<Instant> {
  return tellOf(await runWithRechecks(ports, { ...options, isDry: flags.dryRun }), flags);
}

/** A run that carries nothing out, and so cannot look again: what it decides by lies in the files of shards. */
async function merge(ports: RunPorts, files: readonly string[], flags: Flags): Promise<Instant> {
  const { readMergedRun } = await import('./check-shards.ts');
  const { at, probe, isProven } = await readMergedRun(ports.files, files, flags.now);
  return tellOf(await runOnce({ ...ports, probe }, { now: flags.now ?? at, isDry: flags.dryRun, isProven }), flags);
}

/** Runs once, and says whether the page is to be deployed. */
async function runOnceAndTell(ports: RunPorts, flags: Flags, run: () => Promise<Instant>): Promise<ExitCode> {
  const tell = async (now: Instant): Promise<void> => {
    if (isStep() && flags.dryRun !== true) await tellWhetherToDeploy(ports, now);
  };
  let lookedAt = flags.now;
  try {
    const last = await run();
    if (flags.now !== undefined) lookedAt = last;
  } catch (error) {
    // Also after a run that failed: a page that nobody rebuilds cannot say that it is stale.
    await tell(lookedAt ?? Date.now()).catch((another: unknown) => output.note(describeFailure(another)));
    throw error;
  }
  await tell(lookedAt ?? Date.now());
  return 0;
}

/** `candor check`: 0 when it measured, planned and landed, whatever the services answered. */
export async function runCheckCommand(flags: Flags): Promise<ExitCode> {
  refuseCombinations(flags);
  const root = findRoot(flags);
  const { every, shard, merge: files } = flags;
  if (files !== undefined) {
    const ports = await createRunPorts(root);
    return runOnceAndTell(ports, flags, () => merge(ports, files, flags));
  }
  const location = readLocation(flags.location, process.env);
  if (shard !== undefined) {
    const { runShardCommand } = await import('./check-shards.ts');
    return runShardCommand(root, { shard, location }, flags);
  }
  if (every !== undefined) {
    const signal = stopSignal();
    await repeatRuns(every, signal, async () => {
      await measure(await openPorts(root, location), { signal, nextRunIn: every }, flags);
    });
    return 0;
  }
  const ports = await openPorts(root, location, flags.now);
  return runOnceAndTell(ports, flags, () => measure(ports, { now: flags.now }, flags));
}
