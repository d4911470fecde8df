import { expect, test } from 'vitest';

import { learnChannels } from '../../src/domain/ledger.ts';

test('learnChannels() knows the new ones from now on, and none later than now, whatever clock wrote it', () => {
  const channels = new Map([
    ['old', 100],
    ['ahead', 900],
  ]);
  expect([...learnChannels({ channels }, ['new', 'old'], 500)].sort()).toEqual([
    ['ahead', 500],
    ['new', 500],
    ['old', 100],
  ]);
});
