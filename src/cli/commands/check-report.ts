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
export function describeOutcomes(outcomes: readonly CheckOutcome[]): string[] {
  return outcomes
    .filter(({ state, message }) => state !== 'up' || message !== undefined)
    .map(({ check, state, message }) => `  ${check}: ${state}${message === undefined ? '' : `, ${message}`}`);
}

/** What a run has done, or for a dry run would do, a line each. */
export function describeReport({ plan, outcomes, landed }: RunReport): string[] {
  const isDry = landed === undefined;
  const changes = [...plan.landing.main.changes, ...plan.landing.data.changes];
  return [
    `${formatInstant(plan.at)}  ${countStates(outcomes)}`,
    ...describeOutcomes(outcomes),
    ...plan.steps.map((step) => `${isDry ? 'Would' : 'Done'}: ${describeStep(step)}`),
    ...plan.unopened.map(({ component, why }) => `Not opened for ${component}: ${why}`),
    ...(plan.awaiting.length === 0 ? [] : [`Awaits confirmation: ${plan.awaiting.join(', ')}`]),
    ...(changes.length === 0 ? ['Nothing to add.'] : []),
    ...changes.map(({ path, text }) => {
      const [would, did] = text === undefined ? ['Would remove', 'Removed'] : ['Would write', 'Wrote'];
      return `${isDry ? would : did} ${path}`;
    }),
    ...(landed?.proposal === undefined
      ? []
      : [`The incident waits on the branch ${PROPOSAL_BRANCH} for a person to merge it into main.`]),
  ];
}

const TIMES: ReadonlySet<string> = new Set(['at', 'nextUpdateBy']);

/** The same value with its instants as text, as every file has them. */
function withWrittenTimes(value: unknown): unknown {
  const write = (key: string, held: unknown): unknown =>
    TIMES.has(key) && typeof held === 'number' ? formatInstant(held) : held;
  return JSON.parse(JSON.stringify(value, write));
}

/** Prints what a run has done, or for a dry run would do; `further` are values for programs besides. */
export function printReport(report: RunReport, flags: JsonFlags, further: object = {}): void {
  if (flags.json !== true) {
    for (const line of describeReport(report)) output.print(line);
    return;
  }
  const { plan, outcomes, landed } = report;
  const { at, measurements, steps, unopened, awaiting, landing } = plan;
  const { main: changes, data } = { main: landing.main.changes, data: landing.data.changes };
  const { main, data: dataTip, proposal } = landed ?? {};
  const tips = landed === undefined ? undefined : { main, data: dataTip, proposal };
  const own = { at, outcomes, measurements, steps, unopened, awaiting, changes, data, landed: tips };
  printJson(withWrittenTimes({ ...own, ...further }));
}
