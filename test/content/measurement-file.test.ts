import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  formatMeasurementFile,
  formatMeasurementFiles,
  measurementFileDay,
  measurementFilePath,
  parseMeasurementFile,
  sortMeasurements,
} from '../../src/content/measurement-file.ts';
import { groupRuns, MEASUREMENT_STATES, type Measurement, type Runs } from '../../src/domain/measurement.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { plain } from '../support/measured.ts';

const DAY = Date.UTC(2026, 10, 20);
const PATH = 'measurements/2026/2026-11-20.txt';
const at = (time: string): number => Date.parse(`2026-11-20T${time}Z`);

const code = fc.oneof(
  fc.constantFrom('200', '204', '503', 'timeout', 'http_5xx', 'dns'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((text) => text.isWellFormed()),
);
const result = fc.record(
  { state: fc.constantFrom(...MEASUREMENT_STATES), code, ms: fc.nat(100_000) },
  { requiredKeys: ['state'] },
);
const check = fc.constantFrom('api', 'api-2', 'mail', 'web', '7');
const second = fc.integer({ min: 0, max: 86_399 });
const dayOfMeasurements: fc.Arbitrary<Measurement[]> = fc
  .uniqueArray(fc.tuple(second, check, result), { selector: ([time, name]) => `${time} ${name}`, maxLength: 60 })
  .map((rows) => rows.map(([time, name, outcome]) => ({ check: name, at: DAY + time * 1_000, ...outcome })));

function format(measurements: readonly Measurement[]): string {
  return formatMeasurementFile(groupRuns(measurements));
}

function listOf({ byCheck }: Runs): Measurement[] {
  return sortMeasurements([...byCheck.values()].flat());
}

function problemsOf(text: string): string[] {
  return parseMeasurementFile(PATH, text).problems.map(formatProblem);
}

describe('formatMeasurementFile()', () => {
  it('writes the run times, then a line a check with a token a run', () => {
    const text = format([
      { check: 'mail', at: at('00:05:02'), state: 'up', ms: 12 },
      { check: 'api', at: at('00:00:03'), state: 'up', code: '200', ms: 41 },
      { check: 'api', at: at('00:05:02'), state: 'down', code: '503', ms: 900 },
      { check: 'api', at: at('00:10:04'), state: 'degraded', code: '200', ms: 5100 },
      { check: 'api', at: at('00:15:03'), state: 'down', code: 'timeout' },
      { check: 'api', at: at('00:20:03'), state: 'unknown' },
      { check: 'api', at: at('00:25:03'), state: 'up', code: '200' },
      { check: 'mail', at: at('00:25:03'), state: 'up', code: '250', ms: 9 },
      { check: 'mail', at: at('00:20:03'), state: 'up' },
    ]);
    expect(text).toBe(
      [
        '00:00:03 00:05:02 00:10:04 00:15:03 00:20:03 00:25:03',
        'api:200 41 !503:900 ~5100 !timeout ?* .',
        'mail - 12 - - . 250:9',
        '',
      ].join('\n'),
    );
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(dayOfMeasurements, (measurements) => {
        const { runs, problems } = parseMeasurementFile(PATH, format(measurements));
        expect({ runs: plain(runs), problems }).toEqual({ runs: groupRuns(measurements), problems: [] });
      }),
    );
  });

  it('gives the same text for any order of the measurements', () => {
    fc.assert(
      fc.property(dayOfMeasurements, (measurements) => {
        expect(format(measurements.toReversed())).toBe(format(measurements));
      }),
    );
  });
});

describe('formatMeasurementFiles()', () => {
  it('gives each UTC day its file', () => {
    const files = formatMeasurementFiles([
      { check: 'api', at: at('23:59:59'), state: 'up', ms: 41 },
      { check: 'api', at: at('23:59:59') + 1_000, state: 'up', ms: 43 },
    ]);
    expect([...files]).toEqual([
      [PATH, '23:59:59\napi 41\n'],
      ['measurements/2026/2026-11-21.txt', '00:00:00\napi 43\n'],
    ]);
  });
});

describe('measurementFilePath()', () => {
  it('is the inverse of measurementFileDay()', () => {
    expect(measurementFilePath(at('23:59:59'))).toBe(PATH);
    expect(measurementFileDay(PATH)).toBe(DAY);
    expect(measurementFileDay('measurements/2026/2025-11-20.txt')).toBeUndefined();
    expect(measurementFileDay('measurements/2026/2026-02-30.txt')).toBeUndefined();
  });
});

describe('parseMeasurementFile()', () => {
  it('gives the runs in the order of their times, whatever that of the columns', () => {
    const parsed = parseMeasurementFile(PATH, '00:05:02 00:00:03 00:10:04\napi 43 41 44\nmail - 12 -\n');
    expect(parsed.runs.byCheck.get('api')?.map(({ ms }) => ms)).toEqual([41, 43, 44]);
    expect(format(listOf(parsed.runs))).toBe('00:00:03 00:05:02 00:10:04\napi 41 43 44\nmail 12 - -\n');
  });

  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(dayOfMeasurements, (measurements) => {
        const [header, ...lines] = format(measurements).trimEnd().split('\n');
        const turned = [header, ...lines.toReversed()].join('\n');
        expect(plain(parseMeasurementFile(PATH, turned).runs)).toEqual(groupRuns(measurements));
      }),
    );
  });

  it.each([
    ['a time that is none', '00:00:03 24:00:00\napi 41 43\n', 1],
    ['a second run at one time', '00:00:03 00:00:03\napi 41 43\n', 1],
    ['a token that is none', '00:00:03 00:05:02\napi 41 4x3\n', 1],
    ['a broken escape', '00:00:03 00:05:02\napi 41 !%E4\n', 1],
    ['a line too short', '00:00:03 00:05:02\napi 41 43\nmail 41\n', 2],
    ['a line too long', '00:00:03\napi 41\nmail 41 43\n', 1],
    ['a check that is none', '00:00:03\n<<<<<<< 41\napi 41\n', 1],
    ['a second line of a check', '00:00:03\napi 41\napi 43\n', 1],
    ['a head with an empty code', '00:00:03\napi: 41\nmail 41\n', 1],
  ])('names %s and keeps the rest', (_, text, kept) => {
    const parsed = parseMeasurementFile(PATH, text);
    expect(parsed.problems).toHaveLength(1);
    expect(listOf(parsed.runs)).toHaveLength(kept);
  });

  it('reads both sides of a conflict, and what they have in common once', () => {
    const sides = ['00:00:03 00:05:02\napi:200 41 42\nmail 7 8\n', '00:00:03 00:06:00\napi:200 41 !503:43\n'];
    const text = `<<<<<<< ours\n${sides.join('=======\n')}>>>>>>> theirs\n`;
    const { runs, problems } = parseMeasurementFile(PATH, text);
    expect(format(listOf(runs))).toBe('00:00:03 00:05:02 00:06:00\napi:200 41 42 !503:43\nmail 7 8 -\n');
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '1: Cannot tell which side of a conflict holds',
      '5: Cannot tell which side of a conflict holds',
      '8: Cannot tell which side of a conflict holds',
    ]);
  });

  it('says where a line is wrong, what was expected and what was found', () => {
    expect(problemsOf('00:00:03 nine\napi:200 41\nmail x:y:z .\n')).toEqual([
      `${PATH}:1:10: error: Cannot read the time of a run: expected hh:mm:ss, for example 10:05:00, got "nine"`,
      `${PATH}:2:1: error: Cannot align the line of "api": expected 2 tokens, one a run, got 1`,
      `${PATH}:3:6: error: Cannot read a measurement of "mail": for example 41, ~5100, !503:900, ?timeout, . or -, got "x:y:z"`,
    ]);
  });

  it('reads what an editor of another system saved', () => {
    const { runs, problems } = parseMeasurementFile(PATH, '00:00:03\r\napi 41\r\n');
    expect({ runs: plain(runs), problems }).toEqual({
      runs: groupRuns([{ check: 'api', at: at('00:00:03'), state: 'up', ms: 41 }]),
      problems: [],
    });
  });

  it('leaves out runs before an instant, and gives the rest as without it', () => {
    fc.assert(
      fc.property(dayOfMeasurements, second, (measurements, time) => {
        const from = DAY + time * 1_000;
        const { runs, problems } = parseMeasurementFile(PATH, format(measurements), { from });
        expect({ runs: plain(runs), problems }).toEqual({
          runs: groupRuns(measurements.filter((one) => one.at >= from)),
          problems: [],
        });
      }),
    );
  });

  it('leaves out checks that are not wanted, and what is wrong in their lines', () => {
    const text = '00:00:03 00:05:02\napi:200 41 43\nmail 41\nweb 1 2\n';
    const parsed = parseMeasurementFile(PATH, text, { checks: new Set(['api', 'dns']) });
    expect(parsed.problems).toEqual([]);
    expect(listOf(parsed.runs).map(({ check, ms }) => `${check} ${ms}`)).toEqual(['api 41', 'api 43']);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, path) => {
        expect(listOf(parseMeasurementFile(PATH, `00:00:03 00:00:04\n${text}`).runs).length).toBeLessThan(200);
        expect(parseMeasurementFile(path, text).problems.length).toBeGreaterThan(0);
      }),
    );
  });
});
