import { describe, expect, test } from 'vitest';

import { addDeploy, type Deploy } from '../../src/domain/deploy.ts';

/** Draws deploys as letters of their commits, each a minute after the one before. */
function drawn(letters: string): Deploy[] {
  return [...letters].map((commit, minute) => ({
    liveAt: minute * 60_000,
    commit,
    builtAt: minute * 60_000 - 30_000,
    checkedAt: undefined,
  }));
}

function recorded(letters: string): string {
  const kept = drawn(letters).reduce<Deploy[]>((known, deploy) => addDeploy(known, deploy), []);
  return kept.map(({ commit, liveAt }) => `${commit}${liveAt / 60_000}`).join(' ');
}

describe('addDeploy()', () => {
  test.each([
    ['keeps every first deploy of a commit', 'abc', 'a0 b1 c2'],
    ['keeps a second one of the same commit', 'aab', 'a0 a1 b2'],
    ['keeps the first and the last of many', 'aaaab', 'a0 a3 b4'],
    ['keeps a commit that comes back', 'aaabaaa', 'a0 a2 b3 a4 a6'],
  ])('%s', (_criterion, letters, expected) => {
    expect(recorded(letters)).toBe(expected);
  });

  test('does not change what it is given', () => {
    const known = drawn('aa');
    addDeploy(known, { liveAt: 9, commit: 'a', builtAt: 9, checkedAt: 9 });
    expect(known).toEqual(drawn('aa'));
  });
});
