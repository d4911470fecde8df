import { expect, test } from 'vitest';

import { compareIncidents, differenceOf } from '../../../src/app/replay/compare.ts';
import type { ReplayedIncident } from '../../../src/app/replay/replay.ts';

/** An incident of a component from one minute to another, open without the second. */
function incident(component: string, startedAt: number, resolvedAt?: number): ReplayedIncident {
  const id = `${component}-${startedAt}`;
  const names = { components: [component], checks: [component] };
  return { id, category: 'undetermined', startedAt, openedAt: startedAt, resolvedAt, ...names };
}

test('compareIncidents() pairs what is about the same failure, ordered by start', () => {
  const current = [incident('web', 10, 20), incident('web', 30, 40), incident('api', 35, 50), incident('mail', 60)];
  const other = [incident('mail', 5, 8), incident('web', 10, 40), incident('api', 35, 50), incident('mail', 61)];
  const told = compareIncidents(current, other).map((pair) => [differenceOf(pair), pair.current?.id, pair.other?.id]);
  expect(told).toEqual([
    ['only-other', undefined, 'mail-5'],
    ['differs', 'web-10', 'web-10'],
    ['only-current', 'web-30', undefined],
    ['same', 'api-35', 'api-35'],
    ['differs', 'mail-60', 'mail-61'],
  ]);
});

test('differenceOf() does not look at ids, nor at the order of names', () => {
  const current = { ...incident('web', 10, 20), checks: ['a', 'b'] };
  expect(differenceOf({ current, other: { ...current, id: 'web-2', checks: ['b', 'a'] } })).toBe('same');
  expect(differenceOf({ current, other: { ...current, category: 'upstream' } })).toBe('differs');
});
