/** The incidents of two policies side by side. */
import type { ReplayedIncident } from './replay.ts';

/** What became of the same failure under each policy; one side is missing where it opens nothing there. */
export interface ComparedIncidents {
  current: ReplayedIncident | undefined;
  other: ReplayedIncident | undefined;
}

function isSharing(a: readonly string[], b: readonly string[]): boolean {
  return a.some((name) => b.includes(name));
}

/** For how long both were open at once, in milliseconds; negative where they were not. */
function overlap(a: ReplayedIncident, b: ReplayedIncident): number {
  const start = Math.max(a.startedAt, b.startedAt);
  return Math.min(a.resolvedAt ?? Infinity, b.resolvedAt ?? Infinity) - start;
}

/** Of those that are about one of the same components at the same time, the one that began nearest. */
function findCounterpart(incident: ReplayedIncident, others: Iterable<ReplayedIncident>): ReplayedIncident | undefined {
  let best: ReplayedIncident | undefined;
  const distance = (other: ReplayedIncident): number => Math.abs(other.startedAt - incident.startedAt);
  for (const other of others) {
    if (overlap(incident, other) < 0 || !isSharing(incident.components, other.components)) continue;
    if (best === undefined || distance(other) < distance(best)) best = other;
  }
  return best;
}

/**
 * Pairs each incident of one policy with the other policy's incident of the same failure. One that was split in two, or
 * opened once more, is paired with the nearest and its other part stands alone. Ordered by start.
 */
export function compareIncidents(
  current: readonly ReplayedIncident[],
  others: readonly ReplayedIncident[],
): ComparedIncidents[] {
  const left = new Set(others);
  const compared: ComparedIncidents[] = current.map((incident) => {
    const other = findCounterpart(incident, left);
    if (other !== undefined) left.delete(other);
    return { current: incident, other };
  });
  const all = [...compared, ...[...left].map((other) => ({ current: undefined, other }))];
  const start = (pair: ComparedIncidents): number => (pair.current ?? pair.other)?.startedAt ?? 0;
  return all.sort((a, b) => start(a) - start(b));
}

export type Difference = 'same' | 'differs' | 'only-current' | 'only-other';

/** In what a pair differs. The id says nothing: it only counts the incidents of a day. */
export function differenceOf({ current, other }: ComparedIncidents): Difference {
  if (other === undefined) return 'only-current';
  if (current === undefined) return 'only-other';
  const told = ({ startedAt, resolvedAt, category, checks, components }: ReplayedIncident): string =>
    JSON.stringify([startedAt, resolvedAt, category, [...checks].sort(), [...components].sort()]);
  return told(current) === told(other) ? 'same' : 'differs';
}
