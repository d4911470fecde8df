import { test } from 'vitest';

import { expectRaceToLoseNothing } from '../../support/race.ts';

test('runOnce() by two writers at one remote loses nothing in 50 runs of each', { timeout: 900_000 }, () =>
  expectRaceToLoseNothing(50),
);
