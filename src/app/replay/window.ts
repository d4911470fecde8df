/** The measurements that a run may decide by, as a real one reads them: the latest, and the whole of each failure. */
import { deriveCheckRow } from '../../domain/check-series.ts';
import { lastAnswerAt, type Measurement } from '../../domain/measurement.ts';
import type { Config } from '../../schema/config.ts';
import type { Instant } from '../../schema/timestamp.ts';
import { lookBack } from '../check/read-run.ts';

/** More measurements in a row than any policy asks for. */
const MAX_IN_ROW = 20;

export interface MeasurementWindow {
  /** Check id to its measurements, sorted by time. */
  byCheck: Map<string, Measurement[]>;
  /** Check id to the time at which it was measured last, however long ago. */
  lastAt: Map<string, Instant>;
  /** From when on everything is there. */
  from: Instant;
}

/** Runs that follow one another, `every` so many milliseconds. */
export interface AlikeRuns {
  from: Instant;
  every: number;
  /** At least one. */
  count: number;
}

export function makeWindow(): MeasurementWindow {
  return { byCheck: new Map(), lastAt: new Map(), from: -Infinity };
}

/** Adds a run, which must be later than those before it. */
export function addToWindow({ byCheck, lastAt }: MeasurementWindow, run: readonly Measurement[]): void {
  for (const measurement of run) {
    lastAt.set(measurement.check, measurement.at);
    const ofCheck = byCheck.get(measurement.check);
    if (ofCheck === undefined) byCheck.set(measurement.check, [measurement]);
    else ofCheck.push(measurement);
  }
}

/** Adds runs that found what the last one of each of these checks found, as one measurement a check. */
export function addAlike({ byCheck, lastAt }: MeasurementWindow, checks: readonly string[], runs: AlikeRuns): void {
  const { from, every, count } = runs;
  const stretch = { last: from + (count - 1) * every, count };
  for (const check of checks) {
    const ofCheck = byCheck.get(check);
    const last = ofCheck?.at(-1);
    lastAt.set(check, stretch.last);
    if (last !== undefined) ofCheck?.push({ ...last, at: from, stretch });
  }
}

/** Drops what no run from `now` on looks at, once there is enough of it: what lies further back changes nothing. */
export function trimWindow(window: MeasurementWindow, now: Instant, config: Config): void {
  const from = lookBack(now, config);
  if (from - window.from < (now - from) / 4) return;
  for (const [check, measurements] of window.byCheck) {
    window.byCheck.set(check, cutOff(measurements, { from, now, config }));
  }
  window.from = from;
}

interface Cut {
  from: Instant;
  now: Instant;
  config: Config;
}

/** What is left of the measurements of a check. */
function cutOff(measurements: Measurement[], { from, now, config }: Cut): Measurement[] {
  const first = measurements.findIndex((measurement) => lastAnswerAt(measurement) >= from);
  if (first === 0) return measurements;
  const cut = first === -1 ? measurements.length : first;
  const { confirmAfter } = config.triage;
  const { holdFor } = config.uptime;
  const row = deriveCheckRow(measurements, { confirmAfter, holdFor }, now);
  if (row.kind !== 'failing' || row.since === undefined || row.since >= from) return measurements.slice(cut);
  const { since } = row;
  const earlier = measurements.slice(0, cut).filter(({ at, state }) => at >= since && state !== 'unknown');
  return [...thinRow(earlier, holdFor), ...measurements.slice(cut)];
}

/**
 * The beginning of a row of failures, with so few of its members that a failure of years is no burden: when the row
 * began and that it was never interrupted still shows.
 */
function thinRow(row: readonly Measurement[], holdFor: number): Measurement[] {
  const kept: Measurement[] = [];
  for (const [index, measurement] of row.entries()) {
    const next = row[index + 1];
    const before = kept.at(-1);
    const isNeeded = next === undefined || before === undefined || next.at - lastAnswerAt(before) > holdFor;
    if (isNeeded || index >= row.length - MAX_IN_ROW) kept.push(measurement);
  }
  return kept;
}
