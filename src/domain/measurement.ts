import type { ErrorClass } from '../schema/check.ts';
import type { Instant } from '../schema/timestamp.ts';
import { type MeasurementsByCheck, viewMeasurements } from './packed-measurements.ts';

export const MEASUREMENT_STATES = ['up', 'degraded', 'down', 'unknown'] as const;
export type MeasurementState = (typeof MEASUREMENT_STATES)[number];

/** One result of a check, as `status-data` keeps it. */
export interface Measurement {
  /** Id of the check. */
  check: string;
  /** Start of the run that took it, to the second; it names the run. */
  at: Instant;
  state: MeasurementState;
  /** The HTTP status where an answer came (`503`), else the error class of a failure (`timeout`). */
  code?: string | undefined;
  /** Response time in milliseconds, two significant digits. */
  ms?: number | undefined;
  /** Set in a rolled-up day, which keeps how an answer went on in place of each one. */
  stretch?: Stretch | undefined;
}

/** Answers of one state, from a measurement on, with nothing between them and no silence that a measurement did not outlast. */
export interface Stretch {
  /** Time of the last of them. */
  last: Instant;
  /** How many, the first included. */
  count: number;
  /** The response times of the whole day; with a check's first stretch of a day in which an answer had one. */
  dayTimes?: ResponseTimes | undefined;
}

/** The response times of a stretch of time, in milliseconds. */
export interface ResponseTimes {
  median: number;
  /** Nearest-rank: 95 of 100 answers took no longer. */
  p95: number;
  count: number;
}

/** When the last of the answers that a measurement stands for was given. */
export function lastAnswerAt({ at, stretch }: Pick<Measurement, 'at' | 'stretch'>): Instant {
  return stretch?.last ?? at;
}

/** How many answers measurements stand for. */
export function countAnswers(measurements: readonly Pick<Measurement, 'stretch'>[]): number {
  return measurements.reduce((sum, { stretch }) => sum + (stretch?.count ?? 1), 0);
}

/** Runs by what they measured. */
export interface Runs {
  /** Check to its measurements, sorted by time; one a check and time, and none for a check that has none. */
  byCheck: MeasurementsByCheck;
  /** The time of each run that measured something. */
  times: ReadonlySet<Instant>;
}

/** Phase timings in milliseconds, each where it could be measured. */
export interface PhaseTimings {
  dns?: number | undefined;
  connect?: number | undefined;
  tls?: number | undefined;
  firstByte?: number | undefined;
  total?: number | undefined;
}

/** What a probe found, before it becomes a measurement: the same and the reason in words. */
export interface CheckOutcome {
  check: string;
  state: MeasurementState;
  code?: string | undefined;
  ms?: number | undefined;
  /** Set whenever the state is `down`. */
  errorClass?: ErrorClass | undefined;
  /** One sentence without a final period, what was expected and what came, free of secrets: `expected a status in 200-399, got 503`. */
  message?: string | undefined;
  phases?: PhaseTimings | undefined;
}

/** Rounds a response time to the two significant digits that are kept. */
export function roundMs(ms: number): number {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 100) return whole;
  const scale = 10 ** (Math.floor(Math.log10(whole)) - 1);
  // Rounded once more, as a product is a double to V8 even where it is whole: one double among the hundreds of thousands
  // of small integers that a run reads would make V8 rewrite each of them, which takes seconds.
  return Math.round(Math.round(whole / scale) * scale);
}

/** Measurements in any order as runs. Of two for one check and time the last counts. */
export function groupRuns(measurements: readonly Measurement[]): Runs {
  const byCheck = new Map<string, Measurement[]>();
  for (const [check, ofCheck] of Map.groupBy(measurements, (measurement) => measurement.check)) {
    const sorted = ofCheck.sort((a, b) => a.at - b.at);
    byCheck.set(
      check,
      sorted.filter(({ at }, index) => at !== sorted[index + 1]?.at),
    );
  }
  return { byCheck, times: new Set(measurements.map(({ at }) => at)) };
}

/** Runs that follow one another as one: every measurement of a check comes after those of the runs before. */
export function joinRuns(parts: readonly Runs[]): Runs {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  const checks = new Set(parts.flatMap(({ byCheck }) => [...byCheck.keys()]));
  return {
    byCheck: viewMeasurements(checks, (check) => parts.flatMap(({ byCheck }) => byCheck.get(check) ?? [])),
    times: new Set(parts.flatMap(({ times }) => [...times])),
  };
}

/** The measurements that are wanted of each check; a check that none is wanted of is left out. */
export function filterRuns({ byCheck }: Runs, isWanted: (measurement: Measurement) => boolean): Runs {
  const checks: string[] = [];
  const times = new Set<Instant>();
  for (const [check, ofCheck] of byCheck) {
    const wanted = ofCheck.filter(isWanted);
    if (wanted.length > 0) checks.push(check);
    for (const { at } of wanted) times.add(at);
  }
  return { byCheck: viewMeasurements(checks, (check) => (byCheck.get(check) ?? []).filter(isWanted)), times };
}

/** The runs in [from, until). */
export function sliceRuns(runs: Runs, from: Instant, until: Instant): Runs {
  const within = ({ at }: Pick<Measurement, 'at'>): boolean => at >= from && at < until;
  const { byCheck } = filterRuns(runs, within);
  return { byCheck, times: new Set([...runs.times].filter((at) => within({ at }))) };
}

const SECOND_MS = 1_000;

/** A measurement of a run whose time is not settled. */
export type RunResult = Omit<Measurement, 'at'>;

export interface NewRun {
  /** When the run began, whole seconds. */
  at: Instant;
  results: readonly RunResult[];
  /** Whether a person has named the time: the same run again then adds nothing. */
  isNamed: boolean;
}

export interface AddedRun {
  /** When the run counts. */
  at: Instant;
  measurements: Measurement[];
  /** What is known with it. */
  all: Runs;
  /** Whether this very run is known already. */
  isRepeated: boolean;
}

function runAt({ byCheck }: Runs, at: Instant): Measurement[] {
  const run: Measurement[] = [];
  for (const ofCheck of byCheck.values()) run.push(...ofCheck.filter((measurement) => measurement.at === at).slice(-1));
  return run;
}

function answersOf(run: readonly RunResult[]): string {
  const lines = run.map(({ check, state, code }) => `${check} ${state} ${code ?? ''}`);
  return lines.sort().join('\n');
}

function withRun({ byCheck, times }: Runs, at: Instant, run: readonly Measurement[]): Runs {
  const added = new Map(run.map((measurement) => [measurement.check, measurement]));
  const extend = (check: string): readonly Measurement[] => {
    const ofCheck = byCheck.get(check) ?? [];
    const measurement = added.get(check);
    if (measurement === undefined) return ofCheck;
    return ofCheck.toSpliced(ofCheck.findLastIndex((earlier) => earlier.at < at) + 1, 0, measurement);
  };
  return {
    byCheck: viewMeasurements([...byCheck.keys(), ...added.keys()], extend),
    times: new Set(times).add(at),
  };
}

/**
 * Adds a run to what is known. A run that was named and is known with the same answers adds nothing, whatever time they
 * took; any other whose second another run has taken counts as of the next free one: two runs are two runs.
 */
export function addRun(known: Runs, { at, results, isNamed }: NewRun): AddedRun {
  if (results.length === 0) return { at, measurements: [], all: known, isRepeated: false };
  let second = at;
  for (; known.times.has(second); second += SECOND_MS) {
    const there = isNamed ? runAt(known, second) : [];
    if (isNamed && answersOf(there) === answersOf(results)) {
      return { at: second, measurements: there, all: known, isRepeated: true };
    }
  }
  const measurements = results.map(({ check, state, code, ms }) => ({ check, at: second, state, code, ms }));
  return { at: second, measurements, all: withRun(known, second, measurements), isRepeated: false };
}
