import { describe, it, vi } from 'vitest';

import { checkTwistedHistory } from '../support/check-twisted.ts';
import { startRandom } from '../support/random.ts';

vi.setConfig({ testTimeout: 600_000 });

describe('readProvenance() of twisted histories', () => {
  it('tells what a walk over every commit tells', async () => {
    const random = startRandom();
    for (let round = 0; round < 25; round += 1) await checkTwistedHistory(random);
  });
});
