/** The days of a component as a strip of lines. */
import type { SeriesState } from '../domain/series.ts';
import type { Day } from '../domain/uptime.ts';

/** Height of a strip in its own units; a day is one wide, and the style draws a line and a gap of it by dashes. */
export const STRIP_HEIGHT = 28;

/**
 * The middles of each state's lines; the style has their thickness. Quiet days are a low even row at the foot and the
 * worse a day, the higher it rises: what was wrong is seen without colour. Maintenance is a split line, no data a dot.
 */
const MIDDLES: Readonly<Record<SeriesState, readonly number[]>> = {
  operational: [23],
  degraded_performance: [20],
  partial_outage: [17],
  major_outage: [14],
  under_maintenance: [26, 20],
  no_data: [27],
};
const STATES: readonly SeriesState[] = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
  'no_data',
];

export interface StripPath {
  state: SeriesState;
  /** Path data: a horizontal line for each row of days in this state. */
  d: string;
}

/** A row of days, in places from the left; half-open. */
type Run = readonly [start: number, end: number];

/** Lines through the runs, each from where the one before ended: small numbers, as a page has thousands. */
function drawRuns(state: SeriesState, runs: readonly Run[]): string {
  const [[first, firstEnd] = [0, 0], ...others] = runs;
  let at = firstEnd;
  let rest = '';
  for (const [start, end] of others) {
    rest += `m${start - at} 0h${end - start}`;
    at = end;
  }
  return MIDDLES[state].map((y) => `M${first} ${y}h${firstEnd - first}${rest}`).join('');
}

/** Three days of each state, to tell what the lines mean. */
export function keyOfStrip(): StripPath[] {
  return STATES.map((state) => ({ state, d: drawRuns(state, [[0, 3]]) }));
}

/** The path of the days that a rule holds of; none where it holds of none. */
function drawWhere(state: SeriesState, days: readonly Day[], holds: (state: SeriesState) => boolean): StripPath[] {
  const runs: Run[] = [];
  for (let start = 0; start < days.length; start += 1) {
    let end = start;
    for (let day = days[end]; day !== undefined && holds(day.state); day = days[end]) end += 1;
    if (end > start) runs.push([start, end]);
    start = end;
  }
  return runs.length === 0 ? [] : [{ state, d: drawRuns(state, runs) }];
}

/** Whether a day's line covers that of a quiet day, which lies at the foot. */
function isTall(state: SeriesState): boolean {
  return state === 'degraded_performance' || state === 'partial_outage' || state === 'major_outage';
}

/**
 * One path a state that occurs. Outages are drawn over the line of quiet days, which then is a single run in nearly every
 * strip: what repeats from strip to strip costs the page no bytes.
 */
export function drawStrip(days: readonly Day[]): StripPath[] {
  return STATES.flatMap((state) =>
    state === 'operational'
      ? drawWhere(state, days, (each) => each === state || isTall(each))
      : drawWhere(state, days, (each) => each === state),
  );
}
