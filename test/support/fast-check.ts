/**
 * The same random cases on every run, so that a test fails for what has changed and not by chance.
 * `FC_SEED=1 npm test` looks at others.
 */
import fc from 'fast-check';

import { SEED } from './random.ts';

fc.configureGlobal({ seed: SEED });
