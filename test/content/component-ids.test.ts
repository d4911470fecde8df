import { expect, test } from 'vitest';

import { readComponents } from '../../src/content/component-ids.ts';

const BOMB = Array.from(
  { length: 30 },
  (_, index) => `b${index}: &b${index} [${index === 0 ? '*a, *a' : `*b${index - 1}, *b${index - 1}`}]\n`,
).join('');

test.each([
  ['ids in their order', 'components: [{ id: web }, { id: api }]', ['web', 'api']],
  ['ids beside faults elsewhere', 'page: 7\ncomponents:\n  - id: api\n    nme: API\n  - { name: no id }\n', ['api']],
  ['ids after a BOM and between CR line ends', '\uFEFFcomponents:\r\n  - id: api\r\n', ['api']],
  ['none without components', 'page: {}', []],
  ['none in a list that is none', 'components: api', []],
  ['none in what is no YAML', 'components: [', []],
  ['none in an empty file', '', []],
  ['none in a list of lists', '[]', []],
  ['none where aliases multiply', `a: &a [x, x]\n${BOMB}components: [{ id: *i }]`, []],
])('readComponents() finds %s', (_name, text, ids) => {
  expect(readComponents(text).map(({ id }) => id)).toEqual(ids);
});

test('readComponents() gives the id where there is no name', () => {
  expect(readComponents('components: [{ id: mail, name: Mail }, { id: web }, { id: api, name: 7 }, 7]')).toEqual([
    { id: 'mail', name: 'Mail' },
    { id: 'web', name: 'web' },
    { id: 'api', name: 'api' },
  ]);
});
