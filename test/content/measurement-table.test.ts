import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatMeasurementTable, parseMeasurementTable } from '../../src/content/measurement-table.ts';
import { MEASUREMENT_STATES, type Measurement } from '../../src/domain/measurement.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const HEADING = 'at\tcheck\tstate\tcode\tms';
const measurement: fc.Arbitrary<Measurement> = fc.record(
  {
    check: fc.constantFrom('api', 'mail'),
    at: fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => second * 1_000),
    state: fc.constantFrom(...MEASUREMENT_STATES),
    code: fc.constantFrom('200', 'timeout', 'http_5xx'),
    ms: fc.nat(100_000),
  },
  { requiredKeys: ['check', 'at', 'state'] },
);

describe('formatMeasurementTable()', () => {
  it('writes a heading and a row a measurement, a hyphen for nothing', () => {
    const at = Date.UTC(2026, 10, 20, 10, 5);
    expect(
      formatMeasurementTable([
        { check: 'api', at, state: 'down', code: '503', ms: 900 },
        { check: 'mail', at, state: 'unknown' },
      ]),
    ).toBe(`${HEADING}\n2026-11-20T10:05:00Z\tapi\tdown\t503\t900\n2026-11-20T10:05:00Z\tmail\tunknown\t-\t-\n`);
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.array(measurement), (measurements) => {
        const parsed = parseMeasurementTable('m.tsv', formatMeasurementTable(measurements));
        expect(parsed).toEqual({ measurements, problems: [] });
      }),
    );
  });
});

describe('parseMeasurementTable()', () => {
  it('reads empty and missing cells, offsets and line ends of other systems', () => {
    const text = `\uFEFF${HEADING}\r\n2026-11-20 11:05 +01:00\tapi\tup\t\t41\r\n2026-11-20T10:05:00Z\tmail\tup\r\n`;
    expect(parseMeasurementTable('m.tsv', text)).toEqual({
      measurements: [
        { check: 'api', at: Date.UTC(2026, 10, 20, 10, 5), state: 'up', ms: 41 },
        { check: 'mail', at: Date.UTC(2026, 10, 20, 10, 5), state: 'up' },
      ],
      problems: [],
    });
  });

  it.each([
    [
      '2026-11-20 10:05\tapi\tup',
      '2:1: error: Cannot read "at": expected a time with an offset, for example 2026-11-20T10:05:00Z, got "2026-11-20 10:05"',
    ],
    [
      '2026-11-20T10:05:00Z\tAPI\tup',
      '2:22: error: Cannot read "check": expected the id of a check, for example public-api, got "API"',
    ],
    [
      '2026-11-20T10:05:00Z\tapi\tok',
      '2:26: error: Cannot read "state": expected one of up, degraded, down, unknown, for example up, got "ok"',
    ],
    [
      '2026-11-20T10:05:00Z\tapi\tup\t200\tfast',
      '2:33: error: Cannot read "ms": expected whole milliseconds, for example 41, got "fast"',
    ],
    ['2026-11-20T10:05:00Z\tapi\tup\t200\t41\t9', '2:1: error: Cannot read a row: expected at most 5 columns, got 6'],
  ])('names what is wrong with %j and reads the next row', (row, message) => {
    const parsed = parseMeasurementTable('m.tsv', `${HEADING}\n${row}\n2026-11-20T10:05:00Z\tapi\tup\n`);
    expect(parsed.problems.map(formatProblem)).toEqual([`m.tsv:${message}`]);
    expect(parsed.measurements).toHaveLength(1);
  });

  it('names all faults of a row', () => {
    expect(parseMeasurementTable('m.tsv', `${HEADING}\na\tB\tc\td\te\n`).problems).toHaveLength(4);
  });

  it('reads nothing from a table with other columns', () => {
    const parsed = parseMeasurementTable('m.tsv', 'time,check\n');
    expect(parsed.measurements).toEqual([]);
    expect(parsed.problems.map(formatProblem)).toEqual([
      'm.tsv:1:1: error: Cannot read the table: expected the columns at, check, state, code, ms, separated by tabs, got "time,check"',
    ]);
  });
});
