import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readRecording } from '../../../src/app/replay/read-recording.ts';
import type { Recording } from '../../../src/app/replay/recording.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import { read, rowsOf, START, tableOf } from '../../support/replay.ts';

const HEADING = 'at\tcheck\tstate\tcode\tms';
const ROWS = rowsOf({ web: 'ud?', api: 'gu' });

/** What a recording holds, as rows. */
function rowsIn(recording: Recording): unknown[] {
  return Array.from({ length: recording.length }, (_, place) => {
    const { check, at, state, code } = recording.at(place);
    return [at, recording.checks[check], state, code].join(' ');
  });
}

async function messageOf(text: string | Uint8Array): Promise<string> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield typeof text === 'string' ? new TextEncoder().encode(text) : text;
  }
  const failure = readRecording({ file: 'm.tsv', bytes: bytes(), until: Infinity });
  return failure.then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
}

describe('readRecording()', () => {
  test.each([
    ['line feeds', (text: string) => text],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['CR', (text: string) => text.replaceAll('\n', '\r')],
    ['a BOM', (text: string) => `\uFEFF${text}`],
    ['blank lines', (text: string) => text.replaceAll('\n', '\n\n')],
    ['no line end after the last row', (text: string) => text.trimEnd()],
  ])('reads a table with %s', async (_, change) => {
    expect(rowsIn(await read(change(tableOf(ROWS))))).toEqual(rowsIn(await read(tableOf(ROWS))));
    expect((await read(change(tableOf(ROWS)))).length).toBe(ROWS.length);
  });

  test('reads the same wherever the bytes are cut', async () => {
    const named: Measurement[] = [...ROWS, { check: 'Zürich €', at: START, state: 'up' }];
    const whole = new TextEncoder().encode(tableOf(named).replaceAll('\n', '\r\n'));
    const expected = rowsIn(await read(tableOf(named)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(whole.length), { maxLength: 6 }), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), whole.length];
        async function* bytes(): AsyncGenerator<Uint8Array> {
          for (const [index, place] of places.entries()) yield whole.slice(place, places[index + 1]);
        }
        expect(rowsIn(await readRecording({ file: 'm.tsv', bytes: bytes(), until: Infinity }))).toEqual(expected);
      }),
    );
  });

  test('gives rows by time, whatever their order, and leaves out those that are too late', async () => {
    const late = { check: 'web', at: START + 3_600_000, state: 'up' } as const;
    const sorted = [...ROWS].sort((a, b) => a.at - b.at);
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(tableOf([late, ...ROWS]));
    }
    const recording = await readRecording({ file: 'm.tsv', bytes: bytes(), until: START + 3_599_000 });
    expect(Array.from({ length: recording.length }, (_, place) => recording.timeAt(place))).toEqual(
      sorted.map(({ at }) => at),
    );
  });

  test('names what cannot be read with its line, all at once', async () => {
    const good = '2026-11-20T10:05:00Z\tweb\tup\t200\t5';
    const lines = [good, '2026-11-20 10:05\tweb\tup', `${good}\t6`, good, '2026-11-20T10:05:00Z\t-\tok'];
    expect(await messageOf([HEADING, ...lines].join('\r\n'))).toBe(
      [
        'm.tsv:3:1: error: Cannot read "at": expected a time with an offset, for example 2026-11-20T10:05:00Z, got "2026-11-20 10:05"',
        'm.tsv:4:1: error: Cannot read a row: expected at most 5 columns, got 6',
        'm.tsv:6:22: error: Cannot read "check": expected the id of a check, for example public-api, got "-"',
        'm.tsv:6:24: error: Cannot read "state": expected one of up, degraded, down, unknown, for example up, got "ok"',
      ].join('\n'),
    );
  });

  test('takes any name that can be seen', async () => {
    const names = ['👩\u200D💻 Portal', '__proto__', '(old) Site', '[EU] API', '-x', 'a'.repeat(300)];
    const table = (name: string): string => `${HEADING}\n2026-11-20T10:05:00Z\t${name}\tup\t200\t5\n`;
    for (const name of names) expect((await read(table(name))).checks).toEqual([name]);
    for (const name of ['\u202Eevil', '\u200Dx', 'a'.repeat(301)])
      expect(await messageOf(table(name))).toContain('Cannot read "check"');
  });

  test('names the first of many and counts the rest', async () => {
    const message = await messageOf([HEADING, ...Array.from({ length: 500 }, () => 'yesterday\tweb\tup')].join('\n'));
    expect(message.split('\n')).toHaveLength(21);
    expect(message).toMatch(/\n… and 480 more like these\.$/);
  });

  test.each([
    [
      '',
      'm.tsv:1:1: error: Cannot read the table: expected the columns at, check, state, code, ms, separated by tabs, got ""',
    ],
    [
      'time,check\n1,2\n',
      'm.tsv:1:1: error: Cannot read the table: expected the columns at, check, state, code, ms, separated by tabs, got "time,check"',
    ],
    [
      `${HEADING}\n2026-11-20T10:05:00Z\tweb\tup\t\u0007\n`,
      'm.tsv:2:1: error: Cannot read a control character: expected text, got "2026-11-20T10:05:00Z\\tweb\\tup\\t\\u0007"',
    ],
    [
      Buffer.from(`${HEADING}\n\n2026-11-20T10:05:00Z\tb\xfcro\tup\n`, 'latin1'),
      'm.tsv:3:1: error: Cannot read the text: expected UTF-8, got bytes that are not UTF-8',
    ],
    [
      `${HEADING}\n${'x'.repeat(2 ** 20 + 1)}`,
      'm.tsv:2:1: error: Cannot read a line of this length: expected a row of a table, got 1048577 bytes',
    ],
  ])('says of %j what is wrong', async (text, message) => {
    expect(await messageOf(text)).toBe(message);
  });
});
