import { expect, test } from 'vitest';

import type { MaintenancesAt } from '../../../src/app/replay/maintenances.ts';
import { replayRecording } from '../../../src/app/replay/replay-recording.ts';
import { maintenanceAt } from '../../../src/domain/maintenance.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import { at, makeComponent, makeConfig, makeMaintenance } from '../../support/builders.ts';
import { OPTIONS, record, tellIncidents } from '../../support/replay.ts';

const HOUR_MS = 3_600_000;
const EVENING = at('2026-11-20T22:00:00Z');
const EACH_SECOND = { every: 1_000, gap: 24 * HOUR_MS };

function told(rows: readonly Measurement[], until = Infinity) {
  return replayRecording(record(rows), { ...OPTIONS, sampling: EACH_SECOND, until });
}

test('replayRecording() counts the samples that it passes over, to the last that is asked for', () => {
  const rows: Measurement[] = [{ check: 'web', at: EVENING, state: 'up' }];
  const { runs, from, until } = told(rows);
  expect({ runs, from, until }).toEqual({ runs: 86_401, from: EVENING, until: EVENING + 24 * HOUR_MS });
  expect(told(rows, EVENING + 2 * HOUR_MS + 500)).toMatchObject({ runs: 7_201, until: EVENING + 2 * HOUR_MS });
});

test('replayRecording() finds what a sample each second finds, to the second', () => {
  const rows: Measurement[] = [
    { check: 'web', at: EVENING, state: 'up' },
    { check: 'web', at: EVENING + 5 * HOUR_MS, state: 'down', code: '503' },
    { check: 'web', at: EVENING + 20 * HOUR_MS, state: 'up' },
  ];
  expect(tellIncidents(told(rows).incidents)).toEqual(['web: 2026-11-21T03:00:00Z to 2026-11-21T18:15:00Z']);
});

/** Changes of state by the hour at which they are, in one letter each. */
function eventsOf(changes: Readonly<Record<string, readonly [hours: number, letter: 'u' | 'd'][]>>): Measurement[] {
  return Object.entries(changes).flatMap(([check, ofCheck]) =>
    ofCheck.map(([hours, letter]) => {
      const state = letter === 'u' ? ('up' as const) : ('down' as const);
      return { check, at: EVENING + hours * HOUR_MS, state, code: letter === 'u' ? '200' : '503' };
    }),
  );
}

const CONFIG = makeConfig({
  components: ['web', 'old'].map((id) => ({
    ...makeComponent(id, id, { checks: [{ id, type: 'tcp', host: 'example.org', port: 1 }] }),
    ...(id === 'old' && { retired: '2026-11-21' }),
  })),
  triage: { correlateAt: 2 },
});
const SCHEDULED = { from: '2026-11-20T23:00:00Z', until: '2026-11-21T01:00:00Z' };
const maintenances: MaintenancesAt = (now) => [
  maintenanceAt(makeMaintenance(EVENING, { components: ['web'], scheduled: SCHEDULED }), now),
];

test('replayRecording() opens what outlasts a maintenance with its end', () => {
  const rows = eventsOf({
    web: [
      [0, 'u'],
      [1.5, 'd'],
    ],
    old: [[0, 'u']],
  });
  const { incidents } = replayRecording(record(rows), {
    ...OPTIONS,
    config: CONFIG,
    sampling: EACH_SECOND,
    maintenances,
  });
  expect(incidents).toMatchObject([{ id: '2026-11-20-web', openedAt: at('2026-11-21T01:00:00Z') }]);
});

test('replayRecording() resolves what has recovered once the rest is retired', () => {
  const rows = eventsOf({
    web: [
      [0, 'u'],
      [0.5, 'd'],
      [1, 'u'],
    ],
    old: [
      [0, 'u'],
      [0.5, 'd'],
    ],
  });
  const { incidents } = replayRecording(record(rows), { ...OPTIONS, config: CONFIG, sampling: EACH_SECOND });
  expect(incidents).toMatchObject([{ components: ['old', 'web'], resolvedAt: at('2026-11-21T00:00:00Z') }]);
});
