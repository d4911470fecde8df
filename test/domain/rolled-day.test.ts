import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { addRolledDays, formatRolledDay, parseRolledFile, rolledFilePath } from '../../src/content/rolled-file.ts';
import { type CheckPolicy, deriveCheckRow, deriveCheckSeries } from '../../src/domain/check-series.ts';
import { groupRuns, type Measurement, sliceRuns } from '../../src/domain/measurement.ts';
import { type RolledDay, rollUpDay, unfoldCheck } from '../../src/domain/rolled-day.ts';
import { deriveSeries } from '../../src/domain/series.ts';
import { deriveDays, deriveUptime } from '../../src/domain/uptime.ts';
import type { Instant } from '../../src/schema/timestamp.ts';
import { at } from '../support/builders.ts';
import { measuredDays } from '../support/rolled.ts';

const MINUTE = 60_000;
const DAY_MS = 86_400_000;
const MIDNIGHT = at('2026-08-31T00:00:00Z');
const HOLD = 30 * MINUTE;
const CHECKS = ['check-1', 'check-2', 'check-3'];
const WEIGHTS = { major_outage: 1, partial_outage: 0.3, degraded_performance: 0.1 };

function startOfDay(time: Instant): Instant {
  return Math.floor(time / DAY_MS) * DAY_MS;
}

/** The days that end before `until` rolled up, written and read again, the rest as it was measured. */
function rollUp(measurements: readonly Measurement[], until: Instant): Map<string, Measurement[]> {
  const runs = groupRuns(measurements);
  const starts = [...new Set([...runs.times].map(startOfDay))].filter((day) => day < until).sort((a, b) => a - b);
  const rolled = starts.map((day) => rollUpDay(day, sliceRuns(runs, day, day + DAY_MS), HOLD));
  const read = [...Map.groupBy(rolled, ({ day }) => rolledFilePath(day))].flatMap(([path, days]) => {
    const parsed = parseRolledFile(path, addRolledDays('', days));
    expect(parsed).toEqual({ days, problems: [] });
    return parsed.days;
  });
  return new Map(
    CHECKS.map((check) => [
      check,
      [
        ...read.flatMap((day) => unfoldOf(check, day)),
        ...measurements.filter((m) => m.check === check && m.at >= until),
      ],
    ]),
  );
}

function unfoldOf(check: string, day: RolledDay): Measurement[] {
  const rolled = day.checks.get(check);
  return rolled === undefined ? [] : unfoldCheck(check, rolled, day);
}

/** What a check is at an instant, stated once more and slowly, by the measurements as they were taken. */
function stateAt(all: readonly Measurement[], time: Instant, { confirmAfter, holdFor }: CheckPolicy): string {
  const index = all.findLastIndex((m) => m.at <= time);
  const last = all[index];
  if (last === undefined || time >= last.at + holdFor || last.state === 'unknown') return 'no_data';
  if (last.state === 'up') return 'up';
  // The failures around it: unknown is stepped over, a pass or a silence ends the row.
  const known = all.filter(({ state }) => state !== 'unknown');
  const row = [last];
  for (let place = known.indexOf(last), side: -1 | 1 = -1; ;) {
    const next = known[place + side];
    const here = known[place];
    if (next !== undefined && here !== undefined && next.state !== 'up' && Math.abs(next.at - here.at) <= holdFor) {
      if (side < 0) row.unshift(next);
      else row.push(next);
      place += side;
    } else if (side < 0) {
      side = 1;
      place = known.indexOf(last);
    } else break;
  }
  if (row.length < confirmAfter) return last.state === 'down' ? 'no_data' : 'up';
  const own = row.indexOf(last);
  const first = row.slice(0, own + 1).findLastIndex(({ state }) => state !== 'down') + 1;
  const rest = row.slice(own).findIndex(({ state }) => state !== 'down');
  const downs = (rest < 0 ? row.length : own + rest) - first;
  return last.state === 'down' && downs >= confirmAfter ? 'down' : 'degraded';
}

/** Seconds of each state of a component and UTC day, from the naive states of its checks, second by edge. */
function naiveSeconds(byCheck: ReadonlyMap<string, readonly Measurement[]>, policy: CheckPolicy, end: Instant): object {
  const lists = CHECKS.map((check) => byCheck.get(check) ?? []);
  const edges = lists.flat().flatMap((m) => [m.at, m.at + policy.holdFor]);
  const first = Math.min(...edges);
  const days = Array.from({ length: 8 }, (_, index) => startOfDay(first) + index * DAY_MS);
  const cuts = [...new Set([...edges, ...days, end])].filter((time) => time <= end).sort((a, b) => a - b);
  const seconds: Record<string, number> = {};
  for (const [index, start] of cuts.entries()) {
    const until = cuts[index + 1];
    if (until === undefined || start < first) continue;
    const known = lists.map((all) => stateAt(all, start, policy)).filter((state) => state !== 'no_data');
    const downs = known.filter((state) => state === 'down').length;
    let state = known.includes('degraded') ? 'degraded' : 'good';
    if (downs > 0) state = downs === known.length ? 'major' : 'partial';
    if (known.length === 0) state = 'none';
    const key = `${new Date(start).toISOString().slice(0, 10)} ${state}`;
    seconds[key] = (seconds[key] ?? 0) + (until - start) / 1_000;
  }
  return seconds;
}

function figures(byCheck: ReadonlyMap<string, readonly Measurement[]>, policy: CheckPolicy, now: Instant) {
  const firsts = [...byCheck.values()].flatMap(([first]) => (first === undefined ? [] : [first.at]));
  const window = { start: MIDNIGHT - DAY_MS, end: now };
  const series = deriveSeries({
    component: { id: 'api', checkIds: CHECKS },
    since: undefined,
    measurements: byCheck,
    firstMeasuredAt: Math.min(...firsts),
    incidents: [],
    maintenances: [],
    policy,
    now,
    window,
  });
  return { series, days: deriveDays(series, WEIGHTS, window), uptime: deriveUptime(series, WEIGHTS, window) };
}

const policies = fc.record({
  confirmAfter: fc.integer({ min: 1, max: 6 }),
  holdFor: fc.constantFrom(HOLD, HOLD, HOLD + 1_000, 2 * HOLD, 24 * HOLD),
});

describe('rollUpDay()', () => {
  it('leaves every figure as it was, for any number of days, to the millisecond', () => {
    fc.assert(
      fc.property(measuredDays(MIDNIGHT), fc.integer({ min: 0, max: 5 }), policies, (measurements, days, policy) => {
        const raw = groupRuns(measurements).byCheck;
        const rolled = rollUp(measurements, MIDNIGHT + days * DAY_MS);
        const now = MIDNIGHT + 6 * DAY_MS;
        expect(figures(rolled, policy, now)).toEqual(figures(raw, policy, now));
        for (const check of CHECKS) {
          const series = deriveCheckSeries(rolled.get(check) ?? [], policy, now);
          expect(series).toEqual(deriveCheckSeries(raw.get(check) ?? [], policy, now));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves the seconds of each day as they are counted by another statement of the rules', () => {
    fc.assert(
      fc.property(measuredDays(MIDNIGHT), policies, (measurements, policy) => {
        const end = MIDNIGHT + 6 * DAY_MS;
        const { series } = figures(rollUp(measurements, end), policy, end);
        const names = { operational: 'good', major_outage: 'major', partial_outage: 'partial', no_data: 'none' };
        const counted: Record<string, number> = {};
        const first = Math.min(...measurements.map((m) => m.at));
        for (const { start, end: until, state } of series) {
          for (let from = Math.max(start, first); from < until; from = startOfDay(from) + DAY_MS) {
            const key = `${new Date(from).toISOString().slice(0, 10)} ${(names as Record<string, string>)[state] ?? 'degraded'}`;
            counted[key] = (counted[key] ?? 0) + (Math.min(until, startOfDay(from) + DAY_MS) - from) / 1_000;
          }
        }
        expect(counted).toEqual(naiveSeconds(groupRuns(measurements).byCheck, policy, end));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves the row of failures or passes that a check is in', () => {
    fc.assert(
      fc.property(measuredDays(MIDNIGHT), policies, (measurements, policy) => {
        const end = MIDNIGHT + 6 * DAY_MS;
        const rolled = rollUp(measurements, end);
        const now = Math.max(...measurements.map((m) => m.at)) + 60_000;
        for (const check of CHECKS) {
          const raw = deriveCheckRow(groupRuns(measurements).byCheck.get(check) ?? [], policy, now);
          const row = deriveCheckRow(rolled.get(check) ?? [], policy, now);
          expect({ ...row, last: undefined }).toEqual({ ...raw, last: undefined });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('goes on over runs that measured another check alone', () => {
    const times = ['00:00', '00:05', '00:06', '00:07', '00:10', '00:15'].map((time) => at(`2026-08-31T${time}:00Z`));
    const measure = (check: string, states: string): Measurement[] =>
      times.flatMap((time, place): Measurement[] => {
        const state = { u: 'up', d: 'down' }[states[place] ?? ''] as 'up' | 'down' | undefined;
        return state === undefined ? [] : [{ check, at: time, state }];
      });
    const day = rollUpDay(MIDNIGHT, groupRuns([...measure('api', 'udddud'), ...measure('web', 'uu..du')]), HOLD);
    expect(formatRolledDay(day)).toBe(
      '2026-08-31: 00:00:00 00:05:00 1 00:07:00 00:10:00 00:15:00\napi - 1 !3 1 !1\nweb - 2 -2 !1 1\n',
    );
    const calm = rollUpDay(MIDNIGHT, groupRuns([...measure('api', 'udddud'), ...measure('web', 'uu..uu')]), HOLD);
    expect(formatRolledDay(calm)).toContain('\nweb - 6/4\n');
  });

  test('keeps the times of runs at which an answer changes, and of those around a silence', () => {
    const times = ['00:00', '00:05', '00:10', '00:15', '00:20', '01:30', '01:35', '01:40'];
    const measure = (check: string, states: string): Measurement[] =>
      times.map((time, place) => ({
        check,
        at: at(`2026-08-31T${time}:00Z`),
        state: states[place] === 'd' ? 'down' : 'up',
        ms: 40 + place,
      }));
    const day = rollUpDay(MIDNIGHT, groupRuns([...measure('api', 'uuuuuuuu'), ...measure('web', 'uuduuuuu')]), HOLD);
    expect([...day.times.keys()]).toEqual([0, 1, 2, 3, 4, 5, 7]);
    expect(day.checks.get('api')).toEqual({
      folds: [
        { state: 'up', runs: 5, answers: 5 },
        { state: 'up', runs: 3, answers: 3 },
      ],
      times: { median: 43, p95: 47, count: 8 },
    });
  });
});
