import { expect, test } from 'vitest';

import { findFormerIds } from '../../src/content/former-ids.ts';

test.each<[string, string[]]>([
  ['formerly: [a-1, b]\n', ['a-1', 'b']],
  ['formerly: ["a-1"]\ntitle: T\n', ['a-1']],
  ['formerly:\n  - a-1\n  - b\ntitle: T\n', ['a-1', 'b']],
  ['formerly:\n- a-1\n- b\nchecks:\n- c\n', ['a-1', 'b']],
  ['formerly: [\n  a-1,\n  b,\n]\ntitle: T\n', ['a-1', 'b']],
  ['title: formerly a-1\n', []],
  ['title: T\n', []],
])('findFormerIds() of %j', (front, expected) => {
  expect(findFormerIds(`---\n${front}---\n\nformerly: [z]\n`)).toEqual(expected);
  expect(findFormerIds(`\uFEFF---\n${front}---\n`.replaceAll('\n', '\r\n'))).toEqual(expected);
});

test('findFormerIds() of what has no front matter', () => {
  expect(findFormerIds('formerly: [a]\n')).toEqual([]);
});
