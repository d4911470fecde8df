import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import {
  addRolledDays,
  formatRolledDay,
  parseRolledFile,
  rolledFileMonth,
  rolledFilePath,
} from '../../src/content/rolled-file.ts';
import { groupRuns, type Measurement, sliceRuns } from '../../src/domain/measurement.ts';
import { type RolledDay, rollUpDay } from '../../src/domain/rolled-day.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { at } from '../support/builders.ts';
import { measuredDays } from '../support/rolled.ts';

const PATH = 'measurements/2026/2026-08.txt';
const DAY = at('2026-08-01T00:00:00Z');
const DAY_MS = 86_400_000;
const HOLD = 1_800_000;

const TEXT = `2026-08-01: 00:00:03 1 00:10:02 00:15:02 1 00:25:03 00:30:02 00:35:00
api 41/41 3 !3 2
mail - ?8
web 12/12/3 -3 ~5
`;

function measure(check: string, states: string, ms?: number): Measurement[] {
  const times = ['00:00:03', '00:05:02', '00:10:02', '00:15:02', '00:20:01', '00:25:03', '00:30:02', '00:35:00'];
  const known: Record<string, Measurement['state']> = { u: 'up', g: 'degraded', d: 'down', '?': 'unknown' };
  return times.flatMap((time, place) => {
    const state = known[states[place] ?? ''];
    return state === undefined ? [] : [{ check, at: at(`2026-08-01T${time}Z`), state, ms }];
  });
}

function read(text: string): { days: RolledDay[]; problems: string[] } {
  const { days, problems } = parseRolledFile(PATH, text);
  return { days, problems: problems.map(formatProblem) };
}

/** Rolled-up days of any shape. */
const rolledDays = measuredDays(DAY + DAY_MS).map((measurements) => {
  const runs = groupRuns(measurements);
  const starts = [...new Set([...runs.times].map((time) => Math.floor(time / DAY_MS) * DAY_MS))].sort((a, b) => a - b);
  return starts.map((day) => rollUpDay(day, sliceRuns(runs, day, day + DAY_MS), HOLD));
});

describe('formatRolledDay()', () => {
  it('writes the times at which something changes, and a line a check', () => {
    const runs = [...measure('web', '---ggg--', 12), ...measure('web', '------gg'), ...measure('mail', '????????')];
    const text = formatRolledDay(rollUpDay(DAY, groupRuns([...runs, ...measure('api', 'uuuddduu', 41)]), HOLD));
    expect(text).toBe(TEXT);
  });

  it('writes no time that could not be read again', () => {
    const day = rollUpDay(DAY, groupRuns(measure('api', 'uuuuuuuu', Infinity)), HOLD);
    const { days, problems } = read(formatRolledDay(day));
    expect([problems, days[0]?.checks.get('api')?.times?.median]).toEqual([[], 999_999_999]);
  });

  it('is the inverse of parseRolledFile()', () => {
    fc.assert(
      fc.property(rolledDays, (days) => {
        expect(read(addRolledDays('', days))).toEqual({ days, problems: [] });
      }),
      { numRuns: 100 },
    );
  });
});

describe('addRolledDays()', () => {
  it('gives the same text in any order, and keeps every line that is there', () => {
    fc.assert(
      fc.property(rolledDays, fc.nat(3), (days, split) => {
        const whole = addRolledDays('', days);
        expect(addRolledDays(addRolledDays('', days.slice(split)), days.slice(0, split))).toBe(whole);
        const damaged = `no day\n${whole.replace('check-2', '??')}\n<<<<<<< x`;
        const [more] = days;
        const text = addRolledDays(damaged, more === undefined ? [] : [{ ...more, day: DAY + 9 * DAY_MS }]);
        for (const line of damaged.split('\n')) expect(text.split('\n')).toContain(line);
      }),
      { numRuns: 100 },
    );
  });
});

describe('parseRolledFile()', () => {
  test('reads the days and checks that are wanted', () => {
    const text = TEXT + TEXT.replace('-01:', '-02:');
    const within = { start: DAY + DAY_MS, end: DAY + 2 * DAY_MS };
    const { days } = parseRolledFile(PATH, text, { within, checks: new Set(['api']) });
    expect(days.map(({ day, checks }) => [day, [...checks.keys()]])).toEqual([[DAY + DAY_MS, ['api']]]);
  });

  test('takes a check with the name of a day for a check', () => {
    const { days, problems } = read(TEXT.replace('api', '2026-08-02'));
    expect([problems, [...(days[0]?.checks.keys() ?? [])]]).toEqual([[], ['2026-08-02', 'mail', 'web']]);
  });

  test.each([
    ['a change at a run without a time', '2 !4 2', 'Cannot read a check of a rolled-up day'],
    ['too few runs', '3 !3 1', 'Cannot read a check of a rolled-up day'],
    ['too many', '3 !3 2 -1', 'Cannot read a check of a rolled-up day'],
    ['no runs', '3 !3 0 2', 'Cannot read a check of a rolled-up day'],
    ['runs without end', '3 !3 9999999', 'Cannot read a check of a rolled-up day'],
    ['more answers than runs', '3 !3/4 2', 'Cannot read a check of a rolled-up day'],
    ['one answer to two ends', '3 !3/1 2', 'Cannot read a check of a rolled-up day'],
    ['answers where nothing was measured', '3 -3/2 2', 'Cannot read a check of a rolled-up day'],
    ['a word', '3 !3 two', 'Cannot read a check of a rolled-up day'],
  ])('skips a line with %s, and tells where it is', (_, folds, message) => {
    const { days, problems } = read(TEXT.replace('3 !3 2', folds));
    expect([...(days[0]?.checks.keys() ?? [])]).toEqual(['mail', 'web']);
    expect(problems).toEqual([expect.stringContaining(`${PATH}:2:1: error: ${message}`)]);
  });

  test.each([
    ['another month', '2026-08-01', '2026-09-01'],
    ['no day', '2026-08-01', '2026-08-32'],
    ['times that go back', '00:25:03', '00:15:01'],
    ['more runs than a day has seconds', ' 1 ', ' 86400 '],
    ['a count of nothing', ' 1 ', ' 0 '],
    ['a word', ' 1 ', ' two '],
  ])('skips a day with %s', (_, from, to) => {
    const { days, problems } = read(TEXT.replace(from, to));
    expect(days).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('Cannot read the times of a rolled-up day')]);
  });

  test('reads both sides of a conflict, a line of both once', () => {
    const { days, problems } = read(`<<<<<<< a\n${TEXT}=======\n${TEXT}>>>>>>> b\n`);
    expect(days.map(({ checks }) => checks.size)).toEqual([3, 0]);
    expect(problems).toHaveLength(6);
  });

  test('reads any text without an error that is thrown', () => {
    const word = fc.constantFrom(
      '2026-08-01:',
      '00:00:03',
      '00:10:00',
      '3',
      '!2',
      '-1',
      '41/63',
      'api',
      '-',
      '\n',
      '\n',
      ':',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ').replaceAll(' \n ', '\n')),
        ),
        (text) => {
          const { days } = read(text);
          expect(read(addRolledDays('', days)).days.flatMap(({ checks }) => [...checks])).toEqual(
            days.flatMap(({ checks }) => [...checks]),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('rolledFileMonth() is the inverse of rolledFilePath(), and knows no other path', () => {
  expect(rolledFileMonth(rolledFilePath(DAY + 5))).toEqual({ start: DAY, end: at('2026-09-01T00:00:00Z') });
  expect(rolledFileMonth(rolledFilePath(at('2026-12-31T23:59:59Z')))?.end).toBe(at('2027-01-01T00:00:00Z'));
  for (const path of ['measurements/2026/2026-13.txt', 'measurements/2025/2026-08.txt', `${PATH}x`, `a/${PATH}`]) {
    expect(rolledFileMonth(path)).toBeUndefined();
  }
});
