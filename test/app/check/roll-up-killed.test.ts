import { test } from 'vitest';

import { expectKilledRollUpsToLoseNothing } from '../../support/kill-roll-up.ts';

test('a roll-up killed at 2 moments loses nothing, and the next run finishes it', { timeout: 240_000 }, () =>
  expectKilledRollUpsToLoseNothing(2),
);
