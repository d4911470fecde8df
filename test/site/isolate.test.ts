import { expect, test } from 'vitest';

import { isolate, withoutIsolation } from '../../src/site/isolate.ts';

test('isolate() sets a name in Hebrew or Arabic apart, with the figures and signs at its ends', () => {
  expect(isolate('שלום 3!')).toBe('\u2068שלום 3!\u2069');
  expect(isolate('API \u062E')).toBe('\u2068API \u062E\u2069');
});

test.each(['Public API', 'Störung', '公開API', '🔥', ''])('isolate() leaves "%s" as it is', (name) => {
  expect(isolate(name)).toBe(name);
});

test('withoutIsolation() takes out what isolate() put in, and no mark of another kind', () => {
  expect(withoutIsolation(`${isolate('שלום')} and API are down.`)).toBe('שלום and API are down.');
  expect(withoutIsolation('\u2068a \u202Eb')).toBe('\u2068a \u202Eb');
});
