/** What the bench found, as values and as a table. */
import { median } from './measure.ts';

export type Unit = 'ms' | 'B' | 'MB' | 'kB' | 'ratio' | 'count';

export interface Result {
  /** Which part of the bench: `checks`. */
  part: string;
  what: string;
  unit: Unit;
  /** The measured values, one a run. */
  values: number[];
  /** The least that the same work could take, measured in turn with it. */
  floor?: { what: string; values: number[] } | undefined;
  /**
   * What it must be and what it should be, at most, in the same unit; and what the floor took on the machine where that
   * was decided, so that another machine is judged in proportion.
   */
  target?: { must: number; goal?: number; floor?: number } | undefined;
  /** True for a value that was computed on from a measured one. */
  isProjected?: boolean | undefined;
}

function show(value: number, unit: Unit): string {
  if (unit === 'ms') return value >= 1_000 ? `${(value / 1_000).toFixed(2)} s` : `${Math.round(value)} ms`;
  if (unit === 'ratio') return `x ${value.toFixed(1)}`;
  if (unit === 'count') return value.toLocaleString('en');
  return `${value.toLocaleString('en', { maximumFractionDigits: unit === 'B' ? 0 : 1 })} ${unit}`;
}

/** What a target comes to on this machine, where its floor was measured on both. */
function inProportion({ floor, target }: Result): number | undefined {
  if (floor === undefined || target?.floor === undefined) return undefined;
  return (target.must * median(floor.values)) / target.floor;
}

function describeTarget(result: Result): string {
  const { values, unit, target } = result;
  if (target === undefined) return '';
  const found = median(values);
  const limit =
    target.goal === undefined ? show(target.must, unit) : `${show(target.must, unit)} (${show(target.goal, unit)})`;
  if (found > target.must) {
    const here = inProportion(result);
    if (here === undefined || target.floor === undefined) return `${limit} MISSED`;
    const scale = `${show(here, unit)} here, by a floor of ${show(target.floor, unit)} there`;
    return found > here ? `${limit} MISSED, also ${scale}` : `${limit} held in proportion: ${scale}`;
  }
  return target.goal !== undefined && found > target.goal ? `${limit} held, goal missed` : `${limit} held`;
}

function toCells(result: Result): string[] {
  const { part, what, unit, values, floor, isProjected } = result;
  const found = median(values);
  const range = values.length > 1 ? `${show(Math.min(...values), unit)}–${show(Math.max(...values), unit)}` : '';
  const least = floor === undefined ? undefined : median(floor.values);
  return [
    part,
    isProjected === true ? `${what} (projection)` : what,
    show(found, unit),
    range,
    floor === undefined || least === undefined ? '' : `${show(least, unit)} ${floor.what}`,
    least === undefined ? '' : show(found / least, 'ratio'),
    describeTarget(result),
  ];
}

const HEADING = ['part', 'what', 'median', 'range', 'floor in the same run', 'ratio', 'must (goal)'];

/** The results as a table of text, columns aligned. */
export function formatTable(results: readonly Result[]): string {
  const rows = [HEADING, ...results.map(toCells)];
  const widths = HEADING.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return lines.join('\n');
}

/** The results for programs: each with its median, and the ratio where there is a floor. */
export function toJson(results: readonly Result[]): unknown {
  return results.map((result) => {
    const found = median(result.values);
    return {
      ...result,
      median: found,
      ratio: result.floor === undefined ? undefined : found / median(result.floor.values),
      isMet: result.target === undefined ? undefined : found <= result.target.must,
      isMetInProportion:
        result.target === undefined ? undefined : found <= (inProportion(result) ?? result.target.must),
    };
  });
}
