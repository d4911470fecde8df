import { describe, expect, test } from 'vitest';

import { defaultConfig, deriveReplayedChecks } from '../../../src/app/replay/components.ts';
import { makeComponent, makeConfig } from '../../support/builders.ts';
import { replay, START, tellIncidents } from '../../support/replay.ts';

describe('deriveReplayedChecks()', () => {
  test.each([
    ['an id as it is', 'web', 'web'],
    ['other letters as near as can be', 'Zürich: Büro!', 'zurich-buro'],
    ['a name without any such letter', '状態', 'check'],
    ['a word of update headings', 'next', 'check-next'],
    ['a name with signs in front', '[EU] *.example.org', 'eu-example-org'],
    ['a word of the language', '__proto__', 'proto'],
    ['a very long name', `${'a'.repeat(99)}👩 and so on`, 'a'.repeat(80)],
  ])('makes a component of %s', (_, name, id) => {
    const { config, ids, names } = deriveReplayedChecks(defaultConfig(), [name]);
    expect(config.components.map((component) => [component.id, component.checks.map((check) => check.id)])).toEqual([
      [id, [id]],
    ]);
    expect([ids, names.get(id)]).toEqual([[id], name]);
  });

  test('gives each an id of its own, the same in whatever order they are recorded', () => {
    const recorded = ['a b', 'a-b', 'A B', 'api'];
    const used = makeConfig({ components: [makeComponent('api', 'API')] });
    const idsOf = (names: string[]): Record<string, string | undefined> => {
      const { ids } = deriveReplayedChecks(used, names);
      return Object.fromEntries(names.map((name, index) => [name, ids[index]]));
    };
    const expected = { 'a-b': 'a-b', 'A B': 'a-b-2', 'a b': 'a-b-3', api: 'api-2', 'api-health': 'api-health' };
    expect(idsOf([...recorded, 'api-health'])).toEqual(expected);
    expect(idsOf(['api-health', ...recorded.reverse()])).toEqual(expected);
  });

  test('a component whose checks were never recorded leaves its id to a check of that name', () => {
    const used = makeConfig({ components: [makeComponent('api', 'API'), makeComponent('web', 'Web')] });
    const { config, unknown } = deriveReplayedChecks(used, ['api', 'web-health']);
    expect(config.components.map(({ id, checks }) => [id, checks.map((check) => check.id)])).toEqual([
      ['web', ['web-health']],
      ['api', ['api']],
    ]);
    expect(unknown).toBe(1);
  });
});

test.each(
  ['"#: [x]', '0', '-- x', 'null', 'a'.repeat(99), '<b>*x*</b> `y` ## Resolved', '2026-11-20', 'true'].map((name) => [
    `1${name}`,
  ]),
)('a check named %j has its incident like any other', (check) => {
  const minutes = (index: number): number => START + index * 300_000;
  const rows = [...'uddduuuuu'].map((letter, index) => ({
    check,
    at: minutes(index),
    state: letter === 'u' ? ('up' as const) : ('down' as const),
  }));
  expect(tellIncidents(replay(rows))).toEqual([`${check}: 2026-11-20T10:05:00Z to 2026-11-20T10:35:00Z`]);
});
