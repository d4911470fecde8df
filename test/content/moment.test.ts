import { describe, expect, it } from 'vitest';

import { parseMoment } from '../../src/content/moment.ts';
import { formatInstant } from '../../src/schema/timestamp.ts';
import { at } from '../support/builders.ts';

const BERLIN = { now: at('2026-11-20T10:05:00Z'), timeZone: 'Europe/Berlin' };

function read(text: string, context: Partial<Parameters<typeof parseMoment>[1]> = {}): string | undefined {
  const moment = parseMoment(text, { ...BERLIN, ...context });
  return moment === undefined ? undefined : formatInstant(moment);
}

describe('parseMoment()', () => {
  it.each([
    ['2026-11-20T12:00:00+01:00', '2026-11-20T11:00:00Z'],
    ['in 30m', '2026-11-20T10:35:00Z'],
    ['in 1h 30m', '2026-11-20T11:35:00Z'],
    ['In 2 hours', '2026-11-20T12:05:00Z'],
    ['+2h', '2026-11-20T12:05:00Z'],
    ['+ 90s', '2026-11-20T10:06:30Z'],
    ['20m ago', '2026-11-20T09:45:00Z'],
    ['1 day ago', '2026-11-19T10:05:00Z'],
    ['12:00', '2026-11-20T11:00:00Z'],
    ['11:05', '2026-11-21T10:05:00Z'],
    ['9:00', '2026-11-21T08:00:00Z'],
    ['2026-12-06 02:00', '2026-12-06T01:00:00Z'],
    ['2026-07-06T02:00', '2026-07-06T00:00:00Z'],
  ])('reads %j as %s', (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it.each([
    '',
    'soon',
    'in',
    'in x',
    'in -5m',
    '+',
    '2h',
    '24:00',
    '11:60',
    '+999999d',
    '2026-02-30 10:00',
    'yesterday',
  ])('reads no time in %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('counts a span and a clock time from another time than now, and a clock time back', () => {
    const from = at('2026-12-06T01:00:00Z');
    expect([read('+2h', { from }), read('in 2h', { from }), read('04:00', { from })]).toEqual([
      '2026-12-06T03:00:00Z',
      '2026-11-20T12:05:00Z',
      '2026-12-06T03:00:00Z',
    ]);
    expect([read('11:05', { isPast: true }), read('12:00', { isPast: true })]).toEqual([
      '2026-11-20T10:05:00Z',
      '2026-11-19T11:00:00Z',
    ]);
  });

  it('finds the next clock time on the day on which the clocks change', () => {
    expect(read('03:30', { now: at('2026-03-28T23:30:00Z') })).toBe('2026-03-29T01:30:00Z');
    expect(read('03:30', { now: at('2026-10-24T22:30:00Z') })).toBe('2026-10-25T02:30:00Z');
  });
});
