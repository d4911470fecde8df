/** Services that fail and recover and fail again: each failure alone may be too short to be believed. */
import type { Instant } from '../../schema/timestamp.ts';
import type { Measurement } from '../measurement.ts';

/** Failures with passes between them that make a check unstable, when they lie within the window. */
const MIN_ROWS = 3;
/** Failing measurements among them, and their share of all since the first: neither a blip nor a rare one. */
const MIN_FAILURES = 4;
const MIN_SHARE = 0.25;
/** The window in which they count, in stability windows. */
export const INSTABILITY_WINDOWS = 4;

export interface InstabilityPolicy {
  confirmAfter: number;
  /** Milliseconds that a recovery has to hold. */
  stableFor: number;
}

/** A check that keeps failing and recovering. */
export interface Instability {
  /** Its first failing measurement within the window. */
  since: Instant;
  /** How often it began to fail. */
  failures: number;
  /** Whether it was down in between, or only degraded. */
  isDown: boolean;
}

interface Row {
  start: Instant;
  length: number;
  isDown: boolean;
}

/** Consecutive failures as rows. */
function rowsOf(known: readonly Measurement[]): Row[] {
  const rows: Row[] = [];
  known.forEach(({ at, state }, index) => {
    if (state === 'up') return;
    const isDown = state === 'down';
    const row = known[index - 1]?.state === 'up' || index === 0 ? undefined : rows.at(-1);
    if (row === undefined) rows.push({ start: at, length: 1, isDown });
    else Object.assign(row, { length: row.length + 1, isDown: row.isDown || isDown });
  });
  return rows;
}

/** What a check answered within the window, with its failures as rows, and since when it answers what it does now. */
function lookBack(measurements: readonly Measurement[], stableFor: number, now: Instant) {
  const from = now - INSTABILITY_WINDOWS * stableFor;
  let start = measurements.length;
  while (start > 0 && (measurements[start - 1]?.at ?? from) >= from) start -= 1;
  const known = measurements.slice(start).filter(({ at, state }) => at <= now && state !== 'unknown');
  const rows = rowsOf(known);
  const heldSince = known.at(-1)?.state === 'up' ? passingSince(known) : (rows.at(-1)?.start ?? now);
  return { known, rows, heldSince };
}

/**
 * Whether a check has failed so often within the window, and neither state of it holds yet, that it may count as unstable
 * before it changes again.
 * @param measurements of one check, sorted by time; those after `now` are left out.
 */
export function isWavering(
  measurements: readonly Measurement[],
  { stableFor }: Pick<InstabilityPolicy, 'stableFor'>,
  now: Instant,
): boolean {
  const { rows, heldSince } = lookBack(measurements, stableFor, now);
  return rows.length >= MIN_ROWS && now - heldSince < stableFor;
}

/**
 * Whether a check is unstable at `now`: within four stability windows it has failed at least three times with passes
 * between, in at least four and a quarter of its measurements, and neither holds by now: no recovery nor failure has
 * lasted for `stableFor`. Undefined where it is not.
 * @param measurements of one check, sorted by time; those after `now` are left out.
 */
export function deriveInstability(
  measurements: readonly Measurement[],
  { confirmAfter, stableFor }: InstabilityPolicy,
  now: Instant,
): Instability | undefined {
  const { known, rows, heldSince } = lookBack(measurements, stableFor, now);
  const [first] = rows;
  if (first === undefined || rows.length < MIN_ROWS || now - heldSince >= stableFor) return undefined;
  const failing = rows.reduce((sum, { length }) => sum + length, 0);
  const measured = known.filter(({ at }) => at >= first.start).length;
  if (failing < Math.max(MIN_FAILURES, confirmAfter) || failing / measured < MIN_SHARE) return undefined;
  return { since: first.start, failures: rows.length, isDown: rows.some(({ isDown }) => isDown) };
}

/** First pass of the last row of passes. */
function passingSince(known: readonly Measurement[]): Instant {
  const failed = known.findLastIndex(({ state }) => state !== 'up');
  return known[failed + 1]?.at ?? -Infinity;
}
