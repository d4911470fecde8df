import { afterEach, describe, expect, test, vi } from 'vitest';

import { describeFailure } from '../../src/cli/failure.ts';
import { StatusError } from '../../src/errors.ts';

const FAULT = 'Candor has a fault of its own: it is lost\nSet CANDOR_DEBUG=1 to see where, and please report it.';

describe('describeFailure()', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test.each([
    [new StatusError('Cannot read it.'), 'Cannot read it.'],
    [new StatusError('Cannot read it.', { hint: 'Try again.' }), 'Cannot read it.\nTry again.'],
    [new RangeError('it is lost'), FAULT],
    ['it is lost', FAULT],
  ])('%o', (error, expected) => {
    expect(describeFailure(error)).toBe(expected);
  });

  test('adds where our own fault is when asked for', () => {
    vi.stubEnv('CANDOR_DEBUG', '1');
    expect(describeFailure(new RangeError('it is lost'))).toMatch(/report it\.\nRangeError: it is lost\n\s+at /);
    expect(describeFailure(new StatusError('Cannot read it.'))).toBe('Cannot read it.');
  });
});
