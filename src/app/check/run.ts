/** One run of the main job: probe, plan on the latest tips, land; plan again when another writer was first. */
import { StatusError } from '../../errors.ts';
import type { CheckOutcome } from '../../domain/measurement.ts';
import type { Clock, LandingResult, RootFiles, RunRepository, Snapshot } from '../../ports.ts';
import type { Check } from '../../schema/check.ts';
import type { Config } from '../../schema/config.ts';
import { formatProblem } from '../../schema/problems.ts';
import { type Instant, parseDay } from '../../schema/timestamp.ts';
import { readConfig } from '../read-content.ts';
import { planRun, type RunPlan } from './plan-run.ts';
import { readRunSources } from './read-run.ts';

export interface RunPorts {
  repository: RunRepository;
  files: RootFiles;
  clock: Clock;
  /** Carries the checks out, an outcome for each in their order. */
  probe(checks: readonly Check[]): Promise<CheckOutcome[]>;
  /** Chance between 0 and 1, so that two losers of a race do not meet again. */
  random(): number;
  /** A line for the person who watches. */
  note(text: string): void;
}

export interface RunOptions {
  /** What the run counts as, in place of the clock. */
  now?: Instant | undefined;
  /** Plans and lands nothing. */
  isDry?: boolean | undefined;
}

export interface RunReport {
  plan: RunPlan;
  outcomes: CheckOutcome[];
  /** What became of the plan; undefined for a dry run. */
  landed: { main: string | undefined; data: string | undefined; proposal: string | undefined } | undefined;
}

const SECOND_MS = 1_000;
const MAX_RACES = 40;
const FIRST_WAIT_MS = 50;
const MAX_WAIT_MS = 3_000;

/** The configuration, or one letter with everything that is wrong in it. */
async function requireConfig(files: RootFiles): Promise<Config> {
  const { config, problems } = await readConfig(files);
  if (config !== undefined) return config;
  const errors = problems.filter(({ severity }) => severity === 'error').map(formatProblem);
  throw new StatusError(errors.join('\n'), { hint: 'Nothing was checked. "candor validate" tells the same.' });
}

/** The checks of every component that is not retired. */
function checksAt(config: Config, at: Instant): Check[] {
  return config.components
    .filter(({ retired }) => retired === undefined || (parseDay(retired) ?? Infinity) > at)
    .flatMap((component) => component.checks);
}

interface Run {
  ports: RunPorts;
  config: Config;
  at: Instant;
  isNamed: boolean;
  outcomes: CheckOutcome[];
}

async function makePlan(run: Run, snapshot: Snapshot): Promise<RunPlan> {
  const sources = await readRunSources(snapshot, run.config, run.at);
  for (const note of sources.notes) run.ports.note(note);
  return planRun(run, sources);
}

/** The same landing without incidents, for when they can go nowhere: measurements are never lost over a rule. */
function withoutMain(plan: RunPlan): RunPlan {
  const { landing } = plan;
  const data = {
    ...landing.data,
    changes: landing.data.changes.filter(({ path }) => path.startsWith('measurements/')),
  };
  return { ...plan, landing: { ...landing, data, main: { changes: [], message: '' } } };
}

/** Lands a plan; where a rule protects main, the incident becomes a proposal, and failing that waits for the next run. */
async function land(run: Run, snapshot: Snapshot, plan: RunPlan): Promise<LandingResult> {
  const { repository, note } = run.ports;
  const { landing } = plan;
  const direct = await repository.land(snapshot, landing);
  if (direct.kind !== 'refused') return direct;
  if (landing.main.by !== 'pull_request') {
    note(`Main does not take the incident directly: ${direct.reason}`);
    const main = { ...landing.main, by: 'pull_request' as const };
    const proposed = await repository.land(snapshot, { ...landing, main });
    if (proposed.kind !== 'refused') return proposed;
  }
  note('The incident could not be written; its measurements are kept, and the next run tries again.');
  return repository.land(snapshot, withoutMain(plan).landing);
}

function waitBefore(attempt: number, random: number): number {
  const limit = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return limit / 2 + (random * limit) / 2;
}

/** Plans and lands until this writer is the one that was first. */
async function landOnLatest(run: Run, first: Snapshot): Promise<RunReport> {
  const { repository, clock, random } = run.ports;
  let snapshot = first;
  for (let attempt = 0; attempt < MAX_RACES; attempt += 1) {
    const plan = await makePlan(run, snapshot);
    const result = await land(run, snapshot, plan);
    if (result.kind === 'landed') return { plan, outcomes: run.outcomes, landed: result };
    if (result.kind === 'refused') throw new StatusError(`Cannot write the measurements: ${result.reason}`);
    await clock.sleep(waitBefore(attempt, random()));
    snapshot = await repository.snapshot();
  }
  throw new StatusError(`Cannot write the measurements: other writers were first ${MAX_RACES} times in a row.`, {
    hint: 'Nothing is lost but this run. Let fewer runs write at the same time.',
  });
}

/**
 * Carries out one run. The checks are probed while the branches are fetched. Throws a StatusError where status.yml
 * cannot be read, the remote cannot be reached, or nothing may be written.
 */
export async function runOnce(ports: RunPorts, options: RunOptions): Promise<RunReport> {
  const config = await requireConfig(ports.files);
  const at = Math.floor((options.now ?? ports.clock.now()) / SECOND_MS) * SECOND_MS;
  const checks = checksAt(config, at);
  const [snapshot, outcomes] = await Promise.all([ports.repository.snapshot(), ports.probe(checks)]);
  const run: Run = { ports, config, at, isNamed: options.now !== undefined, outcomes };
  if (options.isDry !== true) return landOnLatest(run, snapshot);
  return { plan: await makePlan(run, snapshot), outcomes, landed: undefined };
}
