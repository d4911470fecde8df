import { runChecks } from '../../checks/run-checks.ts';
import { type RecheckOptions, runWithRechecks } from '../../app/check/recheck.ts';
import type { RunPorts } from '../../app/check/run.ts';
import { StatusError } from '../../errors.ts';
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
import { repeatRuns } from './check-loop.ts';
import { proposeIncidents } from './check-proposal.ts';
import { printReport } from './check-report.ts';

type Flags = RootFlags & NowFlags & JsonFlags & { dryRun?: boolean; every?: number };

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

/** Carries out a run and prints it; returns the time of its last look. */
async function runAndTell(ports: RunPorts, options: RecheckOptions, flags: Flags): Promise<Instant> {
  const report = await runWithRechecks(ports, { ...options, isDry: flags.dryRun });
  printReport(report, flags);
  await proposeIncidents(report, process.env);
  if (report.landed !== undefined) await tellAlive(report.config.triage.pingUrl, process.env);
  return report.plan.landing.at;
}

/** `candor check`: 0 when it measured, planned and landed, whatever the services answered. */
export async function runCheckCommand(flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  if (flags.every !== undefined) {
    if (flags.now !== undefined) {
      throw new StatusError('Cannot use --now together with --every: a loop lives in the present.');
    }
    const signal = stopSignal();
    const options = { signal, nextRunIn: flags.every };
    await repeatRuns(flags.every, signal, async () => {
      await runAndTell(await createRunPorts(root), options, flags);
    });
    return 0;
  }
  const ports = await createRunPorts(root, flags.now);
  const tell = async (now: Instant): Promise<void> => {
    if (isStep() && flags.dryRun !== true) await tellWhetherToDeploy(ports, now);
  };
  let lookedAt = flags.now;
  try {
    const last = await runAndTell(ports, { now: flags.now }, flags);
    if (flags.now !== undefined) lookedAt = last;
  } catch (error) {
    // Also after a run that failed: a page that nobody rebuilds cannot say that it is stale.
    await tell(lookedAt ?? Date.now()).catch((another: unknown) => output.note(describeFailure(another)));
    throw error;
  }
  await tell(lookedAt ?? Date.now());
  return 0;
}
