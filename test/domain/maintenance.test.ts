import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { deriveMaintenance, deriveMaintenanceIntervals, type Maintenance } from '../../src/domain/maintenance.ts';
import type { Update } from '../../src/domain/update.ts';
import type { ComponentStatus } from '../../src/schema/component.ts';
import type { MaintenanceFrontMatter } from '../../src/schema/incident.ts';
import { MAINTENANCE_PHASES, type MaintenancePhase } from '../../src/schema/phase.ts';
import { formatInstant, type Instant } from '../../src/schema/timestamp.ts';
import { at, makeUpdate } from '../support/builders.ts';

type Line = [time: string, phase: MaintenancePhase, components?: Record<string, ComponentStatus>];

const instant = (time: string): Instant => at(`2026-11-20T${time}:00Z`);
const clock = (at: Instant | undefined): string => (at === undefined ? '-' : formatInstant(at).slice(11, 16));
const ANNOUNCED: Line = ['08:00', 'scheduled'];
const FRONT_MATTER: MaintenanceFrontMatter = {
  kind: 'maintenance',
  title: 'Database upgrade',
  components: ['api'],
  scheduled: { from: '2026-11-20T11:00:00+01:00', until: '2026-11-20T12:00:00Z' },
};

function maintenance(lines: readonly Line[], now: Instant): Maintenance {
  const updates = lines.map(([time, phase, components = {}]): Update =>
    makeUpdate(`2026-11-20T${time}:00Z`, { phase, components }),
  );
  return deriveMaintenance('database', { frontMatter: FRONT_MATTER, introduction: '', updates }, now);
}

describe('deriveMaintenance()', () => {
  test.each<[string, Line[], string, MaintenancePhase, string, string]>([
    // rule, updates, now, phase, started, ended (the window is 10:00 to 12:00)
    ['it is scheduled before its window', [ANNOUNCED], '09:59', 'scheduled', '-', '-'],
    ['the clock begins it', [ANNOUNCED], '10:00', 'in_progress', '10:00', '-'],
    ['the clock completes it', [ANNOUNCED], '12:00', 'completed', '10:00', '12:00'],
    ['it needs no update', [], '11:00', 'in_progress', '10:00', '-'],
    [
      'an announcement within the window puts nothing off',
      [['10:30', 'scheduled']],
      '11:00',
      'in_progress',
      '10:00',
      '-',
    ],
    ['it may begin early', [ANNOUNCED, ['09:30', 'in_progress']], '09:45', 'in_progress', '09:30', '-'],
    ['what is verified early stays so', [['09:30', 'verifying']], '10:30', 'verifying', '09:30', '-'],
    ['it may end early', [ANNOUNCED, ['11:15', 'completed']], '11:30', 'completed', '10:00', '11:15'],
    ['an early end stays', [ANNOUNCED, ['11:15', 'completed']], '13:00', 'completed', '10:00', '11:15'],
    ['a word counts from its time', [ANNOUNCED, ['11:15', 'completed']], '11:00', 'in_progress', '10:00', '-'],
    ['verifying is at work', [ANNOUNCED, ['11:30', 'verifying']], '11:45', 'verifying', '10:00', '-'],
    [
      'the clock completes what is verified',
      [ANNOUNCED, ['11:30', 'verifying']],
      '12:00',
      'completed',
      '10:00',
      '12:00',
    ],
    ['it may run over', [ANNOUNCED, ['12:00', 'in_progress']], '12:30', 'in_progress', '10:00', '-'],
    [
      'it runs over until that is completed',
      [ANNOUNCED, ['12:00', 'in_progress'], ['12:45', 'completed']],
      '14:00',
      'completed',
      '10:00',
      '12:45',
    ],
    [
      'a late "completed" does not lengthen it',
      [ANNOUNCED, ['17:00', 'completed']],
      '18:00',
      'completed',
      '10:00',
      '12:00',
    ],
    ['it may be cancelled', [ANNOUNCED, ['09:00', 'completed']], '11:00', 'completed', '-', '09:00'],
    [
      'it may be cancelled and taken up again',
      [ANNOUNCED, ['09:00', 'completed'], ['09:30', 'scheduled']],
      '11:00',
      'in_progress',
      '10:00',
      '-',
    ],
    ['it may be put off', [ANNOUNCED, ['10:05', 'scheduled']], '11:00', 'scheduled', '10:00', '-'],
    [
      'and begin then',
      [ANNOUNCED, ['10:05', 'scheduled'], ['11:00', 'in_progress']],
      '11:30',
      'in_progress',
      '10:00',
      '-',
    ],
    [
      'the clock ends also what was put off',
      [ANNOUNCED, ['10:05', 'scheduled']],
      '12:00',
      'completed',
      '10:00',
      '12:00',
    ],
    ['also not at the very end', [ANNOUNCED, ['12:00', 'scheduled']], '13:00', 'completed', '10:00', '12:00'],
    [
      'what is over is not scheduled again',
      [ANNOUNCED, ['12:30', 'scheduled']],
      '13:00',
      'completed',
      '10:00',
      '12:00',
    ],
  ])('%s', (_, ...[lines, now, phase, startedAt, endedAt]) => {
    const found = maintenance(lines, instant(now));
    expect([found.phase, clock(found.startedAt), clock(found.endedAt)]).toEqual([phase, startedAt, endedAt]);
  });

  test('names the components of the front matter and of the updates', () => {
    expect(maintenance([ANNOUNCED, ['10:30', 'in_progress', { web: 'under_maintenance' }]], 0).components).toEqual([
      'api',
      'web',
    ]);
  });
});

function drawIntervals(lines: readonly Line[], until: string): string[] {
  return deriveMaintenanceIntervals(maintenance(lines, instant(until)), instant(until)).map(
    ({ component, status, start, end }) => `${component} ${status} ${clock(start)}-${clock(end)}`,
  );
}

describe('deriveMaintenanceIntervals()', () => {
  test.each<[string, Line[], string, string[]]>([
    ['nothing before it starts', [ANNOUNCED], '10:00', []],
    ['up to the given time', [ANNOUNCED], '11:00', ['api under_maintenance 10:00-11:00']],
    ['up to the end', [ANNOUNCED], '20:00', ['api under_maintenance 10:00-12:00']],
    ['while it is verified, too', [ANNOUNCED, ['11:00', 'verifying']], '20:00', ['api under_maintenance 10:00-12:00']],
    ['from an early beginning', [ANNOUNCED, ['09:00', 'in_progress']], '20:00', ['api under_maintenance 09:00-12:00']],
    ['nothing of a cancelled one', [ANNOUNCED, ['09:00', 'completed']], '20:00', []],
    [
      'in parts when it was put off',
      [ANNOUNCED, ['10:10', 'scheduled'], ['11:00', 'in_progress']],
      '20:00',
      ['api under_maintenance 10:00-10:10', 'api under_maintenance 11:00-12:00'],
    ],
    [
      'until an update calls the component operational',
      [ANNOUNCED, ['11:00', 'verifying', { api: 'operational' }]],
      '20:00',
      ['api under_maintenance 10:00-11:00'],
    ],
    [
      'from when an update names a further component',
      [ANNOUNCED, ['11:00', 'in_progress', { web: 'under_maintenance' }]],
      '20:00',
      ['api under_maintenance 10:00-12:00', 'web under_maintenance 11:00-12:00'],
    ],
    [
      'as an update says',
      [ANNOUNCED, ['11:00', 'in_progress', { api: 'major_outage' }]],
      '20:00',
      ['api under_maintenance 10:00-11:00', 'api major_outage 11:00-12:00'],
    ],
  ])('gives %s', (_, ...[lines, until, expected]) => {
    expect(drawIntervals(lines, until)).toEqual(expected);
  });
});

const someLines = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 0, max: 59 }), fc.constantFrom(...MAINTENANCE_PHASES)).map(([step, phase]): Line => {
    const minute = step * 7;
    const time = `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    return [time, phase];
  }),
  { selector: ([time]) => time, maxLength: 6 },
);

describe('a maintenance', () => {
  test('does not depend on the order of the updates in the file', () => {
    const shuffled = someLines.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.nat(600), ([lines, other], minute) => {
        const now = instant('08:00') + minute * 60_000;
        expect(maintenance(other, now)).toEqual(maintenance(lines, now));
      }),
    );
  });

  test('counts as at work exactly when the page said so', () => {
    fc.assert(
      fc.property(someLines, fc.nat(600), (lines, minute) => {
        const now = instant('08:00') + minute * 60_000;
        const shown = maintenance(lines, now).phase;
        const runs = deriveMaintenanceIntervals(maintenance(lines, instant('23:00')), instant('23:00'));
        const counted = runs.some(({ start, end }) => start <= now && now < end);
        expect(counted).toBe(shown === 'in_progress' || shown === 'verifying');
      }),
    );
  });
});
