import { expect, test } from 'vitest';

import { MAX_SCRIPT_CHARACTERS, WEIGHT_LIMITS, weighFrontPage } from '../../bench/weight.ts';

test.each(WEIGHT_LIMITS)(
  'the front page with $components components, 90 days and 200 incidents is one response of at most $maxBytes bytes',
  async ({ components, maxBytes }) => {
    const { bytes, requests, scriptCharacters } = await weighFrontPage(components);
    expect(requests).toBe(1);
    expect(bytes).toBeLessThanOrEqual(maxBytes);
    expect(scriptCharacters).toBeLessThanOrEqual(MAX_SCRIPT_CHARACTERS);
  },
);
