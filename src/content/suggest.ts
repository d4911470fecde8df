import leven from 'leven';

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

/** `Did you mean "api"?`, or undefined where nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? undefined : `Did you mean "${candidate}"?`;
}
