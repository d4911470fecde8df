import leven from 'leven';

import { isId } from '../schema/component.ts';

/** Edits up to which a word of this length counts as a near miss of another. */
function tolerance(word: string): number {
  return word.length <= 3 ? 1 : 2;
}

/** The candidate that a person most likely meant, undefined where none is near. Case does not matter. */
export function nearest<T extends string>(word: string, candidates: Iterable<T>): T | undefined {
  const lower = word.toLowerCase();
  let best: { candidate: T; distance: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - lower.length) > tolerance(lower)) continue;
    const distance = leven(lower, candidate.toLowerCase());
    if (distance <= tolerance(lower) && (best === undefined || distance < best.distance))
      best = { candidate, distance };
  }
  return best?.candidate;
}

/** The only candidate that a word of some letters begins: `partial` begins `partial_outage`. */
function begun(word: string, candidates: readonly string[]): string | undefined {
  if (word.length < 3) return undefined;
  const found = candidates.filter((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase()));
  return found.length === 1 ? found[0] : undefined;
}

/** What people in a hurry call a status, an impact or a category. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ...['down', 'outage', 'broken', 'dead', 'offline'].map((word) => [word, 'major_outage'] as const),
  ...['slow', 'slowness', 'latency'].map((word) => [word, 'degraded_performance'] as const),
  ...['ok', 'up', 'fine', 'works', 'online', 'resolved'].map((word) => [word, 'operational'] as const),
  ...['maintenance', 'planned'].map((word) => [word, 'under_maintenance'] as const),
  ...['big', 'high'].map((word) => [word, 'major'] as const),
  ...['low', 'small'].map((word) => [word, 'minor'] as const),
  ...['severe', 'total', 'full'].map((word) => [word, 'critical'] as const),
  ...['unknown', 'unclear'].map((word) => [word, 'undetermined'] as const),
  ...['ours', 'own', 'us'].map((word) => [word, 'internal'] as const),
  ...['provider', 'external', 'vendor'].map((word) => [word, 'upstream'] as const),
]);

/** `Did you mean "api"?`, or undefined where nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const words = [...candidates];
  const other = OTHER_WORDS.get(word.toLowerCase());
  const candidate =
    (other !== undefined && words.includes(other) ? other : undefined) ?? nearest(word, words) ?? begun(word, words);
  return candidate === undefined ? undefined : `Did you mean "${candidate}"?`;
}

/** The id that a text was most likely meant to be; undefined where nothing of it can stand in one. */
export function nearestId(written: string): string | undefined {
  const id = written
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-/, '');
  return isId(id) && id.length <= 100 ? id : undefined;
}
