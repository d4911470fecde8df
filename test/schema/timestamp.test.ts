import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  canonicalTimestamp,
  formatClock,
  formatDay,
  formatInstant,
  formatMinute,
  parseInstant,
  timestampHint,
} from '../../src/schema/timestamp.ts';

describe('parseInstant()', () => {
  test.each([
    ['2026-11-20T10:05:00Z', '2026-11-20T10:05:00Z'],
    ['2026-11-20 10:05 UTC', '2026-11-20T10:05:00Z'],
    ['2026-11-20T11:05:59.9+01:00', '2026-11-20T10:05:59Z'],
    ['2026-11-20 06:35:00 -0330', '2026-11-20T10:05:00Z'],
    ['2028-02-29t00:00z', '2028-02-29T00:00:00Z'],
  ])('reads %s', (text, expected) => {
    expect(formatInstant(parseInstant(text) ?? 0)).toBe(expected);
  });

  test.each([
    ['0026-11-20T10:05:00Z'],
    ['0000-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59-14:00'],
    ['12026-11-20T10:05:00Z'],
    ['2026-02-29T10:05:00Z'],
    ['2026-11-20T24:00:00Z'],
    ['2026-11-20T10:05:60Z'],
    ['2026-11-20T10:05:00+14:30'],
    ['2026-11-20T10:05:00'],
    ['２０２６-11-20T10:05:00Z'],
  ])('refuses %s', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test('reads what formatInstant() wrote of any time that it reads', () => {
    const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');
    const written = fc
      .tuple(fc.nat(9999), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), fc.nat(23), fc.nat(14))
      .map(
        ([year, month, day, hour, shift]) =>
          `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:00:00-${pad(shift)}:00`,
      );
    fc.assert(
      fc.property(written, (text) => {
        const at = parseInstant(text);
        if (at !== undefined) expect(parseInstant(formatInstant(at))).toBe(at);
      }),
    );
  });
});

describe('timestampHint()', () => {
  test.each([
    ['2026-11-20 10:05', 'Say which zone it is: end it with Z, UTC or +01:00.'],
    [
      '2026-11-20T10:05:00 CET',
      'Write the zone as an offset from UTC such as +01:00, since names of zones can mean several.',
    ],
    [
      '2026-11-20 10:05 Europe/Berlin',
      'Write the zone as an offset from UTC such as +01:00, since names of zones can mean several.',
    ],
    [
      '2026-11-20 10:05 UTC+1',
      'Write the zone as an offset from UTC such as +01:00, since names of zones can mean several.',
    ],
    ['20.11.2026 10:05 UTC', 'Write the year first: 2026-11-20.'],
    ['2026-11-20 10:05 PM', 'Write the hour from 00 to 23.'],
    ['2026-11-20T24:00:00Z', 'Write the end of a day as 00:00 of the next day.'],
    ['2026-12-31T23:59:60Z', 'Write a leap second as 59.'],
    ['2026-02-30T10:05:00Z', 'There is no day 2026-02-30.'],
    ['0206-11-20T10:05:00Z', 'Check the year.'],
    ['2026-11-20', 'Write the time of day after it: 2026-11-20T10:05:00Z.'],
    ['10:05 UTC', 'The date is missing. Write the day before it: 2026-11-20T10:05:00Z.'],
    ['tomorrow', undefined],
  ])('of "%s"', (text, hint) => {
    expect(timestampHint(text)).toBe(hint);
  });
});

test('formatDay(), formatClock() and formatMinute() write an instant in UTC', () => {
  const at = Date.UTC(2026, 10, 20, 9, 5, 59, 999);
  expect([formatDay(at), formatClock(at), formatMinute(at)]).toEqual(['2026-11-20', '09:05', '2026-11-20 09:05 UTC']);
});

describe('canonicalTimestamp()', () => {
  test.each([
    ['2026-12-06 02:00 UTC', '2026-12-06T02:00:00Z'],
    [' 2026-12-06t2:00:30.5z ', '2026-12-06T02:00:30Z'],
    ['2026-12-06 02:00 +0100', '2026-12-06T02:00:00+01:00'],
    ['2026-12-06T02:00:00-03:30', '2026-12-06T02:00:00-03:30'],
    ['2026-12-06T02:00:00-00:00', '2026-12-06T02:00:00Z'],
    ['9998-12-31 23:59 -14:00', '9998-12-31T23:59:00-14:00'],
    ['2026-12-06', undefined],
    ['2026-12-06 02:00', undefined],
  ])('writes %j as %j', (text, canonical) => {
    expect(canonicalTimestamp(text)).toBe(canonical);
  });
});
