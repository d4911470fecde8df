import { test } from 'vitest';

import { expectKillsToHarmNothing } from '../support/kill.ts';

test.each([
  ['with a remote', true],
  ['without a remote', false],
])('candor check killed at 8 moments is finished by the next run, %s', { timeout: 240_000 }, (_, hasRemote) =>
  expectKillsToHarmNothing(8, hasRemote),
);
