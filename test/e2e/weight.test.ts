import { expect, test } from 'vitest';

import { MAX_SCRIPT_CHARACTERS, weighFrontPage } from '../../bench/weight.ts';

test('the front page with 20 components, 90 days and 200 incidents is one response of at most 9,000 bytes', async () => {
  const { bytes, requests, scriptCharacters } = await weighFrontPage(20);
  expect(requests).toBe(1);
  expect(bytes).toBeLessThanOrEqual(9_000);
  expect(scriptCharacters).toBeLessThanOrEqual(MAX_SCRIPT_CHARACTERS);
});
