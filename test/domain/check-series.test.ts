import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type CheckSegment, deriveCheckRow, deriveCheckSeries } from '../../src/domain/check-series.ts';
import type { Measurement } from '../../src/domain/measurement.ts';
import { letterTime, measured, MINUTE, T0 } from '../support/measured.ts';

const POLICY = { confirmAfter: 2, holdFor: 30 * MINUTE };

/** The inverse view: the state in force in each ten minutes, `-` for no data. */
function drawn(segments: readonly CheckSegment[]): string {
  const letters = { up: 'u', degraded: 'g', down: 'd', no_data: '-' };
  return segments.map(({ start, end, state }) => letters[state].repeat((end - start) / (10 * MINUTE))).join('');
}

describe('deriveCheckSeries()', () => {
  test.each([
    // measurements, confirmAfter, states, rule
    ['uuu', 2, 'uuu', 'passes are up'],
    ['udu', 2, 'u-u', 'an unconfirmed failure is no data'],
    ['uddu', 2, 'uddu', 'a confirmed failure counts from its first measurement'],
    ['udu', 1, 'udu', 'with confirmAfter 1 each failure counts'],
    ['uddu', 3, 'u--u', 'two failures do not confirm where three are asked for'],
    ['udddu', 3, 'udddu', 'three do, from the first'],
    ['ugu', 2, 'uuu', 'an unconfirmed slowness counts as up'],
    ['uggu', 2, 'uggu', 'a confirmed slowness is degraded'],
    ['udgu', 2, 'uggu', 'a failure and a slowness confirm each other as degraded'],
    ['ugdu', 2, 'uggu', 'in either order'],
    ['ugddu', 2, 'ugddu', 'down needs as many downs in a row'],
    ['uddgu', 2, 'uddgu', 'a slowness that ends a failure is degraded'],
    ['udgdgu', 2, 'uggggu', 'single downs among slowness are degraded'],
    ['uddgdddgd', 3, 'ugggdddgg', 'each row of downs is judged by itself'],
    ['d?du', 2, 'd-du', 'unknown does not break a row of failures, and is itself no data'],
    ['d?u', 2, '--u', 'unknown does not lengthen a row'],
    ['dd?', 2, 'dd-', 'unknown takes the place of what held before it'],
    ['d..du', 2, 'ddddu', 'a silence of holdFor does not break a row'],
    ['d...du', 2, '-----u', 'a longer silence breaks it'],
    ['d.??du', 2, '-----u', 'unknowns do not bridge such a silence'],
    ['u.....', 2, 'uuu---', 'a measurement holds for holdFor, then no data'],
    ['dd....', 2, 'dddd--', 'a failure, too'],
    ['..uu', 2, 'uu', 'there is nothing before the first measurement'],
    ['', 2, '', 'there is nothing without measurements'],
  ])('reads %o with confirmAfter %i as %o: %s', (letters, confirmAfter, states) => {
    const segments = deriveCheckSeries(
      measured('web', letters),
      { ...POLICY, confirmAfter },
      letterTime(letters.length),
    );
    expect(drawn(segments)).toBe(states);
  });

  test('merges neighbours of one state', () => {
    expect(deriveCheckSeries(measured('web', 'uuudd'), POLICY, letterTime(5))).toEqual([
      { start: T0, end: letterTime(3), state: 'up' },
      { start: letterTime(3), end: letterTime(5), state: 'down' },
    ]);
  });

  test('leaves out measurements from the end on', () => {
    expect(drawn(deriveCheckSeries(measured('web', 'udd'), POLICY, letterTime(2)))).toBe('u-');
  });
});

describe('deriveCheckRow()', () => {
  const NONE = { kind: 'none', count: 0, since: undefined, confirmed: false, state: 'no_data' };
  test.each([
    // measurements (now is the minute of the last letter), row, rule
    ['u', { kind: 'passing', count: 1, since: 0, confirmed: false, state: 'up' }],
    ['duu', { kind: 'passing', count: 2, since: 10, confirmed: false, state: 'up' }],
    ['ud', { kind: 'failing', count: 1, since: 10, confirmed: false, state: 'no_data' }],
    ['ug', { kind: 'failing', count: 1, since: 10, confirmed: false, state: 'up' }],
    ['udd', { kind: 'failing', count: 2, since: 10, confirmed: true, state: 'down' }],
    ['ugg', { kind: 'failing', count: 2, since: 10, confirmed: true, state: 'degraded' }],
    ['ugd', { kind: 'failing', count: 2, since: 10, confirmed: true, state: 'degraded' }],
    ['uddg', { kind: 'failing', count: 3, since: 10, confirmed: true, state: 'degraded' }],
    ['ud?d', { kind: 'failing', count: 2, since: 10, confirmed: true, state: 'down' }],
    ['udd?', { kind: 'failing', count: 2, since: 10, confirmed: true, state: 'no_data' }],
    ['uu?u', { kind: 'passing', count: 3, since: 0, confirmed: false, state: 'up' }],
    ['dd...d', { kind: 'failing', count: 1, since: 50, confirmed: false, state: 'no_data' }],
    ['uu...u', { kind: 'passing', count: 1, since: 50, confirmed: false, state: 'up' }],
    ['dd..', { kind: 'failing', count: 2, since: 0, confirmed: true, state: 'down' }],
    // At exactly holdFor the last measurement holds no more, while the row is not broken yet.
    ['dd...', { kind: 'failing', count: 2, since: 0, confirmed: true, state: 'no_data' }],
    ['dd....', NONE],
    ['??', NONE],
    ['', NONE],
  ])('finds in %o the row %o', (letters, row) => {
    const now = letterTime(Math.max(0, letters.length - 1));
    const found = deriveCheckRow(measured('web', letters), POLICY, now);
    expect(found).toMatchObject({ ...row, since: row.since === undefined ? undefined : T0 + row.since * MINUTE });
  });

  test('keeps the last known measurement however old', () => {
    expect(deriveCheckRow(measured('web', 'ud?'), POLICY, letterTime(99)).last).toMatchObject({
      at: letterTime(1),
      state: 'down',
    });
  });

  test('leaves out measurements after now', () => {
    expect(deriveCheckRow(measured('web', 'uudd'), POLICY, T0 + 25 * MINUTE)).toMatchObject({
      kind: 'failing',
      count: 1,
    });
  });
});

const aHistory = fc
  .array(
    fc.record({ gap: fc.integer({ min: 1, max: 50 }), state: fc.constantFrom('up', 'degraded', 'down', 'unknown') }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(({ gap, state }): Measurement => ({ check: 'web', at: (at += gap * MINUTE), state }));
  });
const aPolicy = fc.record({ confirmAfter: fc.integer({ min: 1, max: 4 }), holdFor: fc.constant(30 * MINUTE) });

describe('rows and series', () => {
  test('agree: the state of the row at now is the series just after now', () => {
    fc.assert(
      fc.property(aHistory, aPolicy, fc.nat({ max: 1_000 }), (history, policy, minute) => {
        const now = minute * MINUTE;
        const series = deriveCheckSeries(history, policy, now + 1);
        expect(deriveCheckRow(history, policy, now).state).toBe(series.at(-1)?.state ?? 'no_data');
      }),
    );
  });

  test('a stricter confirmation never adds time down', () => {
    const downMs = (segments: readonly CheckSegment[]): number =>
      segments.filter(({ state }) => state === 'down').reduce((sum, { start, end }) => sum + end - start, 0);
    fc.assert(
      fc.property(aHistory, aPolicy, (history, policy) => {
        const until = 3_000 * MINUTE;
        const stricter = { ...policy, confirmAfter: policy.confirmAfter + 1 };
        expect(downMs(deriveCheckSeries(history, stricter, until))).toBeLessThanOrEqual(
          downMs(deriveCheckSeries(history, policy, until)),
        );
      }),
    );
  });

  test('a series is contiguous from the first measurement to the end', () => {
    fc.assert(
      fc.property(aHistory, aPolicy, (history, policy) => {
        const until = 3_000 * MINUTE;
        const series = deriveCheckSeries(history, policy, until);
        const edges = series.flatMap(({ start, end }) => [start, end]);
        const expected =
          history[0] === undefined ? [] : [history[0].at, ...series.slice(1).flatMap((s) => [s.start, s.start]), until];
        expect(edges).toEqual(expected);
      }),
    );
  });
});
