import { describe, expect, test } from 'vitest';

import { parseMoment } from '../../src/providers/moment.ts';
import { at } from '../support/builders.ts';

describe('parseMoment()', () => {
  test.each([
    ['ISO 8601 with a fraction', '2026-11-20T10:05:07.123Z', '2026-11-20T10:05:07Z'],
    ['an offset', '2026-11-20T02:05:07-08:00', '2026-11-20T10:05:07Z'],
    ['RFC 822', 'Fri, 20 Nov 2026 10:05:07 GMT', '2026-11-20T10:05:07Z'],
    ['RFC 822 with an offset', 'Fri, 20 Nov 2026 11:05:07 +0100', '2026-11-20T10:05:07Z'],
    ['RFC 822 with Z, as Azure writes', 'Fri, 20 Nov 2026 10:05:07 Z', '2026-11-20T10:05:07Z'],
    ['RFC 822 in Pacific time, as AWS writes', 'Fri, 20 Nov 2026 02:05:07 PST', '2026-11-20T10:05:07Z'],
    ['RFC 822 in Pacific summer time', 'Mon, 6 Jul 2026 03:05:07 PDT', '2026-07-06T10:05:07Z'],
    ['RFC 822 without a weekday and with a short year', '20 Nov 26 10:05 UT', '2026-11-20T10:05:00Z'],
    ["JavaScript's own form", 'Fri Nov 20 2026 10:05:07 GMT+0000 (Coordinated Universal Time)', '2026-11-20T10:05:07Z'],
    ['seconds as a number', 1_795_169_107, '2026-11-20T10:05:07Z'],
    ['seconds as digits', '1795169107', '2026-11-20T10:05:07Z'],
    ['milliseconds', 1_795_169_107_123, '2026-11-20T10:05:07Z'],
  ])('reads %s', (_criterion, value, expected) => {
    expect(parseMoment(value)).toBe(at(expected));
  });

  test.each([
    ['no zone', '2026-11-20T10:05:07'],
    ['a zone by name', 'Fri, 20 Nov 2026 10:05:07 CET'],
    ['a day that no calendar has', 'Tue, 31 Feb 2026 10:05:07 GMT'],
    ['a month that is none', '20 Foo 2026 10:05:07 GMT'],
    ['a time of the last century', '1970-01-01T00:00:00Z'],
    ['a time of the next century', '9998-01-01T00:00:00Z'],
    ['digits without end', '1'.repeat(5_000)],
    ['a number that is none', NaN],
    ['an infinite number', Infinity],
    ['a negative number', -1_795_169_107],
    ['words', 'yesterday'],
    ['nothing', ''],
    ['spaces without end', `Fri${' '.repeat(50_000)}`],
  ])('reads no time from %s', (_criterion, value) => {
    expect(parseMoment(value)).toBeUndefined();
  });
});
