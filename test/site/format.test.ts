import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createFormat, isoMonth, startOfDay } from '../../src/site/format.ts';
import { en } from '../../src/site/strings/en.ts';
import { at } from '../support/builders.ts';

const utc = createFormat({ tag: 'en-GB', timeZone: 'Etc/UTC', strings: en });
const berlin = createFormat({ tag: 'en-GB', timeZone: 'Europe/Berlin', strings: en });
const MINUTE = 60_000;
/** Times keep their zone on the same line. */
const NBSP = '\u00A0';

describe('createFormat()', () => {
  it('names the zone of every time', () => {
    const noon = at('2026-11-20T12:00:00Z');
    expect(utc.dateTime(noon)).toBe(`20 Nov 2026, 12:00${NBSP}UTC`);
    expect(berlin.dateTime(noon)).toBe(`20 Nov 2026, 13:00${NBSP}CET`);
    expect(berlin.time(at('2026-07-20T12:00:00Z'))).toBe(`14:00${NBSP}CEST`);
  });

  it('shows midnight as 00:00', () => {
    expect(utc.time(at('2026-11-20T00:00:00Z'))).toBe(`00:00${NBSP}UTC`);
  });

  it('leaves the date out on the same day of the zone alone', () => {
    const now = at('2026-11-20T22:30:00Z');
    expect(berlin.near(at('2026-11-20T09:00:00Z'), now)).toBe(`10:00${NBSP}CET`);
    expect(berlin.near(at('2026-11-20T23:30:00Z'), now)).toBe(`21 Nov 2026, 00:30${NBSP}CET`);
  });

  it('writes the date of a range once where it is the same', () => {
    const from = at('2026-11-20T21:00:00Z');
    expect(utc.range(from, at('2026-11-20T23:30:00Z'))).toBe(`20 Nov 2026, 21:00 to 23:30${NBSP}UTC`);
    expect(berlin.range(from, at('2026-11-20T23:30:00Z'))).toBe(`20 Nov 2026, 22:00 to 21 Nov 2026, 00:30${NBSP}CET`);
  });

  it('keeps days and months UTC in every zone', () => {
    const late = at('2026-11-30T23:30:00Z');
    expect([berlin.day(late), berlin.month(late)]).toEqual(['30 Nov', 'November 2026']);
  });

  it.each([
    [0, 'under a minute'],
    [29_000, 'under a minute'],
    [MINUTE, '1 minute'],
    [36 * MINUTE, '36 minutes'],
    [60 * MINUTE, '1 hour'],
    [65 * MINUTE, '1 hour 5 minutes'],
    [24 * 60 * MINUTE + 5 * MINUTE, '1 day'],
    [51 * 60 * MINUTE, '2 days 3 hours'],
  ])('writes a duration of %d ms as %s', (ms, text) => {
    expect(utc.duration(ms)).toBe(text);
  });

  it.each([
    [1, '100%'],
    [0.99999, '99.99%'],
    [0.9986, '99.86%'],
    [0.3, '30%'],
    [0.29, '29%'],
    [0, '0%'],
  ])('writes the share %d as %s', (share, text) => {
    expect(utc.share(share)).toBe(text);
  });

  it('never writes 100% for less', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1 - 1e-9, noNaN: true }), (share) => {
        expect(utc.share(share)).not.toBe('100%');
      }),
    );
  });
});

it('startOfDay() and isoMonth() are those of UTC', () => {
  expect(startOfDay(at('2026-11-20T23:59:59Z'))).toBe(at('2026-11-20T00:00:00Z'));
  expect(isoMonth(at('2026-11-30T23:59:59Z'))).toBe('2026-11');
});
