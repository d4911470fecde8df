/** What a run of the checks tells: lines for people, or one value for programs. */
import { describeStep } from '../../app/check/message.ts';
import type { RunReport } from '../../app/check/run.ts';
import type { CheckOutcome } from '../../domain/measurement.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import { PROPOSAL_BRANCH } from '../../store/branches.ts';
import type { JsonFlags } from '../options.ts';
import { output, printJson } from '../output.ts';

const STATES = ['up', 'degraded', 'down', 'unknown'] as const;

/** `3 up, 1 down`. */
export function countStates(outcomes: readonly CheckOutcome[]): string {
  const counts = STATES.map((state) => ({ state, count: outcomes.filter((found) => found.state === state).length }));
  const shown = counts.filter(({ count }) => count > 0).map(({ state, count }) => `${count} ${state}`);
  return shown.length === 0 ? 'no checks' : shown.join(', ');
}

/** A line for each outcome that there is something to say of. */
export function printOutcomes(outcomes: readonly CheckOutcome[]): void {
  for (const { check, state, message } of outcomes) {
    if (state !== 'up' || message !== undefined) {
      output.print(`  ${check}: ${state}${message === undefined ? '' : `, ${message}`}`);
    }
  }
}

function printText({ plan, outcomes, landed }: RunReport): void {
  const isDry = landed === undefined;
  output.print(`${formatInstant(plan.at)}  ${countStates(outcomes)}`);
  printOutcomes(outcomes);
  for (const step of plan.steps) output.print(`${isDry ? 'Would' : 'Done'}: ${describeStep(step)}`);
  for (const { component, why } of plan.unopened) output.print(`Not opened for ${component}: ${why}`);
  if (plan.awaiting.length > 0) output.print(`Awaits confirmation: ${plan.awaiting.join(', ')}`);
  const changes = [...plan.landing.main.changes, ...plan.landing.data.changes];
  if (changes.length === 0) output.print('Nothing to add.');
  for (const { path, text } of changes) {
    const [would, did] = text === undefined ? ['Would remove', 'Removed'] : ['Would write', 'Wrote'];
    output.print(`${isDry ? would : did} ${path}`);
  }
  if (landed?.proposal !== undefined) {
    output.print(`The incident waits on the branch ${PROPOSAL_BRANCH} for a person to merge it into main.`);
  }
}

const TIMES: ReadonlySet<string> = new Set(['at', 'nextUpdateBy']);

/** The same value with its instants as text, as every file has them. */
function withWrittenTimes(value: unknown): unknown {
  const write = (key: string, held: unknown): unknown =>
    TIMES.has(key) && typeof held === 'number' ? formatInstant(held) : held;
  return JSON.parse(JSON.stringify(value, write));
}

/** Prints what a run has done, or for a dry run would do. */
export function printReport(report: RunReport, flags: JsonFlags): void {
  if (flags.json !== true) {
    printText(report);
    return;
  }
  const { plan, outcomes, landed } = report;
  const { at, measurements, steps, unopened, awaiting, landing } = plan;
  const { main: changes, data } = { main: landing.main.changes, data: landing.data.changes };
  const { main, data: dataTip, proposal } = landed ?? {};
  const tips = landed === undefined ? undefined : { main, data: dataTip, proposal };
  printJson(withWrittenTimes({ at, outcomes, measurements, steps, unopened, awaiting, changes, data, landed: tips }));
}
