import { test } from 'vitest';

import { expectRaceToLoseNothing } from '../../support/race.ts';

test('runOnce() by two writers at one remote loses nothing in 15 runs of each', { timeout: 240_000 }, () =>
  expectRaceToLoseNothing(15),
);
