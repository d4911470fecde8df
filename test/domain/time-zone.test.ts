import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatInZone, instantsOfWallTime, wallTimeAt } from '../../src/domain/time-zone.ts';
import { at } from '../support/builders.ts';
import '../support/fast-check.ts';

function instantsOf(shown: string, timeZone: string): string[] {
  return instantsOfWallTime(Date.parse(`${shown}Z`), timeZone).map((at) => new Date(at).toISOString().slice(0, 19));
}

describe('instantsOfWallTime', () => {
  test.each([
    ['2026-11-20T10:05:00', 'Etc/UTC', ['2026-11-20T10:05:00']],
    ['2026-11-20T10:05:00', 'Europe/Berlin', ['2026-11-20T09:05:00']],
    ['2026-07-20T00:00:00', 'America/New_York', ['2026-07-20T04:00:00']],
    ['2026-11-20T00:00:00', 'Asia/Kathmandu', ['2026-11-19T18:15:00']],
    ['2026-01-01T00:30:00', 'Pacific/Kiritimati', ['2025-12-31T10:30:00']],
    ['0099-01-01T00:00:00', 'Etc/UTC', []],
    // Clocks are put forward from 2 to 3, and back from 3 to 2.
    ['2026-03-29T01:59:59', 'Europe/Berlin', ['2026-03-29T00:59:59']],
    ['2026-03-29T02:00:00', 'Europe/Berlin', []],
    ['2026-03-29T02:59:59', 'Europe/Berlin', []],
    ['2026-03-29T03:00:00', 'Europe/Berlin', ['2026-03-29T01:00:00']],
    ['2026-10-25T01:59:59', 'Europe/Berlin', ['2026-10-24T23:59:59']],
    ['2026-10-25T02:00:00', 'Europe/Berlin', ['2026-10-25T00:00:00', '2026-10-25T01:00:00']],
    ['2026-10-25T03:00:00', 'Europe/Berlin', ['2026-10-25T02:00:00']],
    // Here by half an hour.
    ['2026-04-05T01:45:00', 'Australia/Lord_Howe', ['2026-04-04T14:45:00', '2026-04-04T15:15:00']],
    // A day that was left out.
    ['2011-12-30T12:00:00', 'Pacific/Apia', []],
  ])('finds %s in %s at %j', (shown, timeZone, instants) => {
    expect(instantsOf(shown, timeZone)).toEqual(instants);
  });

  test('finds every instant by what the clocks show at it', () => {
    const zones = fc.constantFrom(
      'Etc/UTC',
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    );
    const seconds = fc.integer({ min: Date.UTC(2000, 0) / 1_000, max: Date.UTC(2040, 0) / 1_000 });
    fc.assert(
      fc.property(seconds, zones, (second, zone) => {
        expect(instantsOfWallTime(wallTimeAt(second * 1_000, zone), zone)).toContain(second * 1_000);
      }),
      { numRuns: 40 },
    );
  });
});

describe('formatInZone()', () => {
  test.each([
    ['2026-12-06T01:00:00Z', 'Europe/Berlin', '2026-12-06T02:00:00+01:00'],
    ['2026-12-06T01:00:00Z', 'Etc/UTC', '2026-12-06T01:00:00Z'],
    ['2026-12-06T01:00:00Z', 'America/St_Johns', '2026-12-05T21:30:00-03:30'],
    ['2026-12-06T01:00:00Z', 'Asia/Kathmandu', '2026-12-06T06:45:00+05:45'],
  ])('writes %s in %s as %s', (text, zone, written) => {
    expect(formatInZone(at(text), zone)).toBe(written);
  });
});
