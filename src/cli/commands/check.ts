import { runChecks } from '../../checks/run-checks.ts';
import { describeStep } from '../../app/check/message.ts';
import { type RunPorts, type RunReport, runOnce } from '../../app/check/run.ts';
import { readDeployDue } from '../../app/deploys.ts';
import type { CheckOutcome } from '../../domain/measurement.ts';
import { StatusError } from '../../errors.ts';
import { formatInstant, type Instant } from '../../schema/timestamp.ts';
import { systemClock } from '../../store/clock.ts';
import { openRepository } from '../../store/repository.ts';
import { openRootFiles } from '../../store/root-files.ts';
import { isStep, setStepOutputs } from '../actions.ts';
import type { ExitCode } from '../main.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { findRoot } from '../root.ts';

type Flags = RootFlags & NowFlags & JsonFlags & { dryRun?: boolean; every?: number };

/** What a run needs of the world, for a root folder. */
export async function createRunPorts(root: string): Promise<RunPorts> {
  return {
    repository: await openRepository({ root, onNotice: output.note }),
    files: await openRootFiles(root),
    clock: systemClock,
    probe: (checks) => runChecks(checks, { environment: process.env, sleep: systemClock.sleep }),
    random: Math.random,
    note: output.note,
  };
}

const STATES = ['up', 'degraded', 'down', 'unknown'] as const;

function countStates(outcomes: readonly CheckOutcome[]): string {
  const counts = STATES.map((state) => ({ state, count: outcomes.filter((found) => found.state === state).length }));
  const shown = counts.filter(({ count }) => count > 0).map(({ state, count }) => `${count} ${state}`);
  return shown.length === 0 ? 'no checks' : shown.join(', ');
}

function tense(report: RunReport, past: string, future: string): string {
  return report.landed === undefined ? future : past;
}

function printText(report: RunReport): void {
  const { plan, outcomes, landed } = report;
  output.print(`${formatInstant(plan.at)}  ${countStates(outcomes)}`);
  for (const { check, state, message } of outcomes) {
    if (state !== 'up') output.print(`  ${check}: ${state}${message === undefined ? '' : `, ${message}`}`);
  }
  for (const step of plan.steps) output.print(`${tense(report, 'Done', 'Would')}: ${describeStep(step)}`);
  for (const { component, why } of plan.unopened) output.print(`Not opened for ${component}: ${why}`);
  const { main, data } = plan.landing;
  if (main.changes.length + data.changes.length === 0) output.print('Nothing to add.');
  for (const { path } of [...main.changes, ...data.changes]) {
    output.print(`${tense(report, 'Wrote', 'Would write')} ${path}`);
  }
  if (landed?.proposal !== undefined) {
    output.print('The incident waits on the branch candor/incidents for a person to merge it into main.');
  }
}

function printReport(report: RunReport, flags: Flags): void {
  if (flags.json !== true) {
    printText(report);
    return;
  }
  const { plan, outcomes, landed } = report;
  const { landing, ...rest } = plan;
  printJson({
    ...rest,
    at: formatInstant(plan.at),
    outcomes,
    changes: landing.main.changes,
    data: landing.data.changes,
    landed,
  });
}

/** Resolves once, when a person or the system asks the process to stop. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

async function sleepUntil(at: number, signal: AbortSignal): Promise<void> {
  try {
    await systemClock.sleep(Math.max(0, at - Date.now()), signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Runs again and again. A run that fails is told and the next one comes all the same. */
async function repeat(root: string, every: number, flags: Flags): Promise<void> {
  const signal = stopSignal();
  for (let next = Date.now(); !signal.aborted; next = Math.max(next + every, Date.now())) {
    await sleepUntil(next, signal);
    if (signal.aborted) return;
    try {
      printReport(await runOnce(await createRunPorts(root), { isDry: flags.dryRun }), flags);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      output.note(`${formatInstant(Date.now())}  This run failed; the next one follows. ${message}`);
    }
  }
}

/** Tells the workflow, as the output `deploy` of this step, whether the page is to be deployed. */
async function tellWhetherToDeploy(ports: RunPorts, now: Instant): Promise<void> {
  const { isDue, reason } = await readDeployDue(ports, now);
  await setStepOutputs({ deploy: String(isDue) });
  output.note(`${isDue ? 'The page is deployed' : 'The page stays as it is'}: ${reason}.`);
}

/** `candor check`: 0 when it measured, planned and landed, whatever the services answered. */
export async function runCheckCommand(flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  if (flags.every !== undefined) {
    if (flags.now !== undefined) {
      throw new StatusError('Cannot use --now together with --every: a loop lives in the present.');
    }
    await repeat(root, flags.every, flags);
    return 0;
  }
  const ports = await createRunPorts(root);
  try {
    printReport(await runOnce(ports, { now: flags.now, isDry: flags.dryRun }), flags);
  } finally {
    // Also after a run that failed: a page that nobody rebuilds cannot say that it is stale.
    if (isStep() && flags.dryRun !== true) await tellWhetherToDeploy(ports, flags.now ?? Date.now());
  }
  return 0;
}
