import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { deriveReplayedChecks } from '../../../src/app/replay/components.ts';
import type { MaintenancesAt } from '../../../src/app/replay/maintenances.ts';
import { replayRecording } from '../../../src/app/replay/replay-recording.ts';
import { listIncidents, type ReplayedIncident, replayRun, startReplay } from '../../../src/app/replay/replay.ts';
import { type Sampling, sampleEvents } from '../../../src/app/replay/runs.ts';
import { maintenanceAt } from '../../../src/domain/maintenance.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import type { Config } from '../../../src/schema/config.ts';
import { at, makeComponent, makeConfig, makeMaintenance } from '../../support/builders.ts';
import { OPTIONS, record } from '../../support/replay.ts';

const MINUTE_MS = 60_000;
const EVENING = at('2026-11-20T22:00:00Z');

/** Changes of state over some hours: of single checks, and of several within few minutes. */
const events: fc.Arbitrary<Measurement[]> = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 0, max: 360 }),
      checks: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }),
      lasts: fc.constantFrom(3, 7, 15, 60, 400),
      state: fc.constantFrom('down', 'down', 'degraded', 'unknown'),
      code: fc.constantFrom(undefined, '503'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((spells) =>
    spells.flatMap(({ minutes, checks, lasts, state, code }) =>
      checks.flatMap((check, index): Measurement[] => {
        const began = EVENING + (minutes + index) * MINUTE_MS;
        return [
          { check, at: EVENING, state: 'up', code: '200' },
          { check, at: began, state, code },
          { check, at: began + lasts * MINUTE_MS, state: 'up', code: '200' },
        ];
      }),
    ),
  );

const policy = fc.record({
  confirmAfter: fc.integer({ min: 1, max: 3 }),
  recoverAfter: fc.integer({ min: 1, max: 3 }),
  stableFor: fc.constantFrom('0s', '6m', '15m'),
  correlateAt: fc.constantFrom(2, 3, '50%'),
});

const sampling: fc.Arbitrary<Sampling> = fc.record({
  every: fc.constantFrom(1, 2, 5, 20).map((minutes) => minutes * MINUTE_MS),
  gap: fc.constantFrom(30, 120, 1_440).map((minutes) => minutes * MINUTE_MS),
});

const maintenances: MaintenancesAt = (now) => {
  const scheduled = { from: '2026-11-20T23:11:00Z', until: '2026-11-21T00:37:00Z' };
  return [maintenanceAt(makeMaintenance(EVENING, { components: ['a', 'b'], scheduled }), now)];
};

/** Component `c` is retired at the midnight in between. */
function configOf(triage: Record<string, unknown>): Config {
  const components = ['a', 'b', 'c'].map((id) => ({
    ...makeComponent(id, id, { checks: [{ id, type: 'tcp', host: `${id}.example.org`, port: 1 }] }),
    ...(id === 'c' && { retired: '2026-11-21' }),
  }));
  return makeConfig({ components, triage, uptime: { holdFor: '12m' } });
}

/** What comes of it where each run is planned, on all that was ever measured. */
function replayThoroughly(
  rows: readonly Measurement[],
  config: Config,
  samples: Sampling,
): [ReplayedIncident[], number] {
  const recording = record(rows);
  const setup = {
    ...deriveReplayedChecks(config, recording.checks),
    maintenances,
    silentFor: samples.gap,
    isThorough: true,
  };
  const state = startReplay();
  let runs = 0;
  for (const run of sampleEvents(recording, samples)) {
    replayRun(state, run, setup);
    runs += 1;
  }
  return [listIncidents(state), runs];
}

vi.setConfig({ testTimeout: 120_000 });

describe('replayRecording() of changes of state', () => {
  test('gives the same as with each sample planned', () => {
    fc.assert(
      fc.property(events, policy, sampling, (rows, triage, samples) => {
        const config = configOf(triage);
        const { incidents, runs } = replayRecording(record(rows), {
          ...OPTIONS,
          config,
          sampling: samples,
          maintenances,
        });
        expect([incidents, runs]).toEqual(replayThoroughly(rows, config, samples));
      }),
      { numRuns: 40 },
    );
  });

  test('gives each of several policies what it gives that policy alone', () => {
    fc.assert(
      fc.property(events, fc.tuple(policy, policy), sampling, (rows, policies, samples) => {
        const [config, other] = [configOf(policies[0]), configOf(policies[1])];
        const options = { ...OPTIONS, sampling: samples, maintenances };
        const both = replayRecording(record(rows), { ...options, config, others: [other.triage] });
        expect(both.others).toEqual([replayRecording(record(rows), { ...options, config: other }).incidents]);
      }),
      { numRuns: 40 },
    );
  });
});
