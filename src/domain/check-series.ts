/** What the measurements of one check say: rows of failures and passes, and the states that follow from them. */
import type { Instant } from '../schema/timestamp.ts';
import { intersect, type Interval } from './interval.ts';
import { countAnswers, lastAnswerAt, type Measurement } from './measurement.ts';

export type CheckState = 'up' | 'degraded' | 'down' | 'no_data';

export interface CheckPolicy {
  /** Failing measurements in a row after which a failure is believed, at least 1. */
  confirmAfter: number;
  /** Milliseconds that a measurement holds when none follows; a longer silence also breaks a row. */
  holdFor: number;
}

/** A stretch of time in which a check was in one state. */
export interface CheckSegment extends Interval {
  state: CheckState;
}

/**
 * The failures or passes in a row that a check is in. A failure is any result but `up`: `degraded` belongs to a row of
 * failures although the service did answer, and counts as up until that row is confirmed. `unknown` measurements are no
 * part of a row, and neither break nor lengthen it.
 */
export interface CheckRow {
  /** `none` without a known measurement, or when the last one is older than `holdFor`. */
  kind: 'passing' | 'failing' | 'none';
  /** Members of the row, to be held against `confirmAfter` or `recoverAfter`; 0 for `none`. */
  count: number;
  /** Time of the row's first measurement: when the failure or the recovery began. Undefined for `none`. */
  since: Instant | undefined;
  /** Whether the row is one of at least `confirmAfter` failures. */
  confirmed: boolean;
  /**
   * The check's state at `now`: `down` and `degraded` are confirmed. While a failure awaits confirmation `down` is
   * `no_data`, and `degraded` is `up`, because the service did answer.
   */
  state: CheckState;
  /** The latest known measurement up to `now`, however old. */
  last: Measurement | undefined;
}

/** What of a measurement decides on rows. */
type Answer = Pick<Measurement, 'at' | 'state' | 'stretch'>;

/**
 * What each failure of a row counts as. A row shorter than `confirmAfter` is not believed: `down` is no data, and
 * `degraded` counts as up, because the service did answer. In a longer one, `down` needs as many in a row itself; every other member counts as degraded.
 */
function judgeFailures(row: readonly Answer[], confirmAfter: number): CheckState[] {
  if (countAnswers(row) < confirmAfter) return row.map(({ state }) => (state === 'down' ? 'no_data' : 'up'));
  const judged: CheckState[] = row.map(() => 'degraded');
  let firstDown = 0;
  let length = 0;
  for (const [index, { state, stretch }] of row.entries()) {
    const before = length;
    length = state === 'down' ? before + (stretch?.count ?? 1) : 0;
    if (state !== 'down') firstDown = index + 1;
    else if (before >= confirmAfter) judged[index] = 'down';
    else if (length >= confirmAfter) judged.fill('down', firstDown, index + 1);
  }
  return judged;
}

function isSameRow(earlier: Answer, later: Answer, holdFor: number): boolean {
  return (earlier.state === 'up') === (later.state === 'up') && later.at - lastAnswerAt(earlier) <= holdFor;
}

/** What each measurement counts as, in the same order. */
function judgeMeasurements(measurements: readonly Measurement[], policy: CheckPolicy): CheckState[] {
  const judged: CheckState[] = measurements.map(({ state }) => (state === 'up' ? 'up' : 'no_data'));
  let failures: (Answer & { place: number })[] = [];
  const closeRow = (): void => {
    const states = judgeFailures(failures, policy.confirmAfter);
    failures.forEach(({ place }, index) => (judged[place] = states[index] ?? 'no_data'));
    failures = [];
  };
  measurements.forEach(({ at, state, stretch }, place) => {
    const previous = failures.at(-1);
    if (state === 'unknown') return;
    if (previous !== undefined && !isSameRow(previous, { at, state }, policy.holdFor)) closeRow();
    if (state !== 'up') failures.push({ at, state, stretch, place });
  });
  closeRow();
  return judged;
}

/** How many of the measurements, sorted by time, were taken up to `now`. */
function countUpTo(measurements: readonly Measurement[], now: Instant): number {
  let low = 0;
  let high = measurements.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((measurements[middle]?.at ?? Infinity) <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the latest known measurement before `end`; -1 where there is none. */
function lastKnown(measurements: readonly Measurement[], end: number): number {
  let index = end - 1;
  while (measurements[index]?.state === 'unknown') index -= 1;
  return index;
}

/** A row of failures by its places among the measurements of its check. */
interface Row {
  start: number;
  last: number;
  /** How many answers it has. */
  count: number;
  confirmAfter: number;
}

/** Where the row begins that ends with the measurement at `last`, and how many answers it has. */
function findRow(
  measurements: readonly Measurement[],
  last: number,
  holdFor: number,
): { start: number; count: number } {
  let start = last;
  let first = measurements[last];
  let count = first?.stretch?.count ?? 1;
  for (let index = last - 1; index >= 0; index -= 1) {
    const earlier = measurements[index];
    if (earlier === undefined || earlier.state === 'unknown') continue;
    if (first !== undefined && !isSameRow(earlier, first, holdFor)) break;
    first = earlier;
    start = index;
    count += earlier.stretch?.count ?? 1;
  }
  return { start, count };
}

/** What the last of a row of failures counts as, as {@link judgeFailures} would say: it looks no further back than it has to. */
function judgeLast(measurements: readonly Measurement[], { start, last, count, confirmAfter }: Row): CheckState {
  const isDown = measurements[last]?.state === 'down';
  if (count < confirmAfter) return isDown ? 'no_data' : 'up';
  let length = 0;
  for (let index = last; index >= start && length < confirmAfter; index -= 1) {
    const { state, stretch } = measurements[index] ?? { state: 'unknown' };
    if (state === 'degraded') return 'degraded';
    if (state === 'down') length += stretch?.count ?? 1;
  }
  return length >= confirmAfter ? 'down' : 'degraded';
}

/**
 * The row of failures or passes that a check is in at `now`.
 * @param measurements of one check, sorted by time; those after `now` are left out.
 */
export function deriveCheckRow(measurements: readonly Measurement[], policy: CheckPolicy, now: Instant): CheckRow {
  const end = countUpTo(measurements, now);
  const lastIndex = lastKnown(measurements, end);
  const last = measurements[lastIndex];
  if (last === undefined || now - lastAnswerAt(last) > policy.holdFor) {
    const nothing = { kind: 'none', count: 0, since: undefined } as const;
    return { ...nothing, confirmed: false, state: 'no_data', last };
  }
  const { start, count } = findRow(measurements, lastIndex, policy.holdFor);
  const passing = last.state === 'up';
  const { confirmAfter } = policy;
  const judge = (): CheckState =>
    passing ? 'up' : judgeLast(measurements, { start, last: lastIndex, count, confirmAfter });
  const holds = lastIndex === end - 1 && now - lastAnswerAt(last) < policy.holdFor;
  return {
    kind: passing ? 'passing' : 'failing',
    count,
    since: measurements[start]?.at,
    confirmed: !passing && count >= confirmAfter,
    state: holds ? judge() : 'no_data',
    last,
  };
}

/**
 * The states of a check from its first measurement up to `until`, contiguous, neighbours of one state merged. A
 * measurement holds until the check's next, at most `holdFor`, then no data.
 * @param measurements of one check, sorted by time; those from `until` on are left out.
 */
export function deriveCheckSeries(
  measurements: readonly Measurement[],
  policy: CheckPolicy,
  until: Instant,
): CheckSegment[] {
  const taken = measurements.slice(0, countUpTo(measurements, until - 1));
  const judged = judgeMeasurements(taken, policy);
  const segments: CheckSegment[] = [];
  let last: CheckSegment | undefined;
  // Like `extendTrack`, but makes no object for the many measurements that only go on with what was.
  const extend = (start: Instant, end: Instant, state: CheckState): void => {
    if (end <= start) return;
    if (last?.state === state) last.end = end;
    else segments.push((last = { start, end, state }));
  };
  taken.forEach((measurement, index) => {
    const { at } = measurement;
    const next = taken[index + 1]?.at ?? until;
    const held = Math.min(next, lastAnswerAt(measurement) + policy.holdFor);
    extend(at, held, judged[index] ?? 'no_data');
    extend(held, next, 'no_data');
  });
  return segments;
}

/** The part of a check's states that lies in a window. */
export function cutCheckSeries(segments: readonly CheckSegment[], window: Interval): CheckSegment[] {
  return segments.flatMap((segment) => {
    const within = intersect(segment, window);
    return within === undefined ? [] : [{ ...within, state: segment.state }];
  });
}
