import { describe, expect, test } from 'vitest';

import { groupByStart } from '../../../src/domain/triage/burst-window.ts';
import { at } from '../../support/builders.ts';

const START = at('2026-11-20T10:00:00Z');
const MINUTE_MS = 60_000;
const HOLD_MS = 30 * MINUTE_MS;

/** Failures of checks by the minute in which they began, all measured at the same minutes. */
function group(begun: Record<string, number>, measured: readonly number[], confirmAfter = 2): string[] {
  const measurements = new Map(
    Object.keys(begun).map((check) => [
      check,
      measured.map((minute) => ({ check, at: START + minute * MINUTE_MS, state: 'down' as const })),
    ]),
  );
  const failures = Object.entries(begun).map(([check, minute]) => ({ check, since: START + minute * MINUTE_MS }));
  const groups = groupByStart(failures, { measurements, policy: { confirmAfter, holdFor: HOLD_MS } });
  return groups.map((checks) => checks.map(({ check }) => check).join(' '));
}

describe('groupByStart()', () => {
  const RUNS = [0, 5, 10, 15, 20, 25, 30];

  test.each<[Record<string, number>, number, string[]]>([
    [{ a: 0, b: 0 }, 1, ['a b']],
    [{ a: 0, b: 5, c: 15 }, 1, ['a b', 'c']],
    [{ a: 0, b: 15, c: 30 }, 2, ['a b c']],
    [{ a: 0, b: 20 }, 2, ['a', 'b']],
    [{ a: 0, b: 25 }, 3, ['a b']],
    [{ a: 0, b: 30 }, 3, ['a', 'b']],
  ])('%j with a confirmAfter of %i', (begun, confirmAfter, expected) => {
    expect(group(begun, RUNS, confirmAfter)).toEqual(expected);
  });

  test('counts runs and not minutes', () => {
    expect(group({ a: 0, b: 45 }, [0, 15, 30, 45])).toEqual(['a b']);
    expect(group({ a: 0, b: 4 }, [0, 1, 2, 3, 4])).toEqual(['a', 'b']);
  });

  test('counts no run that could not be believed', () => {
    const states = ['down', 'unknown', 'unknown', 'unknown', 'unknown', 'down', 'down'] as const;
    const measured = (check: string) =>
      states.map((state, run) => ({
        check,
        at: START + run * 5 * MINUTE_MS,
        state,
        code: state === 'unknown' ? 'blind' : '503',
      }));
    const measurements = new Map(['a', 'b'].map((check) => [check, measured(check)]));
    const failures = [
      { check: 'a', since: START },
      { check: 'b', since: START + 25 * MINUTE_MS },
    ];
    expect(groupByStart(failures, { measurements, policy: { confirmAfter: 2, holdFor: HOLD_MS } })).toHaveLength(1);
  });

  test('a silence beyond what the runs between could have bridged parts them', () => {
    expect(group({ a: 0, b: 91 }, [0, 91])).toEqual(['a', 'b']);
  });

  test('counts no run in which the later one was not measured, as where others alone are probed again', () => {
    const measured = (check: string, minutes: readonly number[]) =>
      minutes.map((minute) => ({ check, at: START + minute * MINUTE_MS, state: 'down' as const }));
    const measurements = new Map([
      ['a', measured('a', [0, 1, 5, 6, 10, 11, 15])],
      ['b', measured('b', [0, 5, 10, 15])],
    ]);
    const failures = [
      { check: 'a', since: START },
      { check: 'b', since: START + 15 * MINUTE_MS },
    ];
    expect(groupByStart(failures, { measurements, policy: { confirmAfter: 2, holdFor: HOLD_MS } })).toHaveLength(1);
  });
});
