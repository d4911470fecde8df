import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dayOfName, findTime, readTime } from '../../../src/importers/cstate/times.ts';
import { formatInstant } from '../../../src/schema/timestamp.ts';

function read(text: string, timeZone = 'Etc/UTC'): string | undefined {
  const time = readTime(text, timeZone);
  return time === undefined ? undefined : formatInstant(time.at);
}

describe('readTime()', () => {
  it.each([
    ['2024-02-03 14:05:09', '2024-02-03T14:05:09Z'],
    ['2024-02-03 14:05 ', '2024-02-03T14:05:00Z'],
    ['2024-02-03', '2024-02-03T00:00:00Z'],
    ['2024-02-03T14:05:09.999Z', '2024-02-03T14:05:09Z'],
    ['2024-02-03T14:05:09-00:00', '2024-02-03T14:05:09Z'],
    ['2024-02-03 14:05:09+02:00', '2024-02-03T12:05:09Z'],
    ['2024-02-03 14:05:09 +0200 CEST', '2024-02-03T12:05:09Z'],
    ['2024-02-03 14:05 UTC', '2024-02-03T14:05:00Z'],
    ['2024-02-03 14h05 UTC', '2024-02-03T14:05:00Z'],
    ['2024-02-03 14:05 CET', '2024-02-03T13:05:00Z'],
    ['2024/2/3 4:05 pm', '2024-02-03T16:05:00Z'],
    ['2024-02-03 12:00 am', '2024-02-03T00:00:00Z'],
    ['2024-02-03T9:51:30+01:00', '2024-02-03T08:51:30Z'],
    ['2024-02-03T015:00:00+02:00', '2024-02-03T13:00:00Z'],
    ['2024-02-03T24:00:00Z', '2024-02-04T00:00:00Z'],
    ['2024–02–03 14:05', '2024-02-03T14:05:00Z'],
    ['Sat, 03 Feb 2024 14:05:09 GMT', '2024-02-03T14:05:09Z'],
    ['3rd of February 2024 - 14:05 UTC', '2024-02-03T14:05:00Z'],
    ['February 3, 2024 14:05', '2024-02-03T14:05:00Z'],
  ])('reads %j as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    'soon',
    '2024-02-30 12:00',
    '2024-13-05',
    '2024-02-03T25:00:00Z',
    '2024-02-03T115:00:00Z',
    '2024-02-03T14:60Z',
    '2024-02-03 24:01',
    '2024-02-03 14:05 XYZ',
    '2024-02-03 14:05 +23:00',
    '2024-02-03 13:00 pm',
    '03.02.2024 14:05',
    '0000-00-00',
    '0999-12-31T23:59:59Z',
    '9998-01-01',
    '9999-12-31T23:59:59Z',
  ])('refuses %j, which has no one reading', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('takes a time without a zone for one of the given zone, summer time included', () => {
    expect(read('2024-02-03 14:05', 'Europe/Berlin')).toBe('2024-02-03T13:05:00Z');
    expect(read('2024-07-03 14:05', 'Europe/Berlin')).toBe('2024-07-03T12:05:00Z');
    expect(read('2024-07-03 14:05', 'America/New_York')).toBe('2024-07-03T18:05:00Z');
  });

  it('says what it assumed', () => {
    expect(readTime('2024-02-03T14:05:09Z', 'Etc/UTC')).toMatchObject({
      hasZone: true,
      isDay: false,
      isRepaired: false,
    });
    expect(readTime('2024-02-03 14:05', 'Etc/UTC')).toMatchObject({ hasZone: false, isRepaired: false });
    expect(readTime('2024-02-03', 'Etc/UTC')).toMatchObject({ isDay: true });
    expect(readTime('2024-02-03T9:05Z', 'Etc/UTC')).toMatchObject({ isRepaired: true });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readTime(text, 'Asia/Tokyo')));
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9T:Z +.-]{0,40}$/), (text) => {
        const time = readTime(text, 'Etc/UTC');
        if (time !== undefined) expect(Number.isFinite(time.at)).toBe(true);
      }),
    );
  });
});

describe('findTime()', () => {
  it.each([
    ['Update 2024-02-03 14:05 UTC', '2024-02-03T14:05:00Z'],
    ['at 2024-02-03 14h05 UTC we saw', '2024-02-03T14:05:00Z'],
    ['Update 3rd of February 2024 - 14:05 UTC', '2024-02-03T14:05:00Z'],
  ])('finds the time in %j', (text, expected) => {
    const found = findTime(text, 'Etc/UTC');
    expect(found === undefined ? undefined : formatInstant(found.at)).toBe(expected);
  });

  it.each(['Update 2024-02-03', 'at 14:05 UTC', '29 nov. 12am', 'version 1.2.3'])('finds no time in %j', (text) => {
    expect(findTime(text, 'Etc/UTC')).toBeUndefined();
  });
});

describe('dayOfName()', () => {
  it('reads the day that a file name begins with', () => {
    expect(dayOfName('content/issues/2024-02-03-mail.md')).toBe(Date.UTC(2024, 1, 3));
  });

  it.each(['content/issues/mail.md', '2021-07-56-holiday.md', 'content/issues/2024-02-031.md'])(
    'finds none in %j',
    (path) => {
      expect(dayOfName(path)).toBeUndefined();
    },
  );
});
