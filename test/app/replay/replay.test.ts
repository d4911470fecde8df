import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { deriveReplayedChecks } from '../../../src/app/replay/components.ts';
import {
  listIncidents,
  type ReplayedIncident,
  replayRun,
  type ReplayState,
  startReplay,
} from '../../../src/app/replay/replay.ts';
import { groupByMinute, type RecordedRun, sampleEvents } from '../../../src/app/replay/runs.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import type { Config } from '../../../src/schema/config.ts';
import { makeComponent, makeConfig } from '../../support/builders.ts';
import { EVENTS, OPTIONS, record, replay, rowsOf, START, tellIncidents } from '../../support/replay.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function plus(minutes: number): string {
  return new Date(START + minutes * MINUTE_MS).toISOString().replace('.000Z', 'Z');
}

describe('replayRecording() of measurements', () => {
  test.each([
    ['uuuu', [], 'passes open nothing'],
    ['udu', [], 'one bad run opens nothing'],
    ['uddd', [`web: ${plus(5)} to open`], 'a failure begins with its first measurement'],
    ['udduuuu', [`web: ${plus(5)} to ${plus(30)}`], 'resolved once the recovery has held'],
    ['ugg', [`web: ${plus(5)} to open`], 'slowness counts'],
    ['udd????', [`web: ${plus(5)} to open`], 'what is unknown stays unknown'],
    ['udduuuuduuuuu', [`web: ${plus(5)} to ${plus(30)}`], 'one bad run does not open it again'],
    ['udduuuudduuuu', [`web: ${plus(5)} to ${plus(60)}`], 'a failure soon after it was resolved does'],
    ['udduuuuuuuuuddu', [`web: ${plus(5)} to ${plus(30)}`, `web: ${plus(60)} to open`], 'a later one is another'],
    ['ud.......d', [], 'a silence longer than holdFor breaks a row'],
  ])('%s: %s', (row, expected) => {
    expect(tellIncidents(replay(rowsOf({ web: row })))).toEqual(expected);
  });

  test('tells id, times, category, checks and components, ordered by start', () => {
    expect(replay(rowsOf({ web: 'uuudduuuu', 'api-2': 'uddd' }))).toEqual([
      {
        id: '2026-11-20-api-2',
        category: 'undetermined',
        startedAt: START + 5 * MINUTE_MS,
        openedAt: START + 10 * MINUTE_MS,
        resolvedAt: undefined,
        checks: ['api-2'],
        components: ['api-2'],
      },
      {
        id: '2026-11-20-web',
        category: 'undetermined',
        startedAt: START + 15 * MINUTE_MS,
        openedAt: START + 20 * MINUTE_MS,
        resolvedAt: START + 40 * MINUTE_MS,
        checks: ['web'],
        components: ['web'],
      },
    ]);
  });

  test('puts the checks of a component of status.yml together, and waits for none that was never recorded', () => {
    const checks = ['api-1', 'api-2', 'api-never'].map((id) => ({ id, type: 'tcp', host: '127.0.0.1', port: 1 }));
    const config = makeConfig({ components: [makeComponent('api', 'API', { checks })] });
    const incidents = replay(rowsOf({ 'api-1': 'udduuuu', 'api-2': 'uddduuuu', other: 'udd' }), { config });
    expect(incidents.map(({ components, checks: failed }) => [components, failed])).toEqual([
      [['api'], ['api-1', 'api-2']],
      [['other'], ['other']],
    ]);
    expect(incidents[0]?.resolvedAt).toBe(START + 35 * MINUTE_MS);
  });

  test('rows that share their time to the minute are one run, of a check twice in it the last', () => {
    const rows: Measurement[] = [
      { check: 'web', at: START + 1_000, state: 'down' },
      { check: 'web', at: START + 59_000, state: 'up' },
      { check: 'web', at: START + 61_000, state: 'down' },
      { check: 'web', at: START + 62_000, state: 'down' },
      { check: 'web', at: START + 90_000, state: 'down' },
    ];
    expect(replay(rows)).toEqual([]);
    const next: Measurement = { check: 'web', at: START + 121_000, state: 'down' };
    expect(tellIncidents(replay([...rows, next]))).toEqual([`web: 2026-11-20T10:01:01Z to open`]);
  });

  test('many components that begin to fail together are one incident, which later ones join', () => {
    const incidents = replay(rowsOf({ a: 'udddd', b: 'udddd', c: 'udddd', d: 'uuddd' }));
    expect(incidents.map(({ components }) => components)).toEqual([['a', 'b', 'c', 'd']]);
  });

  test.each([
    ['without an answer, the run is blind', undefined, 0],
    ['whatever another program writes in its place', '0', 0],
    ['with a status, it is not', '503', 1],
  ])('all fail together: %s', (_, code, count) => {
    const rows = rowsOf({ a: 'udddd', b: 'udddd', c: 'udddd' }).map((row) =>
      row.state === 'down' ? { ...row, code } : row,
    );
    expect(replay(rows)).toHaveLength(count);
    expect(replay(rows, { sampling: EVENTS })).toHaveLength(count);
  });

  test('a run that lacks a check which was measured shortly before is not blind', () => {
    const rows = rowsOf({ a: 'uddd', b: 'uddd', c: 'u...' }).map((row) => ({ ...row, code: undefined }));
    expect(replay(rows).map(({ checks }) => checks)).toEqual([['a'], ['b']]);
  });

  test('a check that fails and recovers again and again is one incident', () => {
    expect(replay(rowsOf({ web: 'uududduddudduuuuuuuuuuuuuuuuuuuuuu' }))).toHaveLength(1);
  });

  test('a clock that was put forward for a run leaves the rest as it was', () => {
    const rows = rowsOf({ web: 'udduuuu' });
    const ahead: Measurement = { check: 'web', at: Date.UTC(9000, 0, 1), state: 'down' };
    expect(tellIncidents(replay([ahead, ...rows]))).toEqual(tellIncidents(replay(rows)));
  });

  test('a failure of months is one incident with its start, whatever is dropped in between', () => {
    const months: Measurement[] = Array.from({ length: 60 * 24 * 4 }, (_, index) => ({
      check: 'web',
      at: START + index * 15 * MINUTE_MS,
      state: index > 2 && index < 55 * 24 * 4 ? 'down' : 'up',
    }));
    expect(tellIncidents(replay(months))).toEqual([`web: ${plus(45)} to ${plus(55 * 24 * 60 + 15)}`]);
  });
});

const config: Config = makeConfig({ components: [], triage: { stableFor: '40m' }, uptime: { holdFor: '12m' } });

/** Rows of letters, mostly of the same as before, over some days and with silences. */
const history: fc.Arbitrary<Measurement[]> = fc
  .dictionary(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.array(fc.tuple(fc.constantFrom('u', 'u', 'd', 'g', '?', '.'), fc.integer({ min: 1, max: 12 })), {
      maxLength: 12,
    }),
    { minKeys: 1 },
  )
  .map((rows) =>
    rowsOf(
      Object.fromEntries(
        Object.entries(rows).map(([check, parts]) => [
          check,
          parts.map(([letter, times]) => letter.repeat(times)).join(''),
        ]),
      ),
    ),
  );

/** The same with ten hours from run to run, so that most of it lies further back than a run looks. */
function stretch(measurements: readonly Measurement[]): Measurement[] {
  return measurements.map((row) => ({ ...row, at: START + (row.at - START) * 120 }));
}
const stretched: Config = { ...config, uptime: { ...config.uptime, holdFor: 36 * HOUR_MS } };

function goOn(runs: Iterable<RecordedRun>, measurements: readonly Measurement[], from: ReplayState): ReplayState {
  const checks = deriveReplayedChecks(config, record(measurements).checks);
  for (const run of runs) replayRun(from, run, checks);
  return from;
}

describe('replayRun()', () => {
  test.each([
    ['runs in minutes', config, (rows: Measurement[]) => rows],
    ['runs in hours', stretched, stretch],
  ])('gives the same as with every run planned on the whole history: %s', (_, used, spread) => {
    fc.assert(
      fc.property(history, (rows) => {
        const recording = record(spread(rows));
        const checks = deriveReplayedChecks(used, recording.checks);
        const [quick, thorough] = [startReplay(), startReplay()];
        for (const run of groupByMinute(recording)) {
          replayRun(quick, run, checks);
          replayRun(thorough, run, { ...checks, isThorough: true });
        }
        expect(listIncidents(quick)).toEqual(listIncidents(thorough));
      }),
      // In hours, runs between failures that lie further back than what is counted otherwise.
      { numRuns: 30, examples: [[rowsOf({ a: 'uuuuuuuuuuuuudd', b: 'dd', c: 'uuuuuuuuuudd' })]] },
    );
  });

  test('gives the same from where a prefix ended as in one go', () => {
    fc.assert(
      fc.property(history, fc.nat(60), (measurements, cut) => {
        const runs = [...groupByMinute(record(measurements))];
        const whole = goOn(runs, measurements, startReplay());
        const prefix = goOn(runs.slice(0, cut), measurements, startReplay());
        expect(goOn(runs.slice(cut), measurements, structuredClone(prefix))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test('gives the same whatever the order of the rows, and whatever stands there twice', () => {
    const shuffled = history.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2 })),
    );
    const told = (rows: readonly Measurement[], sampling = OPTIONS.sampling): ReplayedIncident[] =>
      replay(rows, { config, sampling });
    fc.assert(
      fc.property(shuffled, ([rows, others]) => {
        expect(told(others)).toEqual(told(rows));
        const sampling = { ...EVENTS, gap: HOUR_MS };
        expect(told(others, sampling)).toEqual(told(rows, sampling));
      }),
      { numRuns: 30 },
    );
  });

  test('opens nothing on fewer failures than confirmAfter', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 4 }), (rows, confirmAfter) => {
        const strict = { ...config, triage: { ...config.triage, confirmAfter } };
        for (const { startedAt, openedAt, checks } of replay(rows, { config: strict })) {
          const failures = rows.filter(
            ({ check, at, state }) =>
              checks.includes(check) && at >= startedAt && at <= openedAt && ['down', 'degraded'].includes(state),
          );
          expect(failures.length).toBeGreaterThanOrEqual(confirmAfter);
        }
      }),
    );
  });
});

describe('sampleEvents()', () => {
  const event = (minutes: number, state: Measurement['state']): Measurement => ({
    check: 'web',
    at: START + minutes * MINUTE_MS,
    state,
  });
  const runsOf = (rows: readonly Measurement[], sampling = EVENTS): string[] =>
    [...sampleEvents(record(rows), sampling)].map(({ at, results }) => {
      return `${(at - START) / MINUTE_MS} ${results.map(({ state }) => state).join(' ')}`;
    });

  test('sees at each run what holds, from the first row on', () => {
    const gap = 12 * MINUTE_MS;
    expect(runsOf([event(2, 'up'), event(8, 'down'), event(15, 'up')], { ...EVENTS, gap })).toEqual([
      '5 up',
      '10 down',
      '15 up',
      '20 up',
      '25 up',
    ]);
  });

  test('knows nothing in a silence beyond the gap, and leaves out runs without any check', () => {
    const gap = 10 * MINUTE_MS;
    expect(runsOf([event(0, 'up'), event(4_000_001, 'down')], { ...EVENTS, gap })).toEqual([
      '0 up',
      '5 up',
      '10 up',
      '4000005 down',
      '4000010 down',
    ]);
  });

  test('takes a check that is silent for somewhat longer than the gap for one that may have answered', () => {
    const hours = (check: string, hour: number, state: Measurement['state']): Measurement => {
      return { ...event(hour * 60, state), check, code: state === 'down' ? 'connect' : '200' };
    };
    const fault = ['a', 'b'].flatMap((check) => [hours(check, 26, 'down'), hours(check, 27, 'up')]);
    const told = (...rows: Measurement[]): string[] =>
      replay([...rows, ...fault], { sampling: EVENTS }).map(({ checks }) => checks.join(' '));
    const both = [hours('a', 0, 'up'), hours('b', 0, 'up'), hours('a', 23, 'up'), hours('b', 23, 'up')];
    expect(told(...both)).toEqual([]);
    expect(told(...both, hours('c', 1, 'up'))).toEqual(['a', 'b']);
    expect(told(...both, hours('c', -23, 'up'))).toEqual([]);
  });

  test('does not see what came and went between two runs', () => {
    expect(tellIncidents(replay([event(0, 'up'), event(6, 'down'), event(8, 'up')], { sampling: EVENTS }))).toEqual([]);
  });

  test('holds the last state on, so that an incident that was over is resolved', () => {
    const rows = [event(0, 'up'), event(6, 'down'), event(31, 'up')];
    expect(tellIncidents(replay(rows, { sampling: EVENTS }))).toEqual([`web: ${plus(10)} to ${plus(50)}`]);
    expect(tellIncidents(replay(rows.slice(0, 2), { sampling: EVENTS }))).toEqual([`web: ${plus(10)} to open`]);
  });
});
