import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseBeat } from '../../../src/checks/heartbeat/parse-beat.ts';
import '../../support/fast-check.ts';

const AT = Date.UTC(2026, 10, 20, 10, 5);

describe('parseBeat()', () => {
  it.each([
    ['2026-11-20T10:05:00Z'],
    ['2026-11-20T10:05:00.123456789Z'],
    ['2026-11-20T10:05:00,5Z'],
    ['2026-11-20t10:05z'],
    ['2026-11-20T11:05:00+01:00'],
    ['2026-11-20T11:05:00+0100'],
    ['2026-11-20T11:05:00+01'],
    ['2026-11-20T04:35:00-05:30'],
    ['2026-11-20 10:05:00 UTC'],
    ['2026-11-20 10:05:00.5+00'],
    ['2026-11-20 10:05:00.123 +0000 UTC'],
    ['2026-11-20T11:05:00+01:00[Europe/Berlin]'],
    ['2026-11-20T10:05:00Z[UTC]'],
    ['20261120T100500Z'],
    ['20261120T1105+0100'],
    ['Fri, 20 Nov 2026 10:05:00 GMT'],
    ['Fri, 20 Nov 2026 11:05:00 +0100'],
    ['Fri, 20 Nov 2026 10:05:00 +0000 (UTC)'],
    ['20 Nov 2026 10:05 UT'],
    ['Fri, 20 Nov 2026 05:05:00 EST'],
    ['Fri, 20-Nov-2026 10:05:00 GMT'],
    ['Fri Nov 20 10:05:00 UTC 2026'],
    ['Fri Nov 20 2026 11:05:00 GMT+0100 (Central European Standard Time)'],
    ['1795169100'],
    ['1795169100.000'],
    ['1795169100000'],
    ['1.7951691e9'],
    ['1.7951691e+09'],
    [' \r\n"2026-11-20T10:05:00Z"\n'],
    ["'1795169100'"],
  ])('reads %j', (text) => {
    expect(parseBeat(text)).toEqual({ at: AT });
  });

  it.each([
    '2026-11-20T10:05:00',
    '2026-11-20 10:05',
    '20261120T100500',
    'Fri, 20 Nov 2026 10:05:00',
    'Fri Nov 20 10:05:00 2026',
    'Fri Nov 20 10:05:00 CET 2026',
    '2026-11-20 10:05:00 IST',
  ])('does not guess the zone of %j', (text) => {
    expect(parseBeat(text)).toEqual({ problem: 'no zone' });
  });

  it.each([
    '',
    '""',
    'ok',
    'never',
    'null',
    '0',
    '1',
    '20261120',
    '2026-11-20',
    '10:05:00Z',
    '2026-02-30T10:05:00Z',
    '2026-11-20T25:05:00Z',
    '2026-11-20T10:05:00+19:00',
    'Fri, 20 Foo 2026 10:05:00 GMT',
    '11/20/2026 10:05:00 UTC',
    '-1795169100',
    '1795169100 seconds',
    '1795169100000000',
    '1e999',
    'Infinity',
    '2026-11-20T10:05:00Z 2026-11-20T10:05:00Z',
    `${'1'.repeat(200)}`,
    `2026-11-20T10:05:00${' '.repeat(200)}Z`,
  ])('does not read %j', (text) => {
    expect(parseBeat(text)).toEqual({ problem: 'unreadable' });
  });

  it('reads every instant of this century in each form in which it is written', () => {
    const second = fc.integer({ min: Date.UTC(2001, 9) / 1_000, max: Date.UTC(2099, 11) / 1_000 });
    fc.assert(
      fc.property(second, (seconds) => {
        const date = new Date(seconds * 1_000);
        const forms = [date.toISOString(), date.toUTCString(), date.toString(), `${seconds}`, `${seconds}000`];
        for (const form of forms) expect(parseBeat(form)).toEqual({ at: seconds * 1_000 });
      }),
    );
  });

  it('takes any text for a time or for none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:TZ+ ,A-Za-z-]{0,40}$/)), (text) => {
        const beat = parseBeat(text);
        expect('problem' in beat || Number.isSafeInteger(Math.floor(beat.at))).toBe(true);
      }),
    );
  });
});
