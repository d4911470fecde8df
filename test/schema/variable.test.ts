import { describe, expect, test } from 'vitest';

import { fillVariables, hasVariable, isReadableName, readableName, variableNames } from '../../src/schema/variable.ts';

describe('isReadableName()', () => {
  test.each(['CANDOR_TOKEN', 'CANDOR_A_1', 'CANDOR__'])('allows %s', (name) => {
    expect(isReadableName(name)).toBe(true);
  });

  test.each(['', 'CANDOR_', 'CANDOR_abc', 'HOME', 'MY_CANDOR_TOKEN', 'CANDOR_A B', 'CANDOR_A\n'])(
    'refuses %j and readableName() has another',
    (name) => {
      expect(isReadableName(name)).toBe(false);
      expect(isReadableName(readableName(name))).toBe(true);
    },
  );
});

test.each([
  ['HOME', 'CANDOR_HOME'],
  ['CANDOR_abc', 'CANDOR_ABC'],
  ['api-token', 'CANDOR_API_TOKEN'],
  ['', 'CANDOR_TOKEN'],
  ['CANDOR_', 'CANDOR_TOKEN'],
])('readableName() of %j is %s', (name, readable) => {
  expect(readableName(name)).toBe(readable);
});

test('hasVariable(), variableNames() and fillVariables() agree, however often they are asked', () => {
  const text = 'a ${CANDOR_A} ${} ${HOME} $CANDOR_B ${';
  expect([hasVariable(text), hasVariable(text), hasVariable('$HOME')]).toEqual([true, true, false]);
  expect(variableNames(text)).toEqual(['CANDOR_A', '', 'HOME']);
  expect(fillVariables(text, (name) => `<${name}>`)).toBe('a <CANDOR_A> <> <HOME> $CANDOR_B ${');
});
