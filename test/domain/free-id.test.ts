import { expect, test } from 'vitest';

import { freeId } from '../../src/domain/free-id.ts';

const LONG = 'a'.repeat(120);

test.each([
  ['api', [], 'api'],
  ['api', ['api'], 'api-2'],
  ['api', ['api', 'api-2'], 'api-3'],
  ['api', ['api-2'], 'api'],
  [LONG, [], 'a'.repeat(100)],
  [LONG, ['a'.repeat(100)], `${'a'.repeat(94)}-2`],
])('freeId() of %s where %j are taken', (wanted, taken, id) => {
  expect(freeId(wanted, new Set(taken))).toBe(id);
});
