import { test } from 'vitest';

import { expectKilledRollUpsToLoseNothing } from '../../support/kill-roll-up.ts';

test('a roll-up killed at 10 moments loses nothing, and the next run finishes it', { timeout: 600_000 }, () =>
  expectKilledRollUpsToLoseNothing(10),
);
