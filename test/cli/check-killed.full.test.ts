import { test } from 'vitest';

import { expectKillsToHarmNothing } from '../support/kill.ts';

test.each([
  ['with a remote', true],
  ['without a remote', false],
])('candor check killed at 100 moments is finished by the next run, %s', { timeout: 1_800_000 }, (_, hasRemote) =>
  expectKillsToHarmNothing(100, hasRemote),
);
