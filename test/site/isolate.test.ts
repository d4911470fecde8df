import { expect, test } from 'vitest';

import { isolate } from '../../src/site/isolate.ts';

test('isolate() sets a name in Hebrew or Arabic apart, with the figures and signs at its ends', () => {
  expect(isolate('שלום 3!')).toBe('\u2068שלום 3!\u2069');
  expect(isolate('API \u062E')).toBe('\u2068API \u062E\u2069');
});

test.each(['Public API', 'Störung', '公開API', '🔥', ''])('isolate() leaves "%s" as it is', (name) => {
  expect(isolate(name)).toBe(name);
});
