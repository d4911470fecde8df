import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatResultsFile, parseResultsFile, type ShardResults } from '../../src/content/results-file.ts';
import type { CheckOutcome } from '../../src/domain/measurement.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { at } from '../support/builders.ts';

const RESULTS: ShardResults = {
  at: at('2026-11-20T10:05:00Z'),
  shard: { index: 2, count: 5 },
  location: 'fra',
  checks: 'a'.repeat(32),
  outcomes: [
    { check: 'api', state: 'up', code: '200', ms: 41, phases: { dns: 1.5, total: 41 } },
    { check: 'web', state: 'down', code: '503', errorClass: 'http_5xx', message: 'expected a status, got 503' },
    { check: 'mail', state: 'unknown', message: 'the environment variable CANDOR_X is not set' },
  ],
};
const TEXT = formatResultsFile(RESULTS);

function letters(text: string): string[] {
  const { results, problems } = parseResultsFile('r.json', text);
  expect(results === undefined).toBe(problems.length > 0);
  return problems.map(formatProblem);
}

describe('formatResultsFile()', () => {
  test('writes plain JSON, a line a result', () => {
    expect(TEXT).toBe(`{
  "format": "candor-results",
  "version": 1,
  "at": "2026-11-20T10:05:00Z",
  "shard": {
    "index": 2,
    "count": 5
  },
  "location": "fra",
  "checks": "${'a'.repeat(32)}",
  "outcomes": [
    {"check":"api","state":"up","code":"200","ms":41,"phases":{"dns":1.5,"total":41}},
    {"check":"web","state":"down","code":"503","errorClass":"http_5xx","message":"expected a status, got 503"},
    {"check":"mail","state":"unknown","message":"the environment variable CANDOR_X is not set"}
  ]
}
`);
    expect(JSON.parse(TEXT)).toMatchObject({ outcomes: RESULTS.outcomes });
  });

  test('is the inverse of parseResultsFile()', () => {
    const ms = fc.option(fc.integer({ min: 0, max: 86_400_000 }), { nil: undefined });
    const outcome = fc.record({
      state: fc.constantFrom('up', 'degraded', 'unknown'),
      code: fc.option(fc.stringMatching(/^[a-z0-9_]{1,20}$/), { nil: undefined }),
      ms,
      message: fc.option(fc.stringMatching(/^[ -~äß🙂]{0,40}$/u), { nil: undefined }),
    });
    const results = fc.record({
      at: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1_000),
      location: fc.constantFrom(undefined, 'fra'),
      outcomes: fc.array(outcome, { maxLength: 5 }),
    });
    fc.assert(
      fc.property(results, ({ outcomes, ...head }) => {
        const named = outcomes.map((each, index): CheckOutcome => ({ check: `c${index}`, ...each }) as CheckOutcome);
        const written: ShardResults = { ...RESULTS, ...head, outcomes: named };
        expect(parseResultsFile('r.json', formatResultsFile(written)).results).toEqual(written);
      }),
    );
  });
});

describe('parseResultsFile() refuses', () => {
  test.each([
    [
      '',
      'r.json:1:1: error: Cannot read the file as JSON: expected the file as "check --shard" has left it, for example { "format": "candor-results", …, got the end of the text',
    ],
    [TEXT.slice(0, 120), /^r\.json:\d+:\d+: error: Cannot read the file as JSON/],
    [
      TEXT.replace('"state":"up",', '"state":"up"'),
      /^r\.json:12:32: error: Cannot read the file as JSON: .*, got "\{\\"check\\":\\"api/,
    ],
    [TEXT.replace('candor-results', 'other'), /^r\.json:2:13: error: Cannot read "format": expected candor-results/],
    [
      TEXT.replace('"version": 1', '"version": 2'),
      'r.json:3:14: error: Cannot read "version": expected 1, for example version: 1, got 2',
    ],
    [TEXT.replace('10:05:00Z', '10:05'), /^r\.json:4:9: error: Cannot read "at": expected a time with an offset/],
    [
      TEXT.replace('"index": 2', '"index": 6'),
      /^r\.json:5:12: error: Cannot read "shard": expected a part from 1 to their number/,
    ],
    [TEXT.replace('"index": 2', '"index": 0'), /^r\.json:6:14: error: Cannot read "shard.index": expected at least 1/],
    [TEXT.replace('"fra"', '"../fra"'), /^r\.json:9:15: error: Cannot read "location"/],
    [
      TEXT.replace('"state":"up"', '"state":"fine"'),
      /^r\.json:12:\d+: error: Cannot read "outcomes\[0\]\.state": expected one of up, degraded, down, unknown, for example state: up, got "fine"/,
    ],
    [
      TEXT.replace('"ms":41', '"ms":-1'),
      /^r\.json:12:\d+: error: Cannot read "outcomes\[0\]\.ms": expected at least 0/,
    ],
    [
      TEXT.replace('"code":"503"', '"code":"5 03\\u001b"'),
      /^r\.json:13:\d+: error: Cannot read "outcomes\[1\]\.code": expected a status or the class of an error/,
    ],
    [
      TEXT.replace('"errorClass":"http_5xx",', ''),
      /^r\.json:13:\d+: error: Cannot find "outcomes\[1\]\.errorClass": expected the class of the error/,
    ],
    [
      TEXT.replace('"check":"web"', '"check":"api"'),
      /^r\.json:11:15: error: Cannot read "outcomes": expected one result of each check/,
    ],
    [
      TEXT.replace('"check":"web"', '"check":"web","extra":1'),
      /^r\.json:13:\d+: error: Cannot use the key "extra" in "outcomes\[1\]"/,
    ],
    [TEXT.replace('"check":"web"', '"__proto__":{"state":"up"},"check":"web"'), /^r\.json:1\d?:\d+: error: /],
    ['[]', /^r\.json:1:1: error: Cannot read the file/],
    ['null', /^r\.json:1:1: error: /],
    ['['.repeat(200_000), /^r\.json:\d+:\d+: error: Cannot read the file as JSON/],
    [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, /^r\.json:1:1: error: Cannot read the file/],
    [TEXT.replace('fra', 'x'.repeat(600_000)), /^r\.json:1:1: error: Cannot read "location"/],
  ])('a text of this kind (%#)', (text, letter) => {
    const [first = ''] = letters(text);
    if (typeof letter === 'string') expect(first).toBe(letter);
    else expect(first).toMatch(letter);
    expect(first.length).toBeLessThan(1_500);
  });

  test('with few letters for hundreds of faults', () => {
    const outcomes = Array.from({ length: 500 }, (_, index) => `{"check":"C ${index}","state":"fine"}`).join(',\n');
    expect(letters(TEXT.replace(/\[\n[\s\S]*\]/, `[\n${outcomes}]`)).length).toBeLessThanOrEqual(10);
  });

  test('more results than anybody has checks', () => {
    const outcomes = Array.from({ length: 20_001 }, (_, index) => `{"check":"c${index}","state":"up"}`).join(',');
    expect(letters(TEXT.replace(/\[\n[\s\S]*\]/, `[${outcomes}]`))[0]).toContain('Cannot read "outcomes"');
  });
});

test('parseResultsFile() writes out what would act in a message', () => {
  const { results } = parseResultsFile('r.json', TEXT.replace('got 503', 'got \\u001b[31m\\u202E\\n503'));
  expect(results?.outcomes[1]?.message).toBe('expected a status, got \\u{1B}[31m\\u{202E}\\n503');
});
