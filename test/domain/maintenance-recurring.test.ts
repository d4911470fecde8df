import { describe, expect, test } from 'vitest';

import { deriveClaims } from '../../src/domain/overlay.ts';
import {
  deriveMaintenance,
  deriveMaintenanceIntervals,
  listOccurrences,
  type Maintenance,
  maintenanceAt,
  windowOf,
} from '../../src/domain/maintenance.ts';
import { expandRecurrence } from '../../src/domain/recurrence.ts';
import type { ComponentStatus } from '../../src/schema/component.ts';
import type { MaintenanceFrontMatter } from '../../src/schema/incident.ts';
import type { MaintenancePhase } from '../../src/schema/phase.ts';
import { formatInstant, type Instant } from '../../src/schema/timestamp.ts';
import { at, makeUpdate } from '../support/builders.ts';

/** Day of November 2026 and time of day, UTC. */
type Line = [time: string, phase: MaintenancePhase, components?: Record<string, ComponentStatus>];

const instant = (time: string): Instant => at(`2026-11-${time.replace(' ', 'T')}:00Z`);
const draw = (at: Instant | undefined): string =>
  at === undefined ? '-' : formatInstant(at).slice(8, 16).replace('T', ' ');

/** The nights of 10, 12, 14 and 16 November from 02:00 to 04:00. */
function maintenance(lines: readonly Line[], now: Instant, exdates: string[] = []): Maintenance {
  const scheduled: MaintenanceFrontMatter['scheduled'] = {
    from: '2026-11-10T02:00:00Z',
    until: '2026-11-10T04:00:00Z',
    timeZone: 'Etc/UTC',
    recurrence: 'FREQ=DAILY;INTERVAL=2;COUNT=4',
    exdates,
  };
  const updates = lines.map(([time, phase, components = {}]) =>
    makeUpdate(`2026-11-${time.replace(' ', 'T')}:00Z`, { phase, components }),
  );
  const frontMatter = { kind: 'maintenance' as const, title: 'Backups', components: ['api'], scheduled };
  return deriveMaintenance(
    'backups',
    { frontMatter, introduction: '', updates, known: expandRecurrence(scheduled, now) },
    now,
  );
}

describe('deriveMaintenance() of a recurrence', () => {
  test.each<[string, Line[], string, MaintenancePhase, string, string, string]>([
    // rule, updates, now, phase, window, started, ended
    ['tells of the first before it', [], '09 00:00', 'scheduled', '10 02:00', '-', '-'],
    ['tells of the one at work', [], '12 03:00', 'in_progress', '12 02:00', '12 02:00', '-'],
    ['tells of the next between two', [], '12 04:00', 'scheduled', '14 02:00', '-', '-'],
    ['tells of the last after it', [], '20 00:00', 'completed', '16 02:00', '16 02:00', '16 04:00'],
    ['may begin one early', [['12 01:00', 'in_progress']], '12 01:30', 'in_progress', '12 02:00', '12 01:00', '-'],
    ['may end one early', [['12 03:00', 'completed']], '12 03:30', 'scheduled', '14 02:00', '-', '-'],
    [
      'and hold the next all the same',
      [['12 03:00', 'completed']],
      '14 03:00',
      'in_progress',
      '14 02:00',
      '14 02:00',
      '-',
    ],
    ['may call one off', [['11 20:00', 'completed']], '12 03:00', 'scheduled', '14 02:00', '-', '-'],
    [
      'takes what comes soon after one for a word on it',
      [['12 05:00', 'completed']],
      '12 06:00',
      'scheduled',
      '14 02:00',
      '-',
      '-',
    ],
    ['may run over', [['12 04:10', 'in_progress']], '12 08:00', 'in_progress', '12 02:00', '12 02:00', '-'],
    [
      'until a person says otherwise, however late',
      [
        ['12 04:00', 'in_progress'],
        ['13 23:00', 'completed'],
      ],
      '14 03:00',
      'in_progress',
      '14 02:00',
      '14 02:00',
      '-',
    ],
    ['and no further than the next', [['12 04:00', 'in_progress']], '14 05:00', 'scheduled', '16 02:00', '-', '-'],
    [
      'may be put off within a window',
      [
        ['01 00:00', 'scheduled'],
        ['12 02:10', 'scheduled'],
      ],
      '12 03:00',
      'scheduled',
      '12 02:00',
      '12 02:00',
      '-',
    ],
    [
      'which the clock then ends',
      [
        ['01 00:00', 'scheduled'],
        ['12 02:10', 'scheduled'],
      ],
      '12 05:00',
      'scheduled',
      '14 02:00',
      '-',
      '-',
    ],
    [
      'lets an announcement put nothing off',
      [['10 02:10', 'scheduled']],
      '10 03:00',
      'in_progress',
      '10 02:00',
      '10 02:00',
      '-',
    ],
  ])('%s', (_, ...[lines, now, phase, from, startedAt, endedAt]) => {
    const found = maintenance(lines, instant(now));
    expect([found.phase, draw(found.from), draw(found.startedAt), draw(found.endedAt)]).toEqual([
      phase,
      from,
      startedAt,
      endedAt,
    ]);
    // A page that was built before says the same by the clock alone, if what was written since then were known.
    expect(maintenanceAt(maintenance(lines, instant('01 00:00')), instant(now)).phase).toBe(phase);
  });

  test('skips what exdates name, and is over where that is all', () => {
    const [first, ...others] = ['10', '12', '14', '16'].map((day) => `2026-11-${day}T02:00:00Z`);
    expect(draw(maintenance([], instant('09 00:00'), [first ?? '']).from)).toBe('12 02:00');
    const none = maintenance([], instant('11 00:00'), [first ?? '', ...others]);
    expect([none.phase, draw(none.startedAt), deriveMaintenanceIntervals(none, instant('20 00:00'))]).toEqual([
      'completed',
      '-',
      [],
    ]);
  });
});

describe('deriveMaintenanceIntervals() of a recurrence', () => {
  test('excludes each window exactly, and lets a component back for that window alone', () => {
    const lines: Line[] = [
      ['01 00:00', 'scheduled'],
      ['12 03:00', 'verifying', { api: 'operational' }],
      ['14 05:00', 'in_progress'],
      ['14 06:30', 'completed'],
    ];
    const until = instant('16 03:00');
    const drawn = deriveMaintenanceIntervals(maintenance(lines, until), until).map(
      ({ start, end }) => `${draw(start)}-${draw(end)}`,
    );
    expect(drawn).toEqual([
      '10 02:00-10 04:00',
      '12 02:00-12 03:00',
      '14 02:00-14 04:00',
      '14 05:00-14 06:30',
      '16 02:00-16 03:00',
    ]);
    expect(deriveClaims('api', { incidents: [], maintenances: [maintenance(lines, until)] }, until)).toHaveLength(5);
  });

  test('counts nothing that was said of windows which are no longer known', () => {
    const scheduled = {
      from: '2020-01-05T02:00:00Z',
      until: '2020-01-05T03:00:00Z',
      timeZone: 'Etc/UTC',
      recurrence: 'FREQ=WEEKLY',
    };
    const now = instant('20 00:00');
    const file = {
      frontMatter: { kind: 'maintenance' as const, title: 'T', components: ['api'], scheduled },
      introduction: '',
      updates: [
        makeUpdate('2020-01-05T02:30:00Z', { phase: 'in_progress' }),
        makeUpdate('2020-03-01T02:30:00Z', { phase: 'in_progress' }),
      ],
    };
    const found = deriveMaintenance('t', { ...file, known: expandRecurrence(scheduled, now) }, now);
    expect(deriveMaintenanceIntervals(found, now).every(({ start, end }) => end - start === 3_600_000)).toBe(true);
  });
});

test('listOccurrences() tells of each window with what was said of it, else with the announcement', () => {
  const lines: Line[] = [
    ['01 00:00', 'scheduled'],
    ['12 03:00', 'completed'],
  ];
  const listed = listOccurrences(maintenance(lines, instant('14 03:00')), instant('14 03:00'));
  expect(listed.map(({ from, phase, updates }) => [draw(from), phase, draw(updates[0]?.at)])).toEqual([
    ['10 02:00', 'completed', '01 00:00'],
    ['12 02:00', 'completed', '12 03:00'],
    ['14 02:00', 'in_progress', '01 00:00'],
    ['16 02:00', 'scheduled', '01 00:00'],
  ]);
});

test('windowOf() tells the window that an update speaks of, the same at any time', () => {
  const lines: Line[] = [
    ['01 00:00', 'scheduled'],
    ['12 03:00', 'completed'],
  ];
  for (const now of ['01 00:00', '12 05:00', '20 00:00']) {
    const found = maintenance(lines, instant(now));
    expect(found.updates.map((update) => draw(windowOf(found, update).start))).toEqual(['10 02:00', '12 02:00']);
  }
});
