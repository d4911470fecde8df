import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { expandRecurrence } from '../../src/domain/recurrence.ts';
import { instantOfWallTime, wallTimeAt } from '../../src/domain/time-zone.ts';
import { formatInstant, type Instant } from '../../src/schema/timestamp.ts';
import { at } from '../support/builders.ts';

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const BERLIN = 'Europe/Berlin';

interface Written {
  recurrence: string;
  timeZone?: string;
  exdates?: string[];
  /** By default the begin of the first window. */
  now?: string;
}

/** Windows as `2026-03-28T01:30:00Z +60`, with their minutes. */
function draw(from: string, until: string, { timeZone = BERLIN, now = from, ...rest }: Written): string[] {
  const { windows } = expandRecurrence({ from, until, timeZone, ...rest }, at(now));
  return windows.map(({ start, end }) => `${formatInstant(start)} +${(end - start) / 60_000}`);
}

describe('expandRecurrence() repeats the wall-clock times of the first window', () => {
  test.each<[string, string, string, Written, string[]]>([
    [
      'across the night in which clocks are put on',
      '2026-03-22T04:00:00+01:00',
      '2026-03-22T05:00:00+01:00',
      { recurrence: 'FREQ=WEEKLY;COUNT=2' },
      ['2026-03-22T03:00:00Z +60', '2026-03-29T02:00:00Z +60'],
    ],
    [
      'across the night in which they are put back',
      '2026-10-18T04:00:00+02:00',
      '2026-10-18T05:00:00+02:00',
      { recurrence: 'FREQ=WEEKLY;COUNT=2' },
      ['2026-10-18T02:00:00Z +60', '2026-10-25T03:00:00Z +60'],
    ],
    [
      'shorter where an hour is skipped within',
      '2026-03-28T01:30:00+01:00',
      '2026-03-28T03:30:00+01:00',
      { recurrence: 'FREQ=DAILY;COUNT=2' },
      ['2026-03-28T00:30:00Z +120', '2026-03-29T00:30:00Z +60'],
    ],
    [
      'longer where an hour is shown twice within',
      '2026-10-24T01:30:00+02:00',
      '2026-10-24T03:30:00+02:00',
      { recurrence: 'FREQ=DAILY;COUNT=2' },
      ['2026-10-23T23:30:00Z +120', '2026-10-24T23:30:00Z +180'],
    ],
    [
      'an hour later on the wall where they are skipped',
      '2026-03-28T02:15:00+01:00',
      '2026-03-28T02:45:00+01:00',
      { recurrence: 'FREQ=DAILY;COUNT=3' },
      ['2026-03-28T01:15:00Z +30', '2026-03-29T01:15:00Z +30', '2026-03-30T00:15:00Z +30'],
    ],
    [
      'the first time where they are shown twice',
      '2026-10-24T02:15:00+02:00',
      '2026-10-24T02:45:00+02:00',
      { recurrence: 'FREQ=DAILY;COUNT=3' },
      ['2026-10-24T00:15:00Z +30', '2026-10-25T00:15:00Z +30', '2026-10-26T01:15:00Z +30'],
    ],
    [
      'as long as the first where the skipped hour leaves nothing',
      '2026-03-28T02:30:00+01:00',
      '2026-03-28T03:15:00+01:00',
      { recurrence: 'FREQ=DAILY;COUNT=2' },
      ['2026-03-28T01:30:00Z +45', '2026-03-29T01:30:00Z +45'],
    ],
    [
      'where the first itself lies in the hour that is shown the second time',
      '2026-10-25T02:15:00+01:00',
      '2026-10-25T02:45:00+01:00',
      { recurrence: 'FREQ=DAILY;COUNT=2' },
      ['2026-10-25T01:15:00Z +30', '2026-10-26T01:15:00Z +30'],
    ],
    [
      'over midnight, and where a year begins in another month',
      '2026-12-31T23:30:00-03:00',
      '2027-01-01T00:30:00-03:00',
      { recurrence: 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2', timeZone: 'America/Sao_Paulo' },
      ['2027-01-01T02:30:00Z +60', '2027-02-01T02:30:00Z +60'],
    ],
    [
      'up to a day, which is whole',
      '2026-11-01T23:00:00+01:00',
      '2026-11-01T23:30:00+01:00',
      { recurrence: 'FREQ=DAILY;UNTIL=20261102' },
      ['2026-11-01T22:00:00Z +30', '2026-11-02T22:00:00Z +30'],
    ],
    [
      'up to a time in UTC, which is included',
      '2026-11-01T23:00:00+01:00',
      '2026-11-01T23:30:00+01:00',
      { recurrence: 'FREQ=DAILY;UNTIL=20261102T220000Z' },
      ['2026-11-01T22:00:00Z +30', '2026-11-02T22:00:00Z +30'],
    ],
    [
      'without those that are skipped, in whatever offset',
      '2026-11-01T23:00:00+01:00',
      '2026-11-01T23:30:00+01:00',
      { recurrence: 'FREQ=DAILY;COUNT=3', exdates: ['2026-11-02T22:00:00Z'] },
      ['2026-11-01T22:00:00Z +30', '2026-11-03T22:00:00Z +30'],
    ],
  ])('%s', (...[, from, until, written, expected]) => {
    expect(draw(from, until, written)).toEqual(expected);
  });

  test('for a few windows ahead, and the last two years', () => {
    const drawn = draw('2020-01-05T02:00:00Z', '2020-01-05T03:00:00Z', {
      recurrence: 'FREQ=WEEKLY',
      now: '2026-11-20T00:00Z',
    });
    expect([drawn[0], drawn.at(-1), drawn.length]).toEqual([
      '2024-11-17T02:00:00Z +60',
      '2026-12-27T02:00:00Z +60',
      111,
    ]);
  });

  test('for the last of those that are long over', () => {
    const recurrence = 'FREQ=WEEKLY;COUNT=3';
    expect(
      draw('2020-01-05T02:00:00Z', '2020-01-05T03:00:00Z', { recurrence, timeZone: 'UTC', now: '2026-11-20T00:00Z' }),
    ).toEqual(['2020-01-19T02:00:00Z +60']);
  });

  test.each([
    'FREQ=DAILY',
    'FREQ=DAILY;COUNT=1000',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5',
    'FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2',
    'FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=-366;BYDAY=WE',
    'FREQ=YEARLY;INTERVAL=999',
    'FREQ=NEVER',
  ])('in bounded work whatever the rule says: %s', (recurrence) => {
    const long = { from: '1026-03-26T02:30:00Z', until: '1026-03-26T03:15:00Z', timeZone: BERLIN, recurrence };
    const { windows } = expandRecurrence(long, at('2026-11-20T00:00:00Z'));
    expect(windows.length).toBeLessThan(750);
  });
});

/** The same stated slowly: the clock is watched from the day before until it first shows the time, or has passed it. */
function watchClock(wall: number, timeZone: string): Instant {
  for (let time = wall - DAY_MS; ; time += QUARTER_MS) {
    const shown = wallTimeAt(time, timeZone);
    if (shown === wall) return time;
    if (shown > wall) {
      const before = time - QUARTER_MS;
      return before + wall - wallTimeAt(before, timeZone);
    }
  }
}

const EDGES: [zone: string, days: string[]][] = [
  [BERLIN, ['2026-03-29', '2026-10-25']],
  ['America/New_York', ['2026-03-08', '2026-11-01']],
  ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04']],
  ['America/St_Johns', ['2026-03-08', '2026-11-01']],
  ['Africa/Casablanca', ['2026-02-15', '2026-03-22']],
  ['Pacific/Apia', ['2011-12-30']],
  ['Asia/Kolkata', ['2026-06-01']],
];
const nearEdge = fc.constantFrom(...EDGES).chain(([timeZone, days]) =>
  fc.record({
    timeZone: fc.constant(timeZone),
    wall: fc
      .tuple(fc.constantFrom(...days), fc.integer({ min: -96, max: 192 }))
      .map(([day, quarters]) => at(`${day}T00:00:00Z`) + quarters * QUARTER_MS),
  }),
);

describe('instantOfWallTime()', () => {
  test('says what a watch on the clock says, near every edge', () => {
    fc.assert(
      fc.property(nearEdge, ({ wall, timeZone }) => {
        expect(formatInstant(instantOfWallTime(wall, timeZone))).toBe(formatInstant(watchClock(wall, timeZone)));
      }),
      { numRuns: 60 },
    );
  });

  test('is where each window of a recurrence begins and ends', () => {
    const length = fc.integer({ min: 1, max: 120 }).map((quarters) => quarters * QUARTER_MS);
    fc.assert(
      fc.property(nearEdge, length, fc.integer({ min: 2, max: 3 }), ({ wall, timeZone }, lasting, interval) => {
        const start = watchClock(wall, timeZone) - 2 * interval * DAY_MS;
        const [from, until] = [formatInstant(start), formatInstant(start + lasting)];
        const { windows } = expandRecurrence(
          { from, until, timeZone, recurrence: `FREQ=DAILY;INTERVAL=${interval};COUNT=4` },
          start,
        );
        const [firstWall, endWall] = [wallTimeAt(start, timeZone), wallTimeAt(start + lasting, timeZone)];
        const slow = [1, 2, 3].map((n) => {
          const begins = watchClock(firstWall + n * interval * DAY_MS, timeZone);
          const ends = watchClock(endWall + n * interval * DAY_MS, timeZone);
          return { start: begins, end: ends > begins ? ends : begins + lasting };
        });
        expect(windows).toEqual([{ start, end: start + lasting }, ...slow]);
      }),
      { numRuns: 25 },
    );
  });
});
