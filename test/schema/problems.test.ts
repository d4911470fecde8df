import { describe, expect, test } from 'vitest';

import { describeProblem, formatProblem, type Problem, showReceived } from '../../src/schema/problems.ts';

const PROBLEM: Problem = { severity: 'error', file: 'a.md', line: 1, column: 1, rule: 'r', message: 'Cannot read it' };

describe('formatProblem()', () => {
  test('keeps whatever a file holds on one line, so that nobody can write a line of their own', () => {
    const hostile = 'x\n::error::boo\r\u2028\u0085';
    const told = formatProblem({ ...PROBLEM, file: hostile, message: hostile, example: hostile, received: hostile });
    expect(told).not.toMatch(/[\n\r\u2028\u0085]/);
  });

  test.each([
    ['escape sequences', '\u001b[31m\u009b31m', '\\u{1B}[31m\\u{9B}31m'],
    ['a turned direction', '\u202einternal', '\\u{202E}internal'],
    ['a character without width', 'inter\u200bnal', 'inter\\u{200B}nal'],
    ['half a surrogate pair', 'a\ud800', 'a\\u{D800}'],
    ['an emoji of several characters', '👩‍👧', '👩‍👧'],
  ])('shows %s', (_what, text, shown) => {
    expect(describeProblem({ ...PROBLEM, message: text })).toBe(shown);
  });
});

describe('showReceived()', () => {
  test.each([
    [null, 'nothing'],
    ['', '""'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [[Infinity], '["Infinity"]'],
    ['a\u200bb', '"a\\u{200B}b"'],
    ['x'.repeat(300), `"${'x'.repeat(199)}…`],
  ])('of %j is %s', (value, expected) => {
    expect(showReceived(value)).toBe(expected);
  });
});
