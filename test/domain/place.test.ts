import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { allPlaces, type PlacedCheck, placesOf, runsIn, selectShard } from '../../src/domain/place.ts';

const CHECKS: PlacedCheck[] = [
  { id: 'web', location: ['fra', 'nyc'] },
  { id: 'api' },
  { id: 'mail', location: ['nyc'] },
  { id: 'db' },
];

describe('runsIn()', () => {
  test.each([
    [undefined, ['web', 'api', 'mail', 'db']],
    ['fra', ['web', 'api', 'db']],
    ['nyc', ['web', 'api', 'mail', 'db']],
    ['lon', ['api', 'db']],
  ])('in %s holds for %j', (place, ids) => {
    expect(CHECKS.filter((check) => runsIn(check, place)).map(({ id }) => id)).toEqual(ids);
  });
});

test('placesOf() is where a check says, else everywhere, else the one place without a name', () => {
  expect(allPlaces(CHECKS)).toEqual(['fra', 'nyc']);
  expect(placesOf({ id: 'mail', location: ['nyc'] }, ['fra', 'nyc'])).toEqual(['nyc']);
  expect(placesOf({ id: 'api' }, ['fra', 'nyc'])).toEqual(['fra', 'nyc']);
  expect(placesOf({ id: 'api' }, [])).toEqual(['']);
});

const checks = fc
  .uniqueArray(fc.stringMatching(/^[a-z0-9]{1,4}$/), { maxLength: 40 })
  .map((ids) => ids.map((id, index): PlacedCheck => (index % 3 === 0 ? { id, location: ['fra'] } : { id })));
const place = fc.constantFrom(undefined, 'fra', 'nyc');
const count = fc.integer({ min: 1, max: 9 });

describe('selectShard()', () => {
  const parts = (all: readonly PlacedCheck[], where: string | undefined, n: number): PlacedCheck[][] =>
    Array.from({ length: n }, (_, index) => selectShard(all, where, { index: index + 1, count: n }));

  test('gives every check that runs there to one part, and the parts differ by one at most', () => {
    fc.assert(
      fc.property(checks, place, count, (all, where, n) => {
        const found = parts(all, where, n);
        const here = all.filter((check) => runsIn(check, where));
        expect(new Set(found.flat())).toEqual(new Set(here));
        const sizes = found.map(({ length }) => length);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(here.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('does not depend on the order of status.yml', () => {
    fc.assert(
      fc.property(checks, place, count, (all, where, n) => {
        const ids = (found: PlacedCheck[]): string[] => found.map(({ id }) => id).sort();
        expect(parts(all.toReversed(), where, n).map(ids)).toEqual(parts(all, where, n).map(ids));
      }),
    );
  });

  test('leaves where it was what comes before a check that is added', () => {
    const all = ['b', 'd', 'f', 'h'].map((id) => ({ id }));
    const part = (of: { id: string }[]): string[] =>
      selectShard(of, undefined, { index: 1, count: 2 }).map(({ id }) => id);
    expect(part(all)).toEqual(['b', 'f']);
    expect(part([...all, { id: 'z' }])).toEqual(['b', 'f', 'z']);
  });
});
