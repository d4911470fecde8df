import { expect, test } from 'vitest';

import { didYouMean } from '../../src/content/suggest.ts';
import { CATEGORIES } from '../../src/schema/category.ts';
import { COMPONENT_STATUSES, IMPACTS } from '../../src/schema/component.ts';

test.each([
  ['down', COMPONENT_STATUSES, 'major_outage'],
  ['Slow', COMPONENT_STATUSES, 'degraded_performance'],
  ['up', COMPONENT_STATUSES, 'operational'],
  ['partial', COMPONENT_STATUSES, 'partial_outage'],
  ['high', IMPACTS, 'major'],
  ['provider', CATEGORIES, 'upstream'],
  ['internl', CATEGORIES, 'internal'],
])('didYouMean() knows what %j is meant for among %j', (word, words, meant) => {
  expect(didYouMean(word, words)).toBe(`Did you mean "${meant}"?`);
});

test.each(['down', 'constructor', ''])('didYouMean() offers for %j nothing that is not there', (word) => {
  expect(didYouMean(word, ['api', 'website'])).toBeUndefined();
});
