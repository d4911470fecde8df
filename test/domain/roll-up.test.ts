import { describe, expect, test } from 'vitest';

import { groupRuns } from '../../src/domain/measurement.ts';
import { deriveKeptSpan, findDueDays, selectKept } from '../../src/domain/roll-up.ts';
import { formatDay } from '../../src/schema/timestamp.ts';
import { at, makeIncident, makeUpdate } from '../support/builders.ts';

const DAY_MS = 86_400_000;
const HOUR = 3_600_000;

const WEEK = ['14', '13', '15', '16', '17', '18', '19'];

describe('findDueDays()', () => {
  test.each([
    { are: 'days that ended keepRaw ago, the first ones first', now: '2026-11-20T00:00:03Z', due: '13 14 15 16' },
    { are: 'no day that has not', now: '2026-11-19T23:59:59Z', due: '13 14 15' },
    { are: 'nothing where nothing is old', now: '2026-11-16T10:00:00Z', due: '' },
    { are: 'nothing of nothing', days: [], now: '2026-11-16T10:00:00Z', due: '' },
    { are: 'nothing that a run looks back on', keepRaw: 1, now: '2026-11-20T00:30:00Z', due: '13 14 15 16 17' },
    { are: 'no more for a clock that jumps ahead of all', now: '2027-05-01T00:00:00Z', due: '13 14 15 16 17' },
    { are: 'nothing after a silence at first', days: ['01', '02'], now: '2026-11-29T00:00:00Z', due: '' },
    { are: 'nothing on the next day', days: ['01', '02', '28'], now: '2026-11-29T00:00:00Z', due: '' },
    { are: 'what was before it, then', days: ['01', '02', '28', '29'], now: '2026-11-30T00:00:00Z', due: '01 02' },
    {
      are: 'no more for one measured day ahead',
      days: [...WEEK, '29'],
      now: '2026-11-30T00:00:00Z',
      due: '13 14 15 16 17',
    },
  ])('are $are', ({ days = WEEK, now, keepRaw = 3 * DAY_MS, due }) => {
    const starts = days.map((day) => at(`2026-11-${day}T00:00:00Z`));
    const { due: found } = findDueDays(starts, { keepRaw, lookBack: DAY_MS + HOUR }, at(now));
    expect(found.map((day) => formatDay(day).slice(-2)).join(' ')).toBe(due);
  });
});

test('findDueDays() tells which days wait for the clock to be believed, and since when it is not', () => {
  const starts = ['13', '14', '29'].map((day) => at(`2026-11-${day}T00:00:00Z`));
  const found = findDueDays(starts, { keepRaw: 5 * DAY_MS, lookBack: HOUR }, at('2026-11-30T00:00:00Z'));
  expect(found).toEqual({ due: [], waiting: starts.slice(0, 2), newest: starts[1] });
});

describe('deriveKeptSpan()', () => {
  const updates = [
    makeUpdate('2026-11-20T10:05:00Z', { phase: 'investigating' }),
    makeUpdate('2026-11-20T11:00:00Z', { phase: 'resolved' }),
  ];

  test('is from an hour before the start to the end, which belongs to it', () => {
    expect(deriveKeptSpan(makeIncident({ updates }))).toEqual({
      start: at('2026-11-20T09:05:00Z'),
      end: at('2026-11-20T11:00:00Z') + 1,
    });
  });

  test('begins by the earlier of the start that is written and the first update', () => {
    for (const [startedAt, start] of [
      ['2026-11-20T08:00:00Z', '2026-11-20T07:00:00Z'],
      ['2026-11-20T10:30:00Z', '2026-11-20T09:05:00Z'],
    ] as const) {
      const incident = makeIncident({ updates, startedAt, startedBecause: 'by the logs' });
      expect(deriveKeptSpan(incident).start).toBe(at(start));
    }
  });

  test('has no end while the incident is open', () => {
    expect(deriveKeptSpan(makeIncident({ updates: updates.slice(0, 1) })).end).toBe(Infinity);
  });
});

test('selectKept() takes the measurements of all checks in a span and leaves the others', () => {
  const times = ['08:00:00', '09:00:00', '10:00:00', '11:00:00'].map((time) => at(`2026-11-20T${time}Z`));
  const runs = groupRuns(
    ['api', 'web'].flatMap((check) => times.map((time) => ({ check, at: time, state: 'up' as const }))),
  );
  const kept = selectKept(runs, [{ start: times[1] ?? 0, end: times[3] ?? 0 }]);
  const within = [times[1], times[2]];
  expect([...kept.byCheck].map(([check, ofCheck]) => [check, ofCheck.map((m) => m.at)])).toEqual([
    ['api', within],
    ['web', within],
  ]);
  expect([...kept.times]).toEqual(within);
  expect(selectKept(runs, []).times.size).toBe(0);
});
