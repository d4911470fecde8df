/** A recording from its rows to the incidents that triage would have opened. */
import type { Config, TriagePolicy } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { deriveReplayedChecks } from './components.ts';
import type { MaintenancesAt } from './maintenances.ts';
import type { Recording } from './recording.ts';
import { listIncidents, type ReplayedIncident, replayRun, startReplay } from './replay.ts';
import { groupByMinute, type RecordedRun, sampleEvents, type Sampling } from './runs.ts';

export interface ReplayOptions {
  config: Config;
  /** Where rows are changes of state; undefined where each is a measurement. */
  sampling: Sampling | undefined;
  /** Other policies that the same runs are decided by as well. */
  others: readonly TriagePolicy[];
  /** How the maintenances stand at a time; undefined where they are left out. */
  maintenances?: MaintenancesAt | undefined;
  /** No run is later. */
  until: Instant;
}

export interface ReplayReport {
  /** By the policy of the configuration. */
  incidents: ReplayedIncident[];
  /** By each of the others, in their order. */
  others: ReplayedIncident[][];
  runs: number;
  /** How many runs came later after the one before than a measurement holds. */
  lateRuns: number;
  /** First and last run; undefined where there is none. */
  from: Instant | undefined;
  until: Instant | undefined;
  checks: number;
  /** During how many maintenances failures opened nothing, by the policy of the configuration. */
  maintenances: number;
  /** How many of the checks status.yml does not know. */
  unknownChecks: number;
}

function runsOf(recording: Recording, sampling: Sampling | undefined): Iterable<RecordedRun> {
  return sampling === undefined ? groupByMinute(recording) : sampleEvents(recording, sampling);
}

/** Replays a recording by one policy or several. The runs are made once and not kept. */
export function replayRecording(recording: Recording, options: ReplayOptions): ReplayReport {
  const checks = deriveReplayedChecks(options.config, recording.checks);
  const replays = [options.config.triage, ...options.others].map((triage) => ({
    setup: { ...checks, config: { ...checks.config, triage }, maintenances: options.maintenances },
    state: startReplay(),
  }));
  const times: Pick<ReplayReport, 'runs' | 'lateRuns' | 'from' | 'until'> = {
    runs: 0,
    lateRuns: 0,
    from: undefined,
    until: undefined,
  };
  for (const run of runsOf(recording, options.sampling)) {
    if (run.at > options.until) break;
    for (const { state, setup } of replays) replayRun(state, run, setup);
    times.runs += 1;
    if (times.until !== undefined && run.at - times.until > options.config.uptime.holdFor) times.lateRuns += 1;
    times.from ??= run.at;
    times.until = run.at;
  }
  const [incidents = [], ...others] = replays.map(({ state }) => listIncidents(state));
  return {
    incidents,
    others,
    ...times,
    maintenances: replays[0]?.state.excused.size ?? 0,
    checks: recording.checks.length,
    unknownChecks: checks.unknown,
  };
}
