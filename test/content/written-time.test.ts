import { describe, expect, test } from 'vitest';

import { readWrittenDuration, readWrittenTime } from '../../src/content/written-time.ts';

const NOW = Date.parse('2026-11-20T10:05:00Z');
const BERLIN = { timeZone: 'Europe/Berlin', now: NOW };

describe('readWrittenTime', () => {
  test.each([
    ['2026-11-20T10:05:00Z', '2026-11-20T10:05:00.000Z'],
    ['2026-11-20 10:05 UTC', '2026-11-20T10:05:00.000Z'],
    ['2026-11-20 10:05 utc', '2026-11-20T10:05:00.000Z'],
    ['2026-11-20T10:05-05:00', '2026-11-20T15:05:00.000Z'],
    ['  2026-11-20 10:05  ', '2026-11-20T09:05:00.000Z'],
    ['2026-11-20T10:05', '2026-11-20T09:05:00.000Z'],
    ['2026-11-20  9:05', '2026-11-20T08:05:00.000Z'],
    ['2026-11-20 10:05:30', '2026-11-20T09:05:30.000Z'],
    ['2026-07-20 10:05', '2026-07-20T08:05:00.000Z'],
    ['2026-10-25 02:30+01:00', '2026-10-25T01:30:00.000Z'],
  ])('reads %j', (written, iso) => {
    const { at = NaN } = readWrittenTime(written, BERLIN);
    expect(new Date(at).toISOString()).toBe(iso);
  });

  test('asks which of two times is meant where clocks are put back', () => {
    expect(readWrittenTime('2026-10-25 02:30', BERLIN).finding).toEqual({
      message: 'Cannot tell which 2026-10-25 02:30 is meant in Europe/Berlin, where clocks are put back over it',
      expected: '2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00',
      received: '2026-10-25 02:30',
    });
  });

  test('refuses a time over which clocks are put forward', () => {
    expect(readWrittenTime('2026-03-29T02:30', BERLIN).finding).toEqual({
      message: 'Cannot find the time 2026-03-29 02:30 in Europe/Berlin, where clocks are put forward over it',
      expected: 'a time that there is',
      example: '2026-03-29 02:30 UTC',
      received: '2026-03-29 02:30',
    });
  });

  test.each([
    ['14:30', 'The date is missing. Write the day before it: 2026-11-20T10:05:00Z.'],
    ['20.11.2026 14:30', 'Write the year first: 2026-11-20.'],
    ['2026-11-20 10:05 CET', expect.stringContaining('Write the zone as an offset')],
    ['2026-11-31 10:05', 'There is no day 2026-11-31.'],
    ['2026-11-20 24:00', 'Write the end of a day as 00:00 of the next day.'],
    ['2026-11-20', expect.stringContaining('Write the time of day after it')],
    ['tomorrow', undefined],
    ['', undefined],
  ])('says of %j what to write', (written, hint) => {
    const { finding } = readWrittenTime(written, BERLIN);
    expect(finding).toMatchObject({
      message: 'Cannot read the time',
      expected: 'a day and a time, in Europe/Berlin or with another offset',
      example: '2026-11-20 12:00 UTC',
    });
    expect(finding?.hint).toEqual(hint);
  });
});

describe('readWrittenDuration', () => {
  test.each([
    ['30m', 30],
    ['30 min', 30],
    [' in 90 Minutes ', 90],
    ['2h', 120],
    ['1.5 hours', 90],
    ['1d', 1_440],
    ['1 day', 1_440],
    ['30', undefined],
    ['90s', undefined],
    ['1 month', undefined],
    ['999999d', undefined],
    ['2026-11-20 10:05', undefined],
    ['', undefined],
  ])('reads %j as %j minutes', (written, minutes) => {
    expect(readWrittenDuration(written)).toBe(minutes === undefined ? undefined : minutes * 60_000);
  });
});
