import { describe, expect, test } from 'vitest';

import { isLatest, listClockPhases } from '../../src/domain/clock-phase.ts';
import { formatInstant } from '../../src/schema/timestamp.ts';
import { at, makeMaintenance, makeUpdate } from '../support/builders.ts';

// The window is 22:00 to 23:30.
const EVENING = '2026-11-24T';
const LATER = at('2026-11-25T08:00:00Z');

type Said = [time: string, phase: 'scheduled' | 'in_progress' | 'verifying' | 'completed'];

function phasesAt(now: string, said: Said[] = []): string[] {
  const updates = said.map(([time, phase]) => makeUpdate(EVENING + time, { phase }));
  const maintenance = makeMaintenance(at(now), { updates });
  return listClockPhases(maintenance, at(now)).map((phase) => {
    const mark = isLatest(phase, maintenance, at(now)) ? '' : ' before another word';
    return `${formatInstant(phase.at).slice(EVENING.length)} ${phase.phase}${mark}`;
  });
}

describe('listClockPhases()', () => {
  test.each<[string, string, Said[], string[]]>([
    ['nothing before its time', '2026-11-24T21:59:59Z', [['10:00:00Z', 'scheduled']], []],
    ['the beginning at its very time', '2026-11-24T22:00:00Z', [], ['22:00:00Z in_progress']],
    ['both', '2026-11-25T08:00:00Z', [], ['22:00:00Z in_progress before another word', '23:30:00Z completed']],
    [
      'a beginning that somebody has spoken after',
      '2026-11-24T22:10:00Z',
      [['22:05:00Z', 'in_progress']],
      ['22:00:00Z in_progress before another word'],
    ],
    [
      'no beginning that somebody says themselves',
      '2026-11-24T22:10:00Z',
      [
        ['10:00:00Z', 'scheduled'],
        ['22:00:00Z', 'in_progress'],
      ],
      [],
    ],
    ['nothing of work that was called off', '2026-11-25T08:00:00Z', [['20:00:00Z', 'completed']], []],
    [
      'no beginning of what has begun before its time, and no end of what somebody has ended',
      '2026-11-25T08:00:00Z',
      [
        ['21:50:00Z', 'in_progress'],
        ['23:00:00Z', 'completed'],
      ],
      [],
    ],
    [
      'no end of what was put off',
      '2026-11-25T08:00:00Z',
      [
        ['10:00:00Z', 'scheduled'],
        ['22:10:00Z', 'scheduled'],
      ],
      ['22:00:00Z in_progress before another word'],
    ],
  ])('lists %s', (_, now, ...[said, expected]) => {
    expect(phasesAt(now, said)).toEqual(expected);
  });

  test('lists the beginning alone where one window ends as the next begins', () => {
    const maintenance = makeMaintenance(LATER, {
      scheduled: {
        ...{ from: '2026-11-24T22:00:00Z', until: '2026-11-24T23:00:00Z', timeZone: 'Etc/UTC' },
        recurrence: 'FREQ=HOURLY;COUNT=2',
      },
    });
    const listed = listClockPhases(maintenance, LATER).map(({ at: entered, phase }) => [formatInstant(entered), phase]);
    expect(listed).toEqual([
      ['2026-11-24T22:00:00Z', 'in_progress'],
      ['2026-11-24T23:00:00Z', 'in_progress'],
      ['2026-11-25T00:00:00Z', 'completed'],
    ]);
  });

  test('lists those of each window of a recurrence with what was said of it', () => {
    const maintenance = makeMaintenance(LATER, {
      scheduled: {
        from: '2026-11-23T22:00:00Z',
        until: '2026-11-23T23:00:00Z',
        timeZone: 'Etc/UTC',
        recurrence: 'FREQ=DAILY;COUNT=2',
      },
      updates: [
        makeUpdate('2026-11-20T10:00:00Z', { phase: 'scheduled', text: 'Two nights.' }),
        makeUpdate('2026-11-24T22:10:00Z', { phase: 'verifying', text: 'Looking.' }),
      ],
    });
    const listed = listClockPhases(maintenance, LATER).map((entered) => [
      formatInstant(entered.at),
      entered.phase,
      formatInstant(entered.window.end),
      ...entered.updates.map(({ text }) => text),
    ]);
    expect(listed).toEqual([
      ['2026-11-23T22:00:00Z', 'in_progress', '2026-11-23T23:00:00Z', 'Two nights.'],
      ['2026-11-23T23:00:00Z', 'completed', '2026-11-23T23:00:00Z', 'Two nights.'],
      ['2026-11-24T22:00:00Z', 'in_progress', '2026-11-24T23:00:00Z', 'Two nights.'],
      ['2026-11-24T23:00:00Z', 'completed', '2026-11-24T23:00:00Z', 'Two nights.', 'Looking.'],
    ]);
  });
});
