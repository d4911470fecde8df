import { describe, expect, test } from 'vitest';

import { parseFiguresFile } from '../../src/content/figures-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { at } from '../support/builders.ts';

const COMMIT = '5f1d6c2e8b7a4f3d9c0e1b2a3f4d5c6b7a8e9f01';
const RIGHT = {
  ...{ version: 1, commit: COMMIT, data: null, now: '2026-11-20T10:05:00Z', engine: 'ab243063b9352a1a' },
  ...{ dirty: false, shallow: false, page: 'k7d0v3m9x2qa', lastGood: {}, figures: {} },
};

function problemsOf(overrides: Record<string, unknown>): string[] {
  return parseFiguresFile(JSON.stringify({ ...RIGHT, ...overrides }, undefined, 2)).problems.map(formatProblem);
}

describe('parseFiguresFile()', () => {
  test('reads what the file says of itself, and leaves the rest as it is', () => {
    expect(parseFiguresFile(JSON.stringify(RIGHT))).toEqual({
      problems: [],
      published: {
        ...{ commit: COMMIT, data: undefined, now: at('2026-11-20T10:05:00Z'), engine: 'ab243063b9352a1a' },
        ...{ isDirty: false, isShallow: false, value: RIGHT },
      },
    });
    const unknown = parseFiguresFile(JSON.stringify({ ...RIGHT, commit: null, engine: null, dirty: null })).published;
    expect(unknown).toMatchObject({ commit: undefined, engine: undefined, isDirty: undefined });
  });

  test.each([
    ['commit', '--upload-pack=touch /tmp/x', 'the whole name of a commit, or null', `"commit": "${COMMIT}"`],
    ['commit', 'HEAD', 'the whole name of a commit, or null', `"commit": "${COMMIT}"`],
    ['commit', `${COMMIT}\n`, 'the whole name of a commit, or null', `"commit": "${COMMIT}"`],
    ['data', COMMIT.toUpperCase(), 'the whole name of a commit, or null', `"data": "${COMMIT}"`],
    ['now', '2026-11-20 10:05', 'a time in UTC, to the second', '"now": "2026-11-20T10:05:00Z"'],
    ['now', '+275760-09-13T00:00:00Z', 'a time in UTC, to the second', '"now": "2026-11-20T10:05:00Z"'],
    ['version', 2, '1, the version that this Candor knows', '"version": 1'],
    ['shallow', 'no', 'true or false', '"shallow": false'],
    ['engine', '../x', 'the name of the program that built the site, or null', '"engine": "ab243063b9352a1a"'],
  ])('does not take for %s what is %j', (key, value, ...[expected, example]) => {
    const [problem] = problemsOf({ [key]: value });
    const line = Object.keys(RIGHT).indexOf(key) + 2;
    const got = typeof value === 'string' ? JSON.stringify(value) : String(value);
    expect(problem).toBe(
      `figures.json:${line}:1: error: Cannot read "${key}": expected ${expected}, for example ${example}, got ${got.replaceAll('\\\\', '\\')}`,
    );
  });

  test('tells of everything that is wrong at once, and of what is nested only how much it holds', () => {
    let deep: unknown = 0;
    for (let depth = 0; depth < 300; depth += 1) deep = { deep };
    expect(problemsOf({ commit: deep, now: [1, 2], figures: 'none', dirty: 1 })).toEqual([
      expect.stringContaining('Cannot read "commit": expected the whole name of a commit, or null'),
      expect.stringMatching(/"now".*, got a list of 2$/),
      expect.stringMatching(/"dirty": expected true, false or null, .*, got 1$/),
      expect.stringMatching(/"figures".*, got "none"$/),
    ]);
    expect(problemsOf({ commit: deep })[0]).toMatch(/, got an object with 1 keys$/);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '<!doctype html>'],
    ['JSON that is no object', '[1]'],
    ['JSON that is nested too deep', '['.repeat(1_000_000)],
    ['a number', '1e999'],
  ])('says what it expected where the file is %s', (_what, text) => {
    const { published, problems } = parseFiguresFile(text);
    expect(published).toBeUndefined();
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(
        /^figures\.json:1:1: error: Cannot read the figures: expected a JSON object as "candor build" writes it, got ".{0,110}"$/,
      ),
    ]);
  });

  test('takes nothing from the prototype for what the file says', () => {
    const text = `{"__proto__": ${JSON.stringify(RIGHT)}}`;
    expect(parseFiguresFile(text).problems).toHaveLength(8);
  });
});
