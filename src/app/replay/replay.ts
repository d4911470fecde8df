/** Runs recorded measurements through the planning of a real run, and keeps what it would have opened. */
import type { Incident } from '../../domain/incident.ts';
import type { Measurement } from '../../domain/measurement.ts';
import { INSTABILITY_WINDOWS } from '../../domain/triage/instability.ts';
import { isRunning } from '../../domain/maintenance-window.ts';
import type { Maintenance } from '../../domain/maintenance.ts';
import { planTriage } from '../../domain/triage/plan.ts';
import type { Config } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { failingRows } from '../check/earlier-failures.ts';
import { believeRun } from './believe-run.ts';
import type { ReplayedChecks } from './components.ts';
import { applySteps, forgetClosed, type KnownFiles, makeKnownFiles } from './known-incidents.ts';
import type { MaintenancesAt } from './maintenances.ts';
import { toMeasurement, toOutcome } from './outcome.ts';
import { extendSteadiness, quietUntil, startSteadiness, type Steadiness } from './quiet.ts';
import type { RecordedRun } from './runs.ts';
import { addAlike, addToWindow, type AlikeRuns, makeWindow, trimWindow, type MeasurementWindow } from './window.ts';

/** What is told of an incident. */
export type ReplayedIncident = Pick<Incident, 'id' | 'category' | 'startedAt' | 'resolvedAt' | 'components'> & {
  /** Recorded names of the checks that failed. */
  checks: string[];
  /** The run that opened it. */
  openedAt: Instant;
};

/** All that a replay knows after a run: plain data, from which it can go on. */
export interface ReplayState {
  files: KnownFiles;
  window: MeasurementWindow;
  /** Every incident that was opened, by id, as it stands now. */
  incidents: Map<string, ReplayedIncident>;
  /** Ids of the maintenances during which a failure opened nothing. */
  excused: Set<string>;
  /** When a check failed last. */
  failedAt: Instant;
  steadiness: Steadiness;
  /** Before this time a run that finds what the one before it found changes nothing. */
  quietUntil: Instant;
}

export interface ReplaySetup extends ReplayedChecks {
  /** Plans every run, also where nothing can change, and on all that was ever measured. */
  isThorough?: boolean;
  /** As of {@link believeRun}; by default as long as a measurement holds. */
  silentFor?: number | undefined;
  /** None where they are left out. */
  maintenances?: MaintenancesAt | undefined;
}

export function startReplay(): ReplayState {
  return {
    files: makeKnownFiles(),
    window: makeWindow(),
    incidents: new Map(),
    excused: new Set(),
    failedAt: -Infinity,
    steadiness: startSteadiness(),
    quietUntil: -Infinity,
  };
}

/** Goes on by one run, which must be later than those before it. */
export function replayRun(state: ReplayState, run: RecordedRun, setup: ReplaySetup): void {
  const measured = run.results.map((result) => toMeasurement(run.at, result, setup.ids));
  const believed = believeRun(measured, state.window, setup);
  state.steadiness = extendSteadiness(state.steadiness, believed, { window: state.window, config: setup.config });
  if (state.steadiness.runs === 0) state.quietUntil = -Infinity;
  addToWindow(state.window, believed);
  if (setup.isThorough !== true) trimWindow(state.window, run.at, setup.config);
  if (believed.some(({ state: found }) => found === 'down' || found === 'degraded')) state.failedAt = run.at;
  if (setup.isThorough !== true) {
    if (!canChange(state, run.at, setup.config)) state.quietUntil = Infinity;
    if (run.at < state.quietUntil) return;
  }
  const isChanged = plan(state, believed, setup);
  state.quietUntil =
    (isChanged ? undefined : quietUntil(state.steadiness, run.at, { ...setup, ...state })) ?? -Infinity;
}

/** Goes on by runs that find what the last one found and that change nothing, as it has said by `quietUntil`. */
export function passOver(state: ReplayState, runs: AlikeRuns): void {
  const { steadiness, window } = state;
  addAlike(window, steadiness.checks, runs);
  const at = runs.from + (runs.count - 1) * runs.every;
  if (state.failedAt === steadiness.at) state.failedAt = at;
  state.steadiness = { ...steadiness, at, runs: steadiness.runs + runs.count };
}

/**
 * Whether a run may change anything. Incidents are opened, and opened again, for rows of failures and for checks that
 * keep failing; others are changed only while they are open. Without either, `planTriage` has no step to plan.
 */
function canChange({ failedAt, files }: ReplayState, now: Instant, { triage, uptime }: Config): boolean {
  if (now - failedAt <= Math.max(uptime.holdFor, INSTABILITY_WINDOWS * triage.stableFor)) return true;
  return files.incidents.some(({ incident }) => incident.resolvedAt === undefined);
}

/** Those of the maintenances that are at work on one of these components. */
function findAtWork(maintenances: readonly Maintenance[], components: readonly string[]): string[] {
  return maintenances
    .filter(({ phase, components: named }) => isRunning(phase) && named.some((id) => components.includes(id)))
    .map(({ id }) => id);
}

/** Plans a run, and says whether that changes anything. */
function plan(
  { files, window, incidents, excused }: ReplayState,
  run: readonly Measurement[],
  { config, names, maintenances: maintenancesAt }: ReplaySetup,
): boolean {
  const now = run[0]?.at;
  if (now === undefined) return false;
  const rows = failingRows({ byCheck: window.byCheck, times: new Set() }, config, now);
  const starts = [...rows.values()].map(({ since = now }) => since);
  forgetClosed(files, { config, now, failingSince: starts.length === 0 ? undefined : Math.min(...starts) });
  const maintenances = maintenancesAt?.(now) ?? [];
  const { steps, unopened } = planTriage({
    ...files,
    now,
    components: config.components,
    policy: { ...config.triage, holdFor: config.uptime.holdFor },
    measurements: window.byCheck,
    outcomes: new Map(run.map((measurement) => [measurement.check, toOutcome(measurement)])),
    maintenances,
    occupied: new Set(),
  });
  const withheld = unopened.map(({ component }) => component);
  for (const id of findAtWork(maintenances, withheld)) excused.add(id);
  for (const incident of applySteps(files, steps)) incidents.set(incident.id, summarise(incident, names));
  return steps.length > 0;
}

function summarise(incident: Incident, names: ReadonlyMap<string, string>): ReplayedIncident {
  const { id, category, startedAt, resolvedAt, components, frontMatter, updates } = incident;
  const checks = (frontMatter.checks ?? []).map((check) => names.get(check) ?? check);
  return { id, category, startedAt, openedAt: updates[0]?.at ?? startedAt, resolvedAt, components, checks };
}

/** The incidents that were opened, ordered by their start. */
export function listIncidents({ incidents }: ReplayState): ReplayedIncident[] {
  return [...incidents.values()].sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1));
}
