import { describe, expect, it } from 'vitest';

import { findSlowness, judgeSuccess } from '../../src/checks/verdict.ts';

describe('findSlowness()', () => {
  it.each([
    [99.9, 100, undefined],
    [100, 100, 'expected an answer in under 100 ms, it took 100 ms'],
    [1_234, 1_000, 'expected an answer in under 1 s, it took 1.23 s'],
    [1_234, undefined, undefined],
  ])('of %d ms with under %d', (ms, under, message) => {
    expect(findSlowness(ms, under)?.message).toBe(message);
  });
});

describe('judgeSuccess()', () => {
  it.each([
    [99.6, undefined, { state: 'up', ms: 100 }],
    [100, 100, { state: 'up', ms: 100 }],
    [100.4, 100, { state: 'degraded', ms: 100, message: 'the answer took 100 ms, degraded is above 100 ms' }],
  ])('of %d ms with degradedAbove %d', (ms, degradedAbove, result) => {
    expect(judgeSuccess(ms, degradedAbove)).toEqual(result);
  });
});
