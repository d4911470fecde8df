/** Which machine carries out which checks: by where it stands, and by its part of the work. */
import type { Shard } from '../schema/shard.ts';
import { compareText } from './compare-text.ts';

/** A check as far as it matters where it runs. */
export interface PlacedCheck {
  id: string;
  location?: readonly string[] | undefined;
}

/** Every place that a check names, each once, in the order of the checks. */
export function allPlaces(checks: readonly PlacedCheck[]): string[] {
  return [...new Set(checks.flatMap(({ location = [] }) => location))];
}

/**
 * Where a check is to run: in the places that it names, else in all that there are. Where no check names any there is
 * the one place that has no name.
 */
export function placesOf({ location }: PlacedCheck, all: readonly string[]): readonly string[] {
  return location ?? (all.length === 0 ? [''] : all);
}

/** Whether a machine carries a check out: one that stands nowhere in particular carries out all of them. */
export function runsIn({ location }: PlacedCheck, place: string | undefined): boolean {
  return place === undefined || location === undefined || location.includes(place);
}

/**
 * The checks that a machine carries out as its part, in their order. By their place among the sorted ids, so that the
 * parts are even and every machine that has the same checks comes to the same parts by itself.
 */
export function selectShard<C extends PlacedCheck>(
  checks: readonly C[],
  place: string | undefined,
  { index, count }: Shard,
): C[] {
  const here = checks.filter((check) => runsIn(check, place));
  const sorted = here.map(({ id }) => id).sort(compareText);
  const part = new Set(sorted.filter((_, position) => position % count === index - 1));
  return here.filter(({ id }) => part.has(id));
}
