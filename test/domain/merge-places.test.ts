import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { CheckOutcome, MeasurementState } from '../../src/domain/measurement.ts';
import { mergePlaces } from '../../src/domain/merge-places.ts';

const PLACES = ['fra', 'nyc', 'lon', 'syd', 'sao'];
const STATES = { u: 'up', g: 'degraded', d: 'down', '?': 'unknown', '-': undefined } as const;
type Sign = keyof typeof STATES;

function outcomeOf(state: MeasurementState, other: Partial<CheckOutcome> = {}): CheckOutcome {
  const down =
    state === 'down' ? { code: 'timeout', errorClass: 'timeout' as const, message: 'no answer in 10 s' } : {};
  const up = state === 'up' || state === 'degraded' ? { code: '200', ms: 40 } : {};
  return { check: 'api', state, ...down, ...up, ...other };
}

/** What places have seen, a letter each in the order of their names: up, degraded (g), down, unknown, or nothing (-). */
function merge(signs: string, quorum?: number, outcomes: readonly CheckOutcome[] = []): CheckOutcome {
  const places = PLACES.slice(0, signs.length);
  const seen = Array.from(signs).flatMap((sign, index) => {
    const state = STATES[sign as Sign];
    return state === undefined ? [] : [[places[index] ?? '', outcomes[index] ?? outcomeOf(state)] as const];
  });
  return mergePlaces({ check: 'api', places, quorum, seen: new Map(seen) });
}

describe('mergePlaces() decides the state', () => {
  test.each<[string, number | undefined, MeasurementState]>([
    // one place: what it has seen
    ['u', undefined, 'up'],
    ['g', undefined, 'degraded'],
    ['d', undefined, 'down'],
    ['?', undefined, 'unknown'],
    ['-', undefined, 'unknown'],
    // two places: more than half are both
    ['uu', undefined, 'up'],
    ['du', undefined, 'up'],
    ['dd', undefined, 'down'],
    ['d-', undefined, 'unknown'],
    ['d?', undefined, 'unknown'],
    ['u-', undefined, 'up'],
    ['--', undefined, 'unknown'],
    ['gu', undefined, 'up'],
    ['gg', undefined, 'degraded'],
    ['dg', undefined, 'degraded'],
    ['g-', undefined, 'unknown'],
    // three places: two
    ['duu', undefined, 'up'],
    ['ddu', undefined, 'down'],
    ['dd-', undefined, 'down'],
    ['du-', undefined, 'unknown'],
    ['uu-', undefined, 'up'],
    ['u--', undefined, 'unknown'],
    ['d--', undefined, 'unknown'],
    ['dgu', undefined, 'degraded'],
    ['ggu', undefined, 'degraded'],
    ['gu-', undefined, 'unknown'],
    ['guu', undefined, 'up'],
    ['ddg', undefined, 'down'],
    ['dgg', undefined, 'degraded'],
    // four places: three
    ['dduu', undefined, 'up'],
    ['dddu', undefined, 'down'],
    ['ddu-', undefined, 'unknown'],
    ['ddgu', undefined, 'degraded'],
    // as many as are asked for
    ['duu', 1, 'down'],
    ['guu', 1, 'degraded'],
    ['u-', 1, 'unknown'],
    ['ddu', 3, 'up'],
    ['dd-', 3, 'unknown'],
    ['ddd', 3, 'down'],
    ['u--', 3, 'up'],
  ])('%s with the quorum %s is %s', (signs, quorum, state) => {
    expect(merge(signs, quorum).state).toBe(state);
  });
});

describe('mergePlaces() tells', () => {
  test('what the only place has seen as it is', () => {
    const outcome = outcomeOf('down', { phases: { dns: 1 } });
    expect(merge('d', undefined, [outcome])).toEqual(outcome);
  });

  test('nothing more where all see it up', () => {
    expect(merge('uu')).toEqual({ check: 'api', state: 'up', code: '200', ms: 40 });
  });

  test('who has seen what where they differ', () => {
    expect(merge('du').message).toBe('down in fra: no answer in 10 s; up in nyc');
    expect(merge('ddu-').message).toBe(
      'down in fra and nyc: no answer in 10 s; unknown in syd: no shard has measured it; up in lon',
    );
    expect(merge('ug', undefined, [outcomeOf('up'), outcomeOf('degraded', { message: 'slow' })]).message).toBe(
      'degraded in nyc: slow; up in fra',
    );
  });

  test('of many different reasons the first', () => {
    const reasons = PLACES.map((place) => outcomeOf('down', { message: `reason of ${place}` }));
    expect(merge('ddddd', undefined, reasons).message).toBe(
      'down in fra: reason of fra; down in nyc: reason of nyc; down in lon: reason of lon; down in syd; down in sao',
    );
  });
});

describe('mergePlaces() takes', () => {
  const TIMEOUT = outcomeOf('down');
  const REFUSED = outcomeOf('down', { code: 'connect', errorClass: 'connect', phases: { dns: 2 } });
  const BUSY = outcomeOf('down', { code: '503', errorClass: 'http_5xx' });

  test.each<[string, CheckOutcome[], string]>([
    ['the class that most have', [TIMEOUT, BUSY, BUSY], 'http_5xx'],
    ['of two the one of the place that is named first', [REFUSED, BUSY], 'connect'],
    ['of as many different ones the one of the place that is named first', [BUSY, TIMEOUT, REFUSED], 'http_5xx'],
  ])('%s', (_, outcomes, errorClass) => {
    const merged = merge('d'.repeat(outcomes.length), undefined, outcomes);
    const source = outcomes.find((each) => each.errorClass === errorClass);
    expect(merged).toMatchObject({ state: 'down', errorClass, code: source?.code });
    expect(merged.phases).toEqual(source?.phases);
  });

  test('no class of a place that is outvoted', () => {
    expect(merge('duu')).toMatchObject({ state: 'up', code: '200' });
    expect(merge('duu').errorClass).toBeUndefined();
  });

  test('no code of what is slow for what is down', () => {
    expect(merge('dgg')).toMatchObject({ state: 'degraded', code: '200', errorClass: undefined });
  });

  test.each([
    [[40, 41, 900], 41],
    [[40, 50], 45],
    [[40, undefined, 60], 50],
    [[undefined, undefined], undefined],
  ])('the median of the times %j', (times, expected) => {
    const outcomes = times.map((ms) => outcomeOf('up', { ms }));
    expect(merge('u'.repeat(times.length), undefined, outcomes).ms).toBe(expected);
  });

  test('the time of those that have seen what was decided', () => {
    const outcomes = [
      outcomeOf('up', { ms: 40 }),
      outcomeOf('degraded', { ms: 900 }),
      outcomeOf('degraded', { ms: 800 }),
    ];
    expect(merge('ugg', undefined, outcomes)).toMatchObject({ state: 'degraded', ms: 850 });
    expect(merge('d?').ms).toBeUndefined();
  });
});

const sign = fc.constantFrom<Sign>('u', 'g', 'd', '?', '-');
const signs = fc.array(sign, { minLength: 2, maxLength: 5 });
const quorum = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });

describe('mergePlaces() for any places', () => {
  test('does not depend on the order in which they were heard of', () => {
    const kinds = fc.array(
      fc.record({ state: fc.constantFrom('up', 'down', 'degraded'), ms: fc.nat(900), code: fc.constantFrom('1', '2') }),
      { minLength: 2, maxLength: 5 },
    );
    fc.assert(
      fc.property(kinds, quorum, (seen, asked) => {
        const places = PLACES.slice(0, seen.length);
        const told = places.map((place, index) => {
          const { state = 'up', ...other } = seen[index] ?? {};
          return [place, outcomeOf(state as MeasurementState, other)] as const;
        });
        const from = (entries: typeof told): CheckOutcome =>
          mergePlaces({ check: 'api', places, quorum: asked, seen: new Map(entries) });
        expect(from(told.toReversed())).toEqual(from(told));
      }),
    );
  });

  test('is turned into unknown at most by one that is not heard of', () => {
    fc.assert(
      fc.property(signs, quorum, fc.nat(4), (all, asked, position) => {
        const missing = all.with(position % all.length, '-').join('');
        expect([merge(all.join(''), asked).state, 'unknown']).toContain(merge(missing, asked).state);
      }),
    );
  });

  test('is never down on fewer than the quorum', () => {
    fc.assert(
      fc.property(signs, quorum, (all, asked) => {
        const down = all.filter((each) => each === 'd').length;
        const needed = asked ?? Math.floor(all.length / 2) + 1;
        expect(merge(all.join(''), asked).state === 'down').toBe(down >= needed);
      }),
    );
  });

  test('gets no better by a place that sees it worse', () => {
    const rank = { up: 0, unknown: 1, degraded: 2, down: 3 } as const;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Sign>('u', 'g', 'd'), { minLength: 2, maxLength: 5 }),
        quorum,
        fc.nat(4),
        (all, asked, at) => {
          const worse = all.with(at % all.length, 'd').join('');
          expect(rank[merge(worse, asked).state]).toBeGreaterThanOrEqual(rank[merge(all.join(''), asked).state]);
        },
      ),
    );
  });
});
