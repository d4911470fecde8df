/**
 * A UTC day of which only the states are kept: for each check the states of its runs, folded where they do not change.
 *
 * Nothing is judged here. Which run began and which ended a row of equal answers stays to the second, and how many
 * answers it had, so that the rules which confirm a failure give the same as on the measurements themselves.
 */
import type { Instant } from '../schema/timestamp.ts';
import type { Measurement, MeasurementState, ResponseTimes, Runs } from './measurement.ts';
import { deriveTimes } from './response-time.ts';

/** Runs from one to another between which a check answered nothing else. */
export interface Fold {
  /** Undefined for runs that did not measure the check. */
  state: MeasurementState | undefined;
  /** How many runs, at least 1. */
  runs: number;
  /** How many of them measured it, the first and the last among them; 0 without a state. */
  answers: number;
}

export interface RolledCheck {
  /** They cover every run of the day. Two of one state beside each other have a silence between them. */
  folds: readonly Fold[];
  /** Undefined where no answer had a time that counts. */
  times: ResponseTimes | undefined;
}

export interface RolledDay {
  /** Its first instant. */
  day: Instant;
  /** How many runs the day had. */
  count: number;
  /** The times of runs by their places in the day, ascending: of those at least at which a fold with a state begins or ends. */
  times: ReadonlyMap<number, Instant>;
  checks: ReadonlyMap<string, RolledCheck>;
}

/** A check's states by its runs. A silence longer than `holdFor` ends a fold. */
function foldRuns(measurements: readonly Measurement[], placeOf: PlaceOf, { count, holdFor }: FoldRules): Fold[] {
  const folds: Fold[] = [];
  let end = 0;
  let last: { fold: Fold; at: Instant } | undefined;
  for (const { at, state } of measurements) {
    const place = placeOf(at);
    if (last !== undefined && last.fold.state === state && at - last.at <= holdFor) {
      last.fold.runs += place + 1 - end;
      last.fold.answers += 1;
      last.at = at;
    } else {
      if (place > end) folds.push({ state: undefined, runs: place - end, answers: 0 });
      last = { fold: { state, runs: 1, answers: 1 }, at };
      folds.push(last.fold);
    }
    end = place + 1;
  }
  return end < count ? [...folds, { state: undefined, runs: count - end, answers: 0 }] : folds;
}

type PlaceOf = (at: Instant) => number;

interface FoldRules {
  /** How many runs the day had. */
  count: number;
  holdFor: number;
}

/** Each fold with the place of its first run. */
function placeFolds(folds: readonly Fold[]): (Fold & { place: number })[] {
  let next = 0;
  return folds.map((fold) => {
    const place = next;
    next += fold.runs;
    return { ...fold, place };
  });
}

function findEdges(checks: Iterable<RolledCheck>): Set<number> {
  const edges = new Set<number>();
  for (const { folds } of checks) {
    for (const { state, place, runs } of placeFolds(folds)) {
      if (state !== undefined) edges.add(place).add(place + runs - 1);
    }
  }
  return edges;
}

/**
 * Rolls up the runs of one UTC day.
 * @param day its first instant
 * @param holdFor how long a measurement holds; milliseconds. The figures stay the same for this and any longer time.
 */
export function rollUpDay(day: Instant, { byCheck, times }: Runs, holdFor: number): RolledDay {
  const runs = [...times].sort((a, b) => a - b);
  const places = new Map(runs.map((at, place) => [at, place]));
  const placeOf: PlaceOf = (at) => places.get(at) ?? NaN;
  const rules = { count: runs.length, holdFor };
  const checks = new Map<string, RolledCheck>();
  for (const [check, ofCheck] of byCheck) {
    checks.set(check, { folds: foldRuns(ofCheck, placeOf, rules), times: deriveTimes(ofCheck) });
  }
  const edges = findEdges(checks.values());
  const kept = [...runs.entries()].filter(([place]) => edges.has(place));
  return { day, count: runs.length, times: new Map(kept), checks };
}

/** What a rolled-up day still says of a check: a measurement for each fold, which stands for all of it. */
export function unfoldCheck(check: string, { folds, times }: RolledCheck, day: RolledDay): Measurement[] {
  const measurements: Measurement[] = [];
  let dayTimes = times;
  for (const { state, place, runs, answers } of placeFolds(folds)) {
    const at = day.times.get(place);
    const last = day.times.get(place + runs - 1);
    if (state === undefined || at === undefined || last === undefined) continue;
    const isTimed = state === 'up' || state === 'degraded';
    measurements.push({
      check,
      at,
      state,
      stretch: { last, count: answers, dayTimes: isTimed ? dayTimes : undefined },
    });
    if (isTimed) dayTimes = undefined;
  }
  return measurements;
}

const DAY_MS = 86_400_000;

/**
 * Measurements together with rolled-up days. Of a check whose day is rolled up, that day holds: what lies beside it as it
 * was measured is a part of it, or came later and does not count.
 */
export function joinRolledDays(raw: Runs, days: readonly RolledDay[]): Runs {
  if (days.length === 0) return raw;
  const rolled = new Map<string, Measurement[]>();
  for (const day of [...days].sort((a, b) => a.day - b.day)) {
    for (const [check, ofDay] of day.checks) {
      const before = rolled.get(check);
      if (before === undefined) rolled.set(check, unfoldCheck(check, ofDay, day));
      else before.push(...unfoldCheck(check, ofDay, day));
    }
  }
  const isRolled = findRolled(days);
  const joined = [...rolled].map(([check, ofCheck]) => {
    const open = (raw.byCheck.get(check) ?? []).filter((measurement) => !isRolled(measurement));
    const all = [...ofCheck, ...open];
    return [check, all.sort((a, b) => a.at - b.at)] as const;
  });
  return {
    byCheck: new Map([...raw.byCheck, ...joined]),
    times: new Set([...raw.times, ...days.flatMap(({ times }) => [...times.values()])]),
  };
}

/** Says of a check and a time whether that day of the check is among the rolled-up days. */
export function findRolled(days: readonly RolledDay[]): (of: Pick<Measurement, 'check' | 'at'>) => boolean {
  const rolled = new Map<string, Set<number>>();
  for (const { day, checks } of days) {
    for (const check of checks.keys()) {
      const known = rolled.get(check);
      if (known === undefined) rolled.set(check, new Set([day]));
      else known.add(day);
    }
  }
  return ({ check, at }) => rolled.get(check)?.has(Math.floor(at / DAY_MS) * DAY_MS) === true;
}
