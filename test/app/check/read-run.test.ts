import { describe, expect, test } from 'vitest';

import { lookBack } from '../../../src/app/check/read-run.ts';
import { at, makeConfig } from '../../support/builders.ts';

describe('lookBack()', () => {
  test.each([
    ['15m', '2026-11-19T09:15:00Z', 'a day more than a recovery has to hold'],
    ['1d', '2026-11-16T09:30:00Z', 'the whole window in which a service may prove unstable'],
  ])('with stableFor %s reaches back to %s: %s', (stableFor, from) => {
    const config = makeConfig({ triage: { stableFor }, uptime: { holdFor: '30m' } });
    expect(lookBack(at('2026-11-20T10:00:00Z'), config)).toBe(at(from));
  });
});
