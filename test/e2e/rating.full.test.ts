import { expect, test } from 'vitest';

import { rateBuiltPages } from '../../bench/rating.ts';
import { median } from '../../bench/measure.ts';

/** Its rating of speed depends on what else the machine does; `npm run bench -- --only rating` tells it. */
const CATEGORIES = ['accessibility', 'best-practices', 'seo'];

test('Lighthouse finds nothing wanting in the front page and in the page of an incident', async () => {
  for (const { name, scores, findings } of await rateBuiltPages(1)) {
    const of = CATEGORIES.map((category) => [category, median(scores[category] ?? [])]);
    expect(of, `${name}: ${findings.join('; ')}`).toEqual(CATEGORIES.map((category) => [category, 100]));
  }
});
