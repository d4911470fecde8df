/** A recording from its rows to the incidents that triage would have opened. */
import type { Config, TriagePolicy } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { deriveReplayedChecks } from './components.ts';
import type { MaintenancesAt } from './maintenances.ts';
import type { Recording } from './recording.ts';
import { countedBack } from './quiet.ts';
import {
  listIncidents,
  passOver,
  type ReplayedIncident,
  replayRun,
  type ReplaySetup,
  type ReplayState,
  startReplay,
} from './replay.ts';
import { groupByMinute, type RecordedRun, type Runs, sampleEvents, type Sampling } from './runs.ts';

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

function runsOf(recording: Recording, sampling: Sampling | undefined): Runs {
  return sampling === undefined ? groupByMinute(recording) : sampleEvents(recording, sampling);
}

/** A replay by one policy. */
interface Replay {
  setup: ReplaySetup;
  state: ReplayState;
}

/**
 * How many of the runs after this one need no look, by any of the policies: those that find just the same and change
 * nothing, but for the last of them, which later runs may count one by one.
 */
function countIdle(run: RecordedRun, replays: readonly Replay[], { sampling, until }: ReplayOptions): number {
  if (sampling === undefined || run.alike === 0) return 0;
  const { every } = sampling;
  const quietUntil = Math.min(...replays.map(({ state }) => state.quietUntil));
  const within = Math.min(Math.ceil((quietUntil - run.at) / every) - 1, Math.floor((until - run.at) / every));
  const counted = Math.max(...replays.map(({ setup }) => countedBack(setup.config)));
  return Math.max(0, Math.min(run.alike, within) - Math.ceil(counted / every));
}

type Times = Pick<ReplayReport, 'runs' | 'lateRuns' | 'from' | 'until'>;

/** Replays the runs one after the other, and counts them. */
function replayAll(runs: Runs, replays: readonly Replay[], options: ReplayOptions): Times {
  const { sampling: { every } = { every: 0 }, config, until } = options;
  const times: Times = { runs: 0, lateRuns: 0, from: undefined, until: undefined };
  const count = (at: Instant, number: number): void => {
    const distance = (at - (times.until ?? at)) / number;
    if (distance > config.uptime.holdFor) times.lateRuns += number;
    times.runs += number;
    times.from ??= at;
    times.until = at;
  };
  let idle = 0;
  for (let next = runs.next(); next.done !== true && next.value.at <= until; next = runs.next(idle)) {
    const run = next.value;
    for (const { state, setup } of replays) replayRun(state, run, setup);
    count(run.at, 1);
    idle = countIdle(run, replays, options);
    if (idle === 0) continue;
    for (const { state } of replays) passOver(state, { from: run.at + every, every, count: idle });
    count(run.at + idle * every, idle);
  }
  return times;
}

/** Replays a recording by one policy or several. The runs are made once and not kept. */
export function replayRecording(recording: Recording, options: ReplayOptions): ReplayReport {
  const checks = deriveReplayedChecks(options.config, recording.checks);
  // What is kept of a change holds for the gap, and the next that is kept, each day perhaps, may come late.
  const silentFor = options.sampling?.gap;
  const replays = [options.config.triage, ...options.others].map((triage) => ({
    setup: { ...checks, config: { ...checks.config, triage }, maintenances: options.maintenances, silentFor },
    state: startReplay(),
  }));
  const times = replayAll(runsOf(recording, options.sampling), replays, options);
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
