import { expect, test } from 'vitest';

import { readComponentIds } from '../../src/content/component-ids.ts';

test.each([
  ['ids in their order', 'components: [{ id: web }, { id: api }]', ['web', 'api']],
  ['ids beside faults elsewhere', 'page: 7\ncomponents:\n  - id: api\n    nme: API\n  - { name: no id }\n', ['api']],
  ['ids after a BOM and between CR line ends', '\uFEFFcomponents:\r\n  - id: api\r\n', ['api']],
  ['none without components', 'page: {}', []],
  ['none in a list that is none', 'components: api', []],
  ['none in what is no YAML', 'components: [', []],
  ['none in an empty file', '', []],
])('readComponentIds() finds %s', (_name, text, ids) => {
  expect(readComponentIds(text)).toEqual(ids);
});
