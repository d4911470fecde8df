/** One run of the main job: probe, plan on the latest tips, land; plan again when another writer was first. */
import type { ParsedConfigFile } from '../../content/config-file.ts';
import { idOfPath } from '../../content/incident-path.ts';
import { MEASUREMENTS_FOLDER } from '../../content/measurement-file.ts';
import { StatusError } from '../../errors.ts';
import type { CheckOutcome } from '../../domain/measurement.ts';
import type { Wanted } from '../../domain/triage/findings.ts';
import type { Clock, LandingResult, Snapshot, YoungPull } from '../../ports.ts';
import type { Check } from '../../schema/check.ts';
import type { Config } from '../../schema/config.ts';
import { formatProblem } from '../../schema/problems.ts';
import { type Instant, parseDay } from '../../schema/timestamp.ts';
import { landOnLatest, type LandingPorts } from '../land-on-latest.ts';
import { type ConfigPorts, readRunConfig } from '../last-good-config.ts';
import { addRollUp } from './add-roll-up.ts';
import { type AtWorkPorts, findHeld, readPullsAtWork } from './at-work.ts';
import { type Asked, probeBelieved } from './believed.ts';
import { describeStep } from './message.ts';
import { look, type Looked, type LookPorts } from './look.ts';
import { type Amend, planRun, type RunInput, type RunPlan } from './plan-run.ts';
import { readRunSources, type RunSources } from './read-run.ts';

export interface RunPorts extends LandingPorts, LookPorts, AtWorkPorts, ConfigPorts {
  clock: Clock;
  /** Carries the checks out, an outcome for each in their order; gives up early when the signal is aborted. */
  probe(checks: readonly Check[], signal: AbortSignal): Promise<CheckOutcome[]>;
  /** A line for the person who watches. */
  note(text: string): void;
}

export interface RunOptions {
  /** What the run counts as, in place of the clock. */
  now?: Instant | undefined;
  /** Plans and lands nothing. */
  isDry?: boolean | undefined;
  /** Carries out these checks only, by their ids. */
  only?: ReadonlySet<string> | undefined;
  /** Whether the network is known to have been there, so that the outcomes need not prove it. */
  isProven?: boolean | undefined;
  /** Ends the run while it still measures, with the signal's reason; what it has decided is landed all the same. */
  signal?: AbortSignal | undefined;
  /** The configuration, where it is not that of status.yml as it stands. */
  config?: Config | undefined;
  /** What another root that is checked in the same run makes of the plan. */
  amend?: Amend | undefined;
}

export interface RunReport {
  config: Config;
  /** What has landed: without the incidents where a rule let them go nowhere. For a dry run, what would be tried first. */
  plan: RunPlan;
  outcomes: CheckOutcome[];
  /** Undefined for a dry run. */
  landed: Extract<LandingResult, { kind: 'landed' }> | undefined;
}

const SECOND_MS = 1_000;

/** A status.yml that can be gone by. */
export type UsableConfig = ParsedConfigFile & { config: Config };

/** The status.yml to go by, or one letter with everything that is wrong in it. */
export async function requireStatus(ports: ConfigPorts): Promise<UsableConfig> {
  const parsed = await readRunConfig(ports);
  const { config, problems } = parsed;
  if (config !== undefined) return { ...parsed, config };
  const errors = problems.filter(({ severity }) => severity === 'error').sort((a, b) => a.line - b.line);
  throw new StatusError(errors.map(formatProblem).join('\n'), {
    hint: 'Nothing was checked. "candor validate" tells the same.',
  });
}

/** The checks of every component that is not retired, or those of them that are wanted. */
export function checksAt(config: Config, at: Instant, only: ReadonlySet<string> | undefined): Check[] {
  return config.components
    .filter(({ retired }) => retired === undefined || (parseDay(retired) ?? Infinity) > at)
    .flatMap((component) => component.checks)
    .filter(({ id }) => only?.has(id) ?? true);
}

interface Run {
  ports: RunPorts;
  config: Config;
  at: Instant;
  isNamed: boolean;
  outcomes: CheckOutcome[];
  amend: Amend | undefined;
  looked?: Looked;
  pulls?: YoungPull[];
}

function covers(known: Wanted, wanted: Wanted): boolean {
  return (
    wanted.providers.every((id) => known.providers.includes(id)) &&
    (wanted.activityFrom === undefined || (known.activityFrom ?? Infinity) <= wanted.activityFrom)
  );
}

/** What was found beyond the checks, asked for once however often the run has to plan anew. */
async function lookOnce(run: Run, snapshot: Snapshot, wanted: Wanted): Promise<Looked> {
  const { looked } = run;
  if (looked !== undefined && covers(looked.wanted, wanted)) return looked;
  return (run.looked = await look(run.ports, wanted, { config: run.config, snapshot, now: run.at }));
}

async function makePlan(run: Run, snapshot: Snapshot): Promise<RunPlan> {
  const sources = await readRunSources(snapshot, run.config, run.at);
  for (const note of sources.notes) run.ports.note(note);
  const { ports, config, at, isNamed, outcomes, amend } = run;
  const input = { config, at, isNamed, outcomes, amend };
  const first = await planUntaken(input, sources, snapshot);
  const looked = first.wanted === undefined ? undefined : await lookOnce(run, snapshot, first.wanted);
  const plan = looked === undefined ? first : await planRun({ ...input, looked }, sources);
  const held = await holdBack(run, plan);
  const rest = held.size === 0 ? plan : await planRun({ ...input, looked, held }, sources);
  return addRollUp(rest, { config, snapshot, sources, note: (text) => ports.note(text) });
}

/** The files that people are at work on of those that a plan adds to; whoever asks is told of them. */
async function holdBack(run: Run, { steps }: RunPlan): Promise<ReadonlySet<string>> {
  if (steps.every(({ kind }) => kind === 'open')) return new Set();
  run.pulls ??= await readPullsAtWork(run.ports, run.at);
  const { files, notes } = findHeld(steps, run.pulls);
  for (const note of notes) run.ports.note(note);
  return files;
}

/** A plan that opens nothing under the id of a file that was once on main: its address is that of what it told. */
async function planUntaken(input: RunInput, sources: RunSources, snapshot: Snapshot): Promise<RunPlan> {
  for (;;) {
    const plan = await planRun(input, sources);
    const opened = plan.steps.flatMap((step) => (step.kind === 'open' ? [step.id] : []));
    const known = new Set<string>();
    for (const { path } of plan.landing.main.changes) {
      const id = idOfPath(path);
      if (opened.includes(id) && (await snapshot.readMainRevisions(path)).length > 0) known.add(id);
    }
    if (known.size === 0) return plan;
    for (const id of known) sources.takenIds.add(id);
  }
}

/** The same plan without incidents, for when they can go nowhere: measurements are never lost over a rule. */
function withoutIncidents(plan: RunPlan): RunPlan {
  const { landing } = plan;
  const measurements = landing.data.changes.filter(({ path }) => path.startsWith(`${MEASUREMENTS_FOLDER}/`));
  const data = { ...landing.data, changes: measurements };
  return { ...plan, steps: [], landing: { ...landing, data, main: { changes: [], message: '' } } };
}

interface TriedPlan {
  value: RunPlan;
  result: LandingResult;
}

/** Lands a plan; where a rule protects main, the incident becomes a proposal, and failing that waits for the next run. */
async function land({ ports }: Run, snapshot: Snapshot, plan: RunPlan): Promise<TriedPlan> {
  const { repository, note } = ports;
  const { landing } = plan;
  let result = await repository.land(snapshot, landing);
  if (result.kind === 'refused' && landing.main.by !== 'pull_request') {
    note(`Main does not take the incident directly: ${result.reason}`);
    const main = { ...landing.main, by: 'pull_request' as const };
    result = await repository.land(snapshot, { ...landing, main });
  }
  if (result.kind !== 'refused') return { value: plan, result };
  const steps = plan.steps.map(describeStep).join('; ');
  note(`Not written: ${steps}. ${result.reason}\nIts measurements are kept, and the next run tries again.`);
  const rest = withoutIncidents(plan);
  return { value: rest, result: await repository.land(snapshot, rest.landing) };
}

interface Measured {
  snapshot: Snapshot;
  outcomes: CheckOutcome[];
}

/** Probes the checks while the branches are fetched. Where one of the two fails, the other is not waited for. */
async function measure(ports: RunPorts, asked: Asked, stopped?: AbortSignal): Promise<Measured> {
  const failed = new AbortController();
  const signal = stopped === undefined ? failed.signal : AbortSignal.any([failed.signal, stopped]);
  try {
    const probed = probeBelieved(ports.probe, asked, signal);
    const [snapshot, { outcomes }] = await Promise.all([ports.repository.snapshot(), probed]);
    stopped?.throwIfAborted();
    return { snapshot, outcomes };
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}

/**
 * Carries out one run, without looking again at what it finds. Throws a StatusError where status.yml cannot be read, the remote cannot be reached, or nothing
 * may be written.
 */
export async function runOnce(ports: RunPorts, options: RunOptions): Promise<RunReport> {
  const config = options.config ?? (await requireStatus(ports)).config;
  const at = Math.floor((options.now ?? ports.clock.now()) / SECOND_MS) * SECOND_MS;
  const { only, isProven } = options;
  const asked = { checks: checksAt(config, at, only), canaries: config.triage.canaries, isProven };
  const { snapshot, outcomes } = await measure(ports, asked, options.signal);
  const run: Run = { ports, config, at, isNamed: options.now !== undefined, outcomes, amend: options.amend };
  if (options.isDry === true) return { config, plan: await makePlan(run, snapshot), outcomes, landed: undefined };
  const { value, landed } = await landOnLatest(ports, {
    what: 'write the measurements',
    first: snapshot,
    attempt: async (latest) => land(run, latest, await makePlan(run, latest)),
  });
  return { config, plan: value, outcomes, landed };
}
