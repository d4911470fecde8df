/** Chance for tests, the same on every run. `FC_SEED=1 npm test` draws otherwise. */
import { onTestFailed } from 'vitest';

import { createRandom } from '../../src/demo/random.ts';

export const SEED = Number(process.env['FC_SEED'] ?? 20_261_120);

/** Numbers in [0, 1) for the current test, which says what they were drawn from where it fails. */
export function startRandom(): () => number {
  onTestFailed(({ task }) => {
    process.stderr.write(`${task.name}: what was left to chance was drawn with FC_SEED=${SEED}\n`);
  });
  return createRandom(SEED);
}
