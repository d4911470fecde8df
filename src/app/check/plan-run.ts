/** One run as a value: what was measured, what changes in incidents, and the files that say so. */
import { formatMeasurementFile, measurementFilePath } from '../../content/measurement-file.ts';
import { formatWrittenFile, WRITTEN_PATH, type WrittenRecord } from '../../content/written-file.ts';
import {
  addRun,
  type AddedRun,
  type CheckOutcome,
  type Measurement,
  roundMs,
  type RunResult,
  sliceRuns,
} from '../../domain/measurement.ts';
import { planLook, type Wanted } from '../../domain/triage/findings.ts';
import type { KnownIncident, TriageInput, TriagePlan, TriageStep } from '../../domain/triage/model.ts';
import { planTriage } from '../../domain/triage/plan.ts';
import type { FileChange, Landing } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { formatDay, type Instant } from '../../schema/timestamp.ts';
import type { Looked } from './look.ts';
import { describeSteps } from './message.ts';
import type { RunSources } from './read-run.ts';
import type { WrittenStep } from './write-steps.ts';

const DAY_MS = 86_400_000;
/** How much later than this run another may have begun that has landed before it: a run's deadline, and some races. */
const OVERTAKING_MS = 10 * 60_000;

/** A plan as another root changes it. */
export interface Amended {
  plan: TriagePlan;
  /** Further files of `status-data`. */
  data?: readonly FileChange[] | undefined;
}

/** What another root that is checked in the same run makes of a plan; the same every time it is asked. */
export type Amend = (plan: TriagePlan, input: TriageInput) => Promise<Amended>;

export interface RunInput {
  /** Start of the run, whole seconds. */
  at: Instant;
  config: Config;
  outcomes: readonly CheckOutcome[];
  /** True where `at` was given by `--now`: the same run again then adds nothing. */
  isNamed: boolean;
  /** What was found beyond the checks; undefined where nobody has looked. */
  looked?: Looked | undefined;
  amend?: Amend | undefined;
  /** Files of incidents that nothing is added to in this run. */
  held?: ReadonlySet<string> | undefined;
}

export interface RunPlan {
  /** When the run counts; the next free second where another run has taken that of `at`. */
  at: Instant;
  measurements: Measurement[];
  steps: TriageStep[];
  unopened: TriagePlan['unopened'];
  /** Checks whose failure awaits confirmation, to be probed again soon. */
  awaiting: TriagePlan['awaiting'];
  /** What is worth a look before this is told; undefined where nothing is, or that was looked at. */
  wanted: Wanted | undefined;
  /** What is written, and to which branch. */
  landing: Landing;
}

function toResults(outcomes: readonly CheckOutcome[]): RunResult[] {
  return outcomes.map(({ check, state, code, ms }) => ({
    check,
    state,
    code,
    ms: ms === undefined ? undefined : roundMs(ms),
  }));
}

/**
 * The time that a run decides at: its own, or that of a later run which overtook it, whose decisions must not be turned
 * back. What lies further ahead was measured by a clock that has been put back since, and must not silence this run.
 */
function decidingTime({ at, all }: AddedRun): Instant {
  return [...all.times].reduce((latest, time) => (time <= at + OVERTAKING_MS ? Math.max(latest, time) : latest), at);
}

/** The day file that differs from what is known, and what could not be read in it. */
function changedDays({ at, all }: AddedRun, { runs, unreadable }: RunSources): FileChange[] {
  if (all === runs) return [];
  const start = Math.floor(at / DAY_MS) * DAY_MS;
  const path = measurementFilePath(start);
  const kept = unreadable.get(path);
  const day = { path, text: formatMeasurementFile(sliceRuns(all, start, start + DAY_MS)) };
  return kept === undefined ? [day] : [day, kept];
}

/** Time of the latest update of a provider's that a step writes down. */
function quotedBy(step: TriageStep): Instant | undefined {
  if (step.kind === 'open') return step.quotedUntil;
  return step.kind === 'append' ? step.noticed?.quotedUntil : undefined;
}

function recordStep(step: TriageStep, hash: string, before: WrittenRecord | undefined): WrittenRecord {
  if (step.kind === 'append' && step.because === 'noted') {
    return { id: step.id, hash, writer: 'person', recoveryNotedAt: step.update.at };
  }
  return { ...before, id: step.id, hash, writer: 'engine', quotedUntil: quotedBy(step) ?? before?.quotedUntil };
}

/** Records under the ids that their incidents have now. */
function recordOf(
  { incident: { id, frontMatter } }: KnownIncident,
  { written }: RunSources,
): WrittenRecord | undefined {
  const record = [id, ...(frontMatter.formerly ?? [])]
    .map((each) => written.get(each))
    .find((each) => each !== undefined);
  return record === undefined ? undefined : { ...record, id };
}

/**
 * Who writes in each known incident now. Records of incidents that are long closed or gone are dropped, but for what a
 * person has removed within a day, or while its failure goes on.
 */
function updateRecords(
  sources: RunSources,
  { unopened, at }: Pick<RunPlan, 'unopened' | 'at'>,
): Map<string, WrittenRecord> {
  const records = new Map<string, WrittenRecord>();
  for (const known of sources.incidents) {
    const record = recordOf(known, sources);
    if (record !== undefined) records.set(record.id, { ...record, writer: known.writer });
  }
  const failing = new Set(unopened.map(({ component }) => component));
  for (const [component, removed] of sources.removed) {
    const record = sources.written.get(removed.id);
    if (record !== undefined && (failing.has(component) || at - removed.at < DAY_MS)) records.set(record.id, record);
  }
  for (const [id, record] of sources.written) {
    if (!records.has(id) && sources.unreadableIds.has(id)) records.set(id, { ...record, writer: 'person' });
  }
  return records;
}

type Decided = TriagePlan & { added: AddedRun; wanted: Wanted | undefined; further: readonly FileChange[] };

async function decide(run: RunInput, sources: RunSources): Promise<Decided> {
  const { config, at, outcomes, isNamed, looked, amend } = run;
  const added = addRun(sources.runs, { at, results: toResults(outcomes), isNamed });
  const input: TriageInput = {
    ...sources,
    now: decidingTime(added),
    components: config.components,
    policy: { ...config.triage, holdFor: config.uptime.holdFor },
    measurements: added.all.byCheck,
    outcomes: new Map(outcomes.map((outcome) => [outcome.check, outcome])),
    providers: config.providers,
    findings: looked?.findings,
  };
  const own = planTriage(input);
  const { plan, data: further = [] } = amend === undefined ? { plan: own } : await amend(own, input);
  if (added.isRepeated) return { ...plan, added, wanted: undefined, steps: [], further: [] };
  const wanted = looked === undefined ? planLook(input, own, config.deployments.lookback) : undefined;
  return { ...plan, added, wanted, further };
}

/** The steps without those that would add to a file that is held. */
function withoutHeld(steps: readonly TriageStep[], held: ReadonlySet<string> = new Set()): TriageStep[] {
  return steps.filter((step) => step.kind === 'open' || !held.has(step.path));
}

/** What writes incidents takes a while to load, and most runs write none. */
async function write(steps: readonly TriageStep[], sources: RunSources): Promise<WrittenStep[]> {
  if (steps.length === 0) return [];
  const { writeSteps } = await import('./write-steps.ts');
  return writeSteps(steps, sources);
}

/** Plans one run on what a snapshot holds. The same input gives the same plan, and `--dry-run` prints this very value. */
export async function planRun(input: RunInput, sources: RunSources): Promise<RunPlan> {
  const { added, steps: decided, unopened, awaiting, wanted, further } = await decide(input, sources);
  const steps = withoutHeld(decided, input.held);
  const written = await write(steps, sources);
  const records = updateRecords(sources, { unopened, at: added.at });
  for (const { step, hash } of written) records.set(step.id, recordStep(step, hash, records.get(step.id)));
  const record = formatWrittenFile(records.values());
  const data = [...changedDays(added, sources), ...(input.looked?.changes ?? []), ...further];
  if (record !== formatWrittenFile(sources.written.values())) data.push({ path: WRITTEN_PATH, text: record });
  const main = written.map(({ path, text }) => ({ path, text }));
  return {
    at: added.at,
    measurements: added.measurements,
    steps,
    unopened,
    awaiting,
    wanted,
    landing: {
      main: { changes: main, message: describeSteps(steps), by: input.config.triage.incidentBy },
      data: { changes: data, day: formatDay(added.at) },
      at: Math.max(input.at, added.at),
    },
  };
}
