import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { MEASUREMENT_STATES, type Measurement } from '../../src/domain/measurement.ts';
import { packMeasurements, viewMeasurements } from '../../src/domain/packed-measurements.ts';

const measurement = fc.record({
  check: fc.constant('api'),
  at: fc.integer({ min: 0, max: 8.64e15 }),
  state: fc.constantFrom(...MEASUREMENT_STATES),
  code: fc.option(fc.string(), { nil: undefined }),
  ms: fc.option(fc.oneof(fc.nat(), fc.double({ min: 0, noNaN: true })), { nil: undefined }),
});

describe('packMeasurements()', () => {
  test('gives back what it was given, as often as it is asked', () => {
    fc.assert(
      fc.property(fc.array(measurement, { minLength: 1 }), (measurements) => {
        const packed = packMeasurements([['api', measurements]]);
        expect(packed.get('api')).toEqual(measurements);
        expect([...packed]).toEqual([['api', measurements]]);
      }),
    );
  });

  test('tells states and codes apart that read the same together', () => {
    const of = (state: Measurement['state'], code?: string): Measurement => ({ check: 'api', at: 0, state, code });
    const all = [of('up'), of('up', ''), of('up', 'down'), of('down', 'up'), of('down')];
    expect(packMeasurements([['api', all]]).get('api')).toEqual(all);
  });

  test('leaves what a rolled-up day says as it is', () => {
    const rolled: Measurement = {
      check: 'api',
      at: 0,
      state: 'up',
      stretch: { last: 9, count: 3, dayTimes: undefined },
    };
    expect(packMeasurements([['api', [rolled]]]).get('api')).toEqual([rolled]);
  });

  test('takes one check after the other', () => {
    const held: string[] = [];
    function* read(): Generator<[string, Measurement[]]> {
      for (const check of ['a', 'b']) {
        held.push(`made ${check}`);
        yield [check, [{ check, at: 0, state: 'up' }]];
        held.push(`packed ${check}`);
      }
    }
    packMeasurements(read());
    expect(held).toEqual(['made a', 'packed a', 'made b', 'packed b']);
  });
});

describe('viewMeasurements()', () => {
  const view = viewMeasurements(['b', 'a', 'b'], (check) => [{ check, at: 0, state: 'up' }]);

  test('is a map of the checks that it was given, in their order', () => {
    expect(view.size).toBe(2);
    expect([...view.keys()]).toEqual(['b', 'a']);
    expect([...view.values()].flat().map(({ check }) => check)).toEqual(['b', 'a']);
    const visited: string[] = [];
    view.forEach((_, check) => visited.push(check));
    expect(visited).toEqual(['b', 'a']);
  });

  test('has nothing of another check', () => {
    expect(view.has('c')).toBe(false);
    expect(view.get('c')).toBeUndefined();
  });
});
