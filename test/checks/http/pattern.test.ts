import { describe, expect, it } from 'vitest';

import { compilePattern } from '../../../src/checks/http/pattern.ts';

function isMatch(pattern: string, text: string): boolean | string {
  const compiled = compilePattern(pattern);
  return 'problem' in compiled ? compiled.problem : compiled.isMatch(text);
}

describe('compilePattern()', () => {
  it.each([
    ['ok', 'it is ok', true],
    ['ok', 'it is OK', false],
    ['a.c', 'abc', false],
    ['/usr/bin', '/usr/bin/env', true],
    ['/', 'a/b', true],
    ['/a.c/', 'abc', true],
    ['/OK/i', 'it is ok', true],
    ['/^b$/', 'a\nb', false],
    ['/^b$/m', 'a\nb', true],
    ['/a.b/', 'a\nb', false],
    ['/a.b/s', 'a\nb', true],
    ['/"status":\\s*"ok"/', '{"status": "ok"}', true],
    ['/a\\/b/', 'a/b', true],
    ['/\\u00e9/', 'é', true],
    ['/(?<n>x)/', 'x', true],
  ])('%s matched with %j is %s', (pattern, text, expected) => {
    expect(isMatch(pattern, text)).toBe(expected);
  });

  it.each([
    ['/(/', 'Cannot use the regular expression /(/: error parsing regexp: missing closing ): `(`'],
    ['/a/g', 'Cannot use the flags "g": expected any of i, m and s'],
    [
      '/(?=a)/',
      'Cannot use the regular expression /(?=a)/: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
    ['/(a)\\1/', 'Cannot use the regular expression /(a)\\1/: error parsing regexp: invalid escape sequence: `\\1`'],
  ])('says what is wrong with %s', (pattern, problem) => {
    expect(compilePattern(pattern)).toEqual({ problem });
  });

  // A backtracking matcher needs longer than the age of the universe for each of these.
  it.each(['/^(a+)+$/', '/^(a|a)*$/', '/^(a|aa)+$/', '/^(.*a){20}$/'])(
    'decides %s of a long hostile text',
    (pattern) => {
      expect(isMatch(pattern, `${'a'.repeat(100_000)}!`)).toBe(false);
    },
  );
});
