/** A run with another look, soon after, at each failure that it cannot confirm yet. */
import type { CheckOutcome } from '../../domain/measurement.ts';
import { provesNetwork } from '../../domain/triage/blindness.ts';
import type { FileChange } from '../../ports.ts';
import { showDuration } from '../../checks/visible-text.ts';
import { type RunOptions, type RunPorts, type RunReport, runOnce } from './run.ts';

/** How often at most a failure is probed again in the same run. */
export const MAX_RECHECKS = 5;

export interface RecheckOptions extends Omit<RunOptions, 'only'> {
  /** Milliseconds until the next run: a look that would come no sooner is left to it. By default nothing follows. */
  nextRunIn?: number | undefined;
}

/**
 * The checks of another look: those that await confirmation, and one that answered just now where none of them did.
 * Without such a witness two services that are down would look like a network that is.
 */
export function checksAgain({ plan, outcomes }: RunReport): Set<string> {
  const awaiting = new Set(plan.awaiting);
  const again = new Set(awaiting);
  const proving = outcomes.filter(provesNetwork);
  const isProven = proving.some(({ check }) => awaiting.has(check));
  const [witness] = proving.map(({ check }) => check).sort();
  if (!isProven && witness !== undefined) again.add(witness);
  return again;
}

function latestByPath(changes: readonly FileChange[]): FileChange[] {
  return [...new Map(changes.map((change) => [change.path, change])).values()];
}

function latestOutcomes(outcomes: readonly CheckOutcome[]): CheckOutcome[] {
  return [...new Map(outcomes.map((outcome) => [outcome.check, outcome])).values()];
}

/** What a run and its further looks have done, as one run. */
export function joinReports(first: RunReport, second: RunReport): RunReport {
  const [a, b] = [first.plan, second.plan];
  const main = { ...b.landing.main, changes: latestByPath([...a.landing.main.changes, ...b.landing.main.changes]) };
  const data = { ...b.landing.data, changes: latestByPath([...a.landing.data.changes, ...b.landing.data.changes]) };
  const proposal = second.landed?.proposal ?? first.landed?.proposal;
  return {
    config: second.config,
    plan: {
      ...b,
      at: a.at,
      measurements: [...a.measurements, ...b.measurements],
      steps: [...a.steps, ...b.steps],
      landing: { ...b.landing, main, data },
    },
    outcomes: latestOutcomes([...first.outcomes, ...second.outcomes]),
    landed: second.landed && { ...second.landed, proposal },
  };
}

/** Waits, and says whether the time has passed: false where the run is to end. */
export async function waitFor(
  ms: number,
  ports: Pick<RunPorts, 'clock'>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    await ports.clock.sleep(ms, signal);
    return true;
  } catch (error) {
    if (signal?.aborted === true) return false;
    throw error;
  }
}

/**
 * Carries out a run, and while a failure awaits confirmation waits `recheckAfter` and probes that again, at most five
 * times. Each look is a run of its own: it lands what it has found before the next wait, and its measurements count.
 * Returns what all have done as one report. A dry run does not wait. Throws as {@link runOnce} does.
 */
export async function runWithRechecks(ports: RunPorts, options: RecheckOptions): Promise<RunReport> {
  const { nextRunIn = Infinity, ...given } = options;
  let latest = await runOnce(ports, given);
  let report = latest;
  const { recheckAfter } = report.config.triage;
  if (recheckAfter === 0 || recheckAfter >= nextRunIn || given.isDry === true) return report;
  for (let look = 1; look <= MAX_RECHECKS && latest.plan.awaiting.length > 0; look += 1) {
    const { awaiting } = latest.plan;
    ports.note(`Probed again in ${showDuration(recheckAfter)}, as one failure proves nothing: ${awaiting.join(', ')}`);
    if (!(await waitFor(recheckAfter, ports, given.signal))) return report;
    const now = given.now === undefined ? undefined : given.now + look * recheckAfter;
    const { config } = latest;
    latest = await runOnce(ports, { ...given, config, now, only: checksAgain(latest) });
    report = joinReports(report, latest);
  }
  return report;
}
