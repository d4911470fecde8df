import { describe, expect, test } from 'vitest';

import { readWrittenSpan } from '../../src/content/written-span.ts';

describe('readWrittenSpan()', () => {
  test.each([
    ['30m', 30],
    ['30 min', 30],
    [' 90 Minutes ', 90],
    ['1h 30m', 90],
    ['1 hour and 30 minutes', 90],
    ['1.5 hours', 90],
    ['2hrs', 120],
    ['1 d', 1_440],
    ['1 day', 1_440],
    ['90s', 1.5],
    ['90 secs', 1.5],
  ])('reads %j as %j minutes', (written, minutes) => {
    expect(readWrittenSpan(written)).toBe(minutes * 60_000);
  });

  test.each(['30', '1 month', '-5m', '1h30', '999999d', '1e3m', 'm', '', '2026-11-20 10:05', `${'1m '.repeat(50)}`])(
    'reads no span in %j',
    (written) => {
      expect(readWrittenSpan(written)).toBeUndefined();
    },
  );
});
