import { showDuration } from '../../checks/visible-text.ts';
import { showReceived } from '../../schema/problems.ts';

/** A figure in words, by the keys that lead to it; undefined where there is none. What is nested is only counted. */
export function showFigure(value: unknown, path: readonly string[]): string | undefined {
  if (value === undefined) return undefined;
  // Not in words: "nothing" is said of what is not there at all.
  if (value === null) return 'null';
  if (typeof value === 'object') {
    const count = Object.keys(value).length;
    return `${count} ${count === 1 ? 'figure' : 'figures'}`;
  }
  const key = path.at(-1) ?? '';
  const isTime = key.endsWith('Ms') || path.at(-2) === 'affectedMs';
  if (typeof value !== 'number' || !Number.isFinite(value)) return showReceived(value);
  if (isTime && value >= 0) return `${showDuration(value)} (${value})`;
  return key === 'ratio' ? `${Number((value * 100).toFixed(4))} % (${value})` : String(value);
}
