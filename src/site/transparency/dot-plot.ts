/** Lengths of time as dots on a line, the longer the further right, each power of ten as wide as the one before. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Where ticks may stand, those first that are to stand if there is room. */
const TICKS_MS = [
  ...[MINUTE_MS, HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS, 365 * DAY_MS],
  ...[10 * MINUTE_MS, 4 * HOUR_MS, 90 * DAY_MS, 3 * MINUTE_MS, 30 * MINUTE_MS],
];
/** Room for the words of one, as a share of the line on the narrowest screen. */
const TICK_ROOM = 0.18;
/** Room for a dot there. */
const DOT_ROOM = 0.026;
/** As many dots are drawn; of more, each stands for several. */
const MOST_DOTS = 1_000;

export interface Tick {
  ms: number;
  /** Share of the line. */
  x: number;
}

export interface TimeAxis {
  ticks: Tick[];
  /** Where a length of time stands, as a share of the line; what is shorter than a minute stands at its beginning. */
  place(ms: number): number;
}

/** A line from a minute to a day, or as far as the longest that is to stand on it. */
export function timeAxis(longestMs: number): TimeAxis {
  const end = Math.max(DAY_MS, longestMs);
  const place = (ms: number): number => Math.log(Math.max(MINUTE_MS, ms) / MINUTE_MS) / Math.log(end / MINUTE_MS);
  const ticks: Tick[] = [];
  for (const ms of TICKS_MS.filter((each) => each <= end)) {
    const x = place(ms);
    if (ticks.every((tick) => Math.abs(tick.x - x) >= TICK_ROOM)) ticks.push({ ms, x });
  }
  return { ticks: ticks.sort((a, b) => a.ms - b.ms), place };
}

export interface Dot<T> {
  item: T;
  /** Share of the line. */
  x: number;
  /** How many dots it lies above the line, from 0 on. */
  level: number;
}

/** Puts each length of time at its place and as low as it does not lie on another. `items` are sorted by it. */
export function placeDots<T>(items: readonly T[], place: (item: T) => number): Dot<T>[] {
  const ends: number[] = [];
  return items.map((item) => {
    const x = place(item);
    const free = ends.findIndex((end) => end <= x);
    const level = free === -1 ? ends.length : free;
    ends[level] = x + DOT_ROOM;
    return { item, x, level };
  });
}

/** How many of so many each dot stands for, so that no more are drawn than a page can bear. */
export function countEach(count: number): number {
  return Math.max(1, Math.ceil(count / MOST_DOTS));
}

/** Dots of a kind under a label; without one there is but this row. */
export interface PlotRow<T> {
  label?: string | undefined;
  /** Sorted by their length of time. */
  items: readonly T[];
}

export interface DrawnRow<T> {
  label: string | undefined;
  /** Where the label stands, and the line that the dots lie on; from the top, in rem. */
  labelAt: number;
  base: number;
  dots: Dot<T>[];
}

export interface Plot<T> {
  axis: TimeAxis;
  rows: DrawnRow<T>[];
  /** Where the axis lies, from the top, in rem. */
  bottom: number;
  /** How many each dot stands for. */
  each: number;
}

/** How much a dot needs, a label, and what stands between two rows; in rem. */
export const DOT_REM = 0.62;
const LABEL_REM = 1.6;
const BETWEEN_REM = 0.9;
const TOP_REM = 0.4;

/** Lays out the rows, one below the other on one axis. */
export function layOutPlot<T extends { ms: number }>(rows: readonly PlotRow<T>[]): Plot<T> {
  const all = rows.flatMap(({ items }) => items);
  const each = countEach(all.length);
  const axis = timeAxis(all.reduce((longest, { ms }) => Math.max(longest, ms), 0));
  let top = TOP_REM;
  const drawn = rows.map(({ label, items }) => {
    const few = items.filter((_, index) => index % each === 0);
    const dots = placeDots(few, ({ ms }) => axis.place(ms));
    const levels = dots.reduce((most, { level }) => Math.max(most, level + 1), 1);
    const labelAt = top + 1;
    const base = top + (label === undefined ? 0 : LABEL_REM) + levels * DOT_REM;
    top = base + BETWEEN_REM;
    return { label, labelAt, base, dots };
  });
  return { axis, rows: drawn, bottom: (drawn.at(-1)?.base ?? 0) + TOP_REM, each };
}

/** Which side of its place a text is on: those at the ends of the line stay within it. */
export function sideOf(x: number): 'first' | 'last' | undefined {
  if (x < 0.05) return 'first';
  return x > 0.95 ? 'last' : undefined;
}
