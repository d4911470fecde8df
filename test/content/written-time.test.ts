import { describe, expect, test } from 'vitest';

import { readWrittenTime, type TimeContext } from '../../src/content/written-time.ts';
import { formatInstant } from '../../src/schema/timestamp.ts';
import { at } from '../support/builders.ts';

const BERLIN: TimeContext = { timeZone: 'Europe/Berlin', now: at('2026-11-20T10:05:00Z') };
const FROM = { from: at('2026-12-06T01:00:00Z') };
const PAST = { isPast: true };

function read(text: string, given: Partial<TimeContext> = {}): string {
  const time = readWrittenTime(text, { ...BERLIN, ...given });
  return time.finding === undefined ? formatInstant(time.at) : time.finding.message;
}

describe('readWrittenTime()', () => {
  test.each<[written: string, iso: string, given?: Partial<TimeContext>]>([
    ['2026-11-20T10:05:00Z', '2026-11-20T10:05:00Z'],
    ['2026-11-20 10:05 utc', '2026-11-20T10:05:00Z'],
    ['2026-11-20T10:05-05:00', '2026-11-20T15:05:00Z'],
    ['2026-10-25 02:30+01:00', '2026-10-25T01:30:00Z'],
    ['  2026-11-20 10:05  ', '2026-11-20T09:05:00Z'],
    ['2026-11-20T10:05', '2026-11-20T09:05:00Z'],
    ['2026-11-20  9:05', '2026-11-20T08:05:00Z'],
    ['2026-11-20 10:05:30', '2026-11-20T09:05:30Z'],
    ['2026-07-20 10:05', '2026-07-20T08:05:00Z'],
    ['12:00', '2026-11-20T11:00:00Z'],
    ['12:00:30', '2026-11-20T11:00:30Z'],
    ['9:00', '2026-11-21T08:00:00Z'],
    ['11:05', '2026-11-21T10:05:00Z'],
    ['11:05', '2026-11-20T10:05:00Z', PAST],
    ['12:00', '2026-11-19T11:00:00Z', PAST],
    ['04:00', '2026-12-06T03:00:00Z', FROM],
    ['12:00 UTC', '2026-11-20T12:00:00Z'],
    ['10:00Z', '2026-11-21T10:00:00Z'],
    ['23:30-05:00', '2026-11-21T04:30:00Z'],
    ['00:30 +14:00', '2026-11-20T10:30:00Z'],
    ['00:10 +14:00', '2026-11-20T10:10:00Z'],
    ['00:00 +14:00', '2026-11-20T10:00:00Z', PAST],
    ['tomorrow 02:00', '2026-11-21T01:00:00Z'],
    ['Today at 9:00', '2026-11-20T08:00:00Z'],
    ['yesterday, 23:30', '2026-11-19T22:30:00Z'],
    ['tomorrow 00:30', '2026-11-21T23:30:00Z', { now: at('2026-11-20T23:10:00Z') }],
    ['in 30m', '2026-11-20T10:35:00Z'],
    ['In 1 hour and 30 minutes', '2026-11-20T11:35:00Z'],
    ['in 2h', '2026-11-20T12:05:00Z', FROM],
    ['+2h', '2026-11-20T12:05:00Z'],
    ['+ 90s', '2026-11-20T10:06:30Z'],
    ['+2h', '2026-12-06T03:00:00Z', FROM],
    ['2h', '2026-12-06T03:00:00Z', FROM],
    ['20m', '2026-11-20T09:45:00Z', PAST],
    ['20m ago', '2026-11-20T09:45:00Z'],
    ['1 day ago', '2026-11-19T10:05:00Z', FROM],
  ])('reads %j as %s', (written, iso, given) => {
    expect(read(written, given)).toBe(iso);
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

  // Clocks are put forward from 2 to 3 at 2026-03-29T01:00Z, and back from 3 to 2 at 2026-10-25T01:00Z.
  test.each<[now: string, read: readonly [string, string | RegExp], given?: Partial<TimeContext>]>([
    ['2026-03-28T23:30:00Z', ['03:30', '2026-03-29T01:30:00Z']],
    ['2026-03-28T23:30:00Z', ['02:30', /^Cannot find the time 2026-03-29 02:30 /]],
    ['2026-03-29T01:30:00Z', ['02:30', '2026-03-30T00:30:00Z']],
    ['2026-03-29T01:30:00Z', ['02:30', /^Cannot find the time 2026-03-29 02:30 /], PAST],
    ['2026-03-29T00:59:00Z', ['02:30', '2026-03-28T01:30:00Z'], PAST],
    ['2026-10-24T22:30:00Z', ['03:30', '2026-10-25T02:30:00Z']],
    ['2026-10-24T22:30:00Z', ['02:30', /^Cannot tell which 2026-10-25 02:30 /]],
    ['2026-10-25T00:40:00Z', ['02:30', '2026-10-25T01:30:00Z']],
    ['2026-10-25T00:40:00Z', ['02:30', '2026-10-25T00:30:00Z'], PAST],
    ['2026-10-25T01:40:00Z', ['02:30', '2026-10-26T01:30:00Z']],
    ['2026-10-25T01:40:00Z', ['02:30', /^Cannot tell which 2026-10-25 02:30 /], PAST],
  ])(
    'at %s reads the next such moment, or the last, and asks where there are two or none: %j',
    (now, [clock, time], given) => {
      expect(read(clock, { now: at(now), ...given })).toMatch(time);
    },
  );

  test('says what to write in place of what is no time', () => {
    expect(readWrittenTime('tomorrow', BERLIN).finding).toEqual({
      message: 'Cannot read the time',
      expected: 'a time by the clocks of Europe/Berlin or with another offset, or a time span',
      example: '"2026-11-20 12:00 UTC", "14:00" or "in 30m"',
      received: '"tomorrow"',
      hint: undefined,
    });
    expect(readWrittenTime('tomorrow', { ...BERLIN, isPast: true }).finding?.example).toBe(
      '"2026-11-20 09:00 UTC", "14:00" or "20m ago"',
    );
  });

  test.each([
    ['20.11.2026 14:30', 'Write the year first: 2026-11-20.'],
    ['2026-11-20 10:05 CET', expect.stringContaining('Write the zone as an offset')],
    ['14:30 CET', expect.stringContaining('Write the zone as an offset')],
    ['2:30 pm', 'Write the hour from 00 to 23.'],
    ['24:00', 'Write the end of a day as 00:00 of the next day.'],
    ['2026-11-31 10:05', 'There is no day 2026-11-31.'],
    ['2026-11-20', expect.stringContaining('Write the time of day after it')],
    ['25:00', undefined],
    ['tomorrow 25:00', undefined],
    ['11:60', undefined],
    ['in', undefined],
    ['in -5m', undefined],
    ['in 2h ago', undefined],
    ['+', undefined],
    ['+999999d', undefined],
    ['60000d ago', undefined],
    ['', undefined],
    ['1 '.repeat(40_000), undefined],
  ])('hints at what is wrong with %j', (written, hint) => {
    expect(readWrittenTime(written, BERLIN).finding).toMatchObject({ message: 'Cannot read the time', hint });
  });
});
