import { expect, test } from 'vitest';

import { derivePageId, digestOf } from '../src/digest.ts';

test('derivePageId() never changes for the same source', () => {
  expect(derivePageId('4b825dc642cb6eb9a060e54bf8d69288fbee4904')).toBe('8m3hdridq6wz');
});

test('derivePageId() gives 12 characters of a-z0-9, another id for another source', () => {
  const ids = Array.from({ length: 200 }, (_, index) => derivePageId(`https://status-${index}.example.org/`));
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]{12}$/);
  expect(new Set(ids).size).toBe(200);
});

test('digestOf() gives as many letters and digits as asked for', () => {
  expect(digestOf('content', 8)).toMatch(/^[a-z0-9]{8}$/);
  expect(digestOf('content', 8)).not.toBe(digestOf('contents', 8));
});
