import { expect, test } from 'vitest';

import { weighFrontPage } from '../../bench/weight.ts';

test('the front page with 50 components, 90 days and 200 incidents is one response of at most 14,000 bytes', async () => {
  const { bytes, requests } = await weighFrontPage(50);
  expect(requests).toBe(1);
  expect(bytes).toBeLessThanOrEqual(14_000);
});
