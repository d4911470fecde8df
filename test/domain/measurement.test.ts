import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  addRun,
  groupRuns,
  joinRuns,
  type Measurement,
  type MeasurementState,
  type NewRun,
  type Runs,
  sliceRuns,
} from '../../src/domain/measurement.ts';
import { at } from '../support/builders.ts';
import { plain } from '../support/measured.ts';

const TEN = at('2026-11-20T10:00:00Z');
const NOTHING: Runs = { byCheck: new Map(), times: new Set() };

function runOf(time: number, state: MeasurementState, overrides: Partial<NewRun> = {}): NewRun {
  return { at: time, results: [{ check: 'api', state, ms: 41 }], isNamed: false, ...overrides };
}

function listOf({ byCheck }: Runs): Measurement[] {
  return [...byCheck.values()].flat();
}

/** Whole seconds after ten o'clock and the state of each measurement of a check. */
function told(runs: Runs): string[] {
  return listOf(runs).map(({ at: time, state }) => `${(time - TEN) / 1_000} ${state}`);
}

describe('addRun()', () => {
  test('gives a run whose second is taken the next free one, also one with the same answers', () => {
    const one = addRun(NOTHING, runOf(TEN, 'up'));
    const two = addRun(one.all, runOf(TEN, 'up'));
    const three = addRun(two.all, runOf(TEN, 'down'));
    expect([one, two, three].map((added) => (added.at - TEN) / 1_000)).toEqual([0, 1, 2]);
    expect(told(three.all)).toEqual(['0 up', '1 up', '2 down']);
    expect([...three.all.times]).toEqual([TEN, TEN + 1_000, TEN + 2_000]);
    expect(three.measurements).toEqual([{ check: 'api', at: TEN + 2_000, state: 'down', code: undefined, ms: 41 }]);
  });

  test('adds nothing for the same run of the same name again, also where it had to move', () => {
    const one = addRun(NOTHING, runOf(TEN, 'up', { isNamed: true }));
    const { all } = addRun(one.all, runOf(TEN, 'down', { isNamed: true }));
    const slower = [{ check: 'api', state: 'down' as const, ms: 900 }];
    const again = addRun(all, runOf(TEN, 'down', { isNamed: true, results: slower }));
    expect(again).toMatchObject({ at: TEN + 1_000, isRepeated: true, measurements: [{ ms: 41 }] });
    expect(again.all).toBe(all);
    expect(addRun(all, runOf(TEN, 'up', { isNamed: true }))).toMatchObject({ at: TEN, isRepeated: true });
  });

  test('takes a run of other checks in the same second for another run', () => {
    const { all } = addRun(NOTHING, runOf(TEN, 'up', { isNamed: true }));
    const results = [
      { check: 'api', state: 'up' as const },
      { check: 'web', state: 'up' as const },
    ];
    expect(addRun(all, { at: TEN, results, isNamed: true })).toMatchObject({ at: TEN + 1_000, isRepeated: false });
  });

  test('puts a run that was overtaken in its place', () => {
    const { all } = addRun(addRun(NOTHING, runOf(TEN + 3_000, 'up')).all, runOf(TEN, 'down'));
    expect(told(all)).toEqual(['0 down', '3 up']);
  });

  test('adds nothing where nothing was measured', () => {
    expect(addRun(NOTHING, { at: TEN, results: [], isNamed: false })).toMatchObject({ at: TEN, all: NOTHING });
  });

  test('keeps every run in any order of adding them, at the same times where no two share a second', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { maxLength: 8 }), (seconds) => {
        const runs = seconds.map((time, index) => ({ time: TEN + time * 1_000, ms: index }));
        const add = (all: Runs, { time, ms }: { time: number; ms: number }): Runs =>
          addRun(all, { at: time, results: [{ check: 'api', state: 'up', ms }], isNamed: false }).all;
        const forth = runs.reduce(add, NOTHING);
        const back = runs.toReversed().reduce(add, NOTHING);
        const kept = (all: Runs): unknown[] =>
          listOf(all)
            .map(({ ms }) => ms)
            .sort();
        expect(kept(forth)).toEqual(runs.map(({ ms }) => ms));
        expect(kept(back)).toEqual(kept(forth));
        expect(listOf(back).map((one) => one.at)).toEqual(listOf(forth).map((one) => one.at));
        if (new Set(seconds).size === seconds.length) expect(back).toEqual(forth);
      }),
    );
  });
});

describe('runs', () => {
  const check = fc.constantFrom('api', 'mail', 'web');
  const measurement = fc.record({
    check,
    at: fc.nat(40).map((n) => TEN + n * 1_000),
    state: fc.constant('up' as const),
  });
  const measurements = fc.uniqueArray(measurement, { selector: (one) => `${one.check} ${one.at}` });

  test('joined are those that slicing took apart', () => {
    fc.assert(
      fc.property(measurements, fc.nat(40), (all, second) => {
        const [runs, middle] = [groupRuns(all), TEN + second * 1_000];
        const parts = [sliceRuns(runs, -Infinity, middle), sliceRuns(runs, middle, Infinity)];
        expect(plain(joinRuns(parts))).toEqual(runs);
        expect(parts.map((part) => listOf(part).length)).toEqual([
          all.filter((one) => one.at < middle).length,
          all.filter((one) => one.at >= middle).length,
        ]);
      }),
    );
  });

  test('grouped are the same in any order, and of two at one time the last counts', () => {
    fc.assert(
      fc.property(measurements, (all) => {
        expect(groupRuns(all.toReversed())).toEqual(groupRuns(all));
      }),
    );
    const twice = [41, 43].map((ms) => ({ check: 'api', at: TEN, state: 'up' as const, ms }));
    expect(listOf(groupRuns(twice)).map(({ ms }) => ms)).toEqual([43]);
  });
});
