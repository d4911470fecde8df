import { describe, expect, it } from 'vitest';

import { compileJsonPath } from '../../../src/checks/http/json-path.ts';

const JSON_VALUE = {
  status: { db: 'up', 'my-cache': 'down', '0': 'zero' },
  items: [
    { name: 'a', up: true },
    { name: 'b', up: false },
  ],
};

function find(path: string): unknown {
  const compiled = compileJsonPath(path);
  return 'problem' in compiled ? compiled.problem : compiled.find(JSON_VALUE);
}

describe('compileJsonPath()', () => {
  it.each([
    ['status.db', ['up']],
    ['$.status.db', ['up']],
    ['status.my-cache', ['down']],
    ["$.status['my-cache']", ['down']],
    ['items.1.name', ['b']],
    ['status.0', ['zero']],
    ['items[1].name', ['b']],
    ['$.items[*].up', [true, false]],
    ["$.items[?@.name == 'b'].up", [false]],
    ['$..name', ['a', 'b']],
    ['status.none', []],
    ['status.db.deeper', []],
    ['constructor.name', []],
    ['__proto__', []],
  ])('finds at %s', (path, values) => {
    expect(find(path)).toEqual(values);
  });

  it.each(['$.', '$[', 'a b', '', "$[?match(@.name, '(a+)+')]", "$[?search(@.name, 'a')]"])(
    'says that it cannot use %j',
    (path) => {
      expect(find(path)).toMatch(/^Cannot use the path ".*": ./);
    },
  );
});
