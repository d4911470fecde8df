/** One run as a value: what was measured, what changes in incidents, and the files that say so. */
import { formatIncidentFile, parseIncidentFile, changeFrontMatter } from '../../content/incident-file.ts';
import { addRun, formatMeasurementFile, measurementFilePath } from '../../content/measurement-file.ts';
import { appendUpdate } from '../../content/updates.ts';
import { formatWrittenFile, WRITTEN_PATH, type WrittenRecord } from '../../content/written-file.ts';
import { type CheckOutcome, type Measurement, roundMs } from '../../domain/measurement.ts';
import type { TriagePlan, TriageStep } from '../../domain/triage/model.ts';
import { planTriage } from '../../domain/triage/plan.ts';
import type { FileChange, Landing } from '../../ports.ts';
import type { Config } from '../../schema/config.ts';
import { formatDay, type Instant } from '../../schema/timestamp.ts';
import { hashText } from './hash.ts';
import { describeSteps } from './message.ts';
import type { RunSources } from './read-run.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** How much later than this run another may have begun that has landed before it: a run's deadline, and some races. */
const OVERTAKING_MS = 10 * 60_000;

export interface RunInput {
  /** Start of the run, whole seconds. */
  at: Instant;
  config: Config;
  outcomes: readonly CheckOutcome[];
  /** True where `at` was given by `--now`: the same run again then adds nothing. */
  isNamed: boolean;
}

export interface RunPlan {
  /** When the run counts; the next free second where another run has taken that of `at`. */
  at: Instant;
  measurements: Measurement[];
  steps: TriageStep[];
  unopened: TriagePlan['unopened'];
  /** What is written, and to which branch. */
  landing: Landing;
}

function toMeasurements(outcomes: readonly CheckOutcome[], at: Instant): Measurement[] {
  return outcomes.map(({ check, state, code, ms }) => ({
    check,
    at,
    state,
    code,
    ms: ms === undefined ? undefined : roundMs(ms),
  }));
}

function sameAnswers(a: readonly Measurement[], b: readonly Measurement[]): boolean {
  const key = (run: readonly Measurement[]): string =>
    run
      .map(({ check, state, code }) => `${check} ${state} ${code ?? ''}`)
      .sort()
      .join('\n');
  return key(a) === key(b);
}

interface AddedRun {
  at: Instant;
  measurements: Measurement[];
  all: Measurement[];
  /** Whether this very run stands there already. */
  isRepeated: boolean;
}

function runAt(measurements: readonly Measurement[], at: Instant): Measurement[] {
  return measurements.filter((measurement) => measurement.at === at);
}

/**
 * Adds a run to what is known. A run that was named and stands there with the same answers adds nothing; any other takes
 * the next free second, also one with the same answers: two runs are two runs.
 */
function addToKnown(known: readonly Measurement[], { at, outcomes, isNamed }: RunInput): AddedRun {
  const measurements = toMeasurements(outcomes, at);
  if (measurements.length === 0) return { at, measurements, all: [...known], isRepeated: false };
  let second = at;
  for (let there = runAt(known, second); there.length > 0; there = runAt(known, second)) {
    if (isNamed && sameAnswers(there, measurements)) {
      return { at: second, measurements: there, all: [...known], isRepeated: true };
    }
    second += SECOND_MS;
  }
  const all = addRun(known, second, measurements);
  return { at: second, measurements: runAt(all, second), all, isRepeated: false };
}

/**
 * The time that a run decides at: its own, or that of a later run which overtook it, whose decisions must not be turned
 * back. What lies further ahead was measured by a clock that has been put back since, and must not silence this run.
 */
function decidingTime({ at, all }: AddedRun): Instant {
  return all.reduce((latest, run) => (run.at <= at + OVERTAKING_MS ? Math.max(latest, run.at) : latest), at);
}

function groupByCheck(measurements: readonly Measurement[]): Map<string, Measurement[]> {
  return Map.groupBy(measurements, ({ check }) => check);
}

/** The day files that differ from what is known. */
function changedDays(added: AddedRun, known: readonly Measurement[]): FileChange[] {
  if (added.all.length === known.length) return [];
  const start = Math.floor(added.at / DAY_MS) * DAY_MS;
  const ofDay = added.all.filter(({ at }) => at >= start && at < start + DAY_MS);
  return [{ path: measurementFilePath(start), text: formatMeasurementFile(ofDay) }];
}

function applyStep(step: TriageStep, sources: RunSources): { path: string; text: string } {
  if (step.kind === 'open') {
    const year = formatDay(step.file.updates[0]?.at ?? 0).slice(0, 4);
    return { path: `incidents/${year}/${step.id}.md`, text: formatIncidentFile(step.file) };
  }
  const before = sources.texts.get(step.path) ?? '';
  const { joined } = step;
  const raised = step.kind === 'append' ? step.raised : undefined;
  const isSame = raised === undefined && joined === undefined;
  const changed = isSame ? before : changeFrontMatter(step.path, before, { set: { ...raised }, add: { ...joined } });
  return { path: step.path, text: step.kind === 'append' ? appendUpdate(changed, step.update) : changed };
}

/** Hash of the canonical form, so that reformatting and merging do not count as a person's edit. */
function canonicalHash(path: string, text: string): string {
  const { file } = parseIncidentFile(path, text);
  return hashText(file === undefined ? text : formatIncidentFile(file));
}

function recordStep(
  step: TriageStep,
  written: { path: string; text: string },
  before: WrittenRecord | undefined,
): WrittenRecord {
  const hash = canonicalHash(written.path, written.text);
  if (step.kind === 'append' && step.because === 'noted') {
    return { id: step.id, hash, writer: 'person', recoveryNotedAt: step.update.at };
  }
  return { ...before, id: step.id, hash, writer: 'engine' };
}

/** Who writes in each known incident now; records of incidents that are long closed or gone are dropped. */
function updateRecords(sources: RunSources): Map<string, WrittenRecord> {
  const records = new Map<string, WrittenRecord>();
  for (const { incident, writer } of sources.incidents) {
    const record = sources.written.get(incident.id);
    if (record !== undefined) records.set(incident.id, { ...record, writer });
  }
  for (const [id, record] of sources.written) {
    if (!records.has(id) && sources.unreadableIds.has(id)) records.set(id, { ...record, writer: 'person' });
  }
  return records;
}

/** Plans one run on what a snapshot holds. The same input gives the same plan, and `--dry-run` prints this very value. */
export function planRun(input: RunInput, sources: RunSources): RunPlan {
  const { config, at } = input;
  const added = addToKnown(sources.measurements, input);
  const triage = planTriage({
    ...sources,
    now: decidingTime(added),
    components: config.components,
    policy: { ...config.triage, holdFor: config.uptime.holdFor },
    measurements: groupByCheck(added.all),
    outcomes: new Map(input.outcomes.map((outcome) => [outcome.check, outcome])),
  });
  const steps = added.isRepeated ? [] : triage.steps;
  const records = updateRecords(sources);
  const changes = steps.map((step) => {
    const written = applyStep(step, sources);
    records.set(step.id, recordStep(step, written, records.get(step.id)));
    return written;
  });
  const record = formatWrittenFile(records.values());
  const data = changedDays(added, sources.measurements);
  if (record !== formatWrittenFile(sources.written.values())) data.push({ path: WRITTEN_PATH, text: record });
  return {
    at: added.at,
    measurements: added.measurements,
    steps,
    unopened: triage.unopened,
    landing: {
      main: { changes, message: describeSteps(steps), by: config.triage.incidentBy },
      data: { changes: data, day: formatDay(added.at) },
      at: Math.max(at, added.at),
    },
  };
}
