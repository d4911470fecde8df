import { describe, expect, test } from 'vitest';

import { parsePolicyFile } from '../../src/content/policy-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const EXAMPLE = 'confirmAfter: 3\nstableFor: 1h\n';
const PAGE = 'page: { name: Example Cloud, url: https://status.example.org }\n';

describe('parsePolicyFile()', () => {
  test.each([
    ['the keys alone', EXAMPLE],
    ['a section', 'triage:\n  confirmAfter: 3\n  stableFor: 1h\n'],
    ['a whole status.yml', `${PAGE}triage: { confirmAfter: 3, stableFor: 1h }\nuptime: { holdFor: 45m }\n`],
  ])('reads %s', (_, text) => {
    expect(parsePolicyFile(text, 'p.yml')).toMatchObject({
      policy: { confirmAfter: 3, stableFor: 3_600_000, recoverAfter: 2 },
      problems: [],
    });
  });

  test.each([
    ['an empty file', ''],
    ['a status.yml without the section', PAGE],
  ])('takes every default from %s', (_, text) => {
    expect(parsePolicyFile(text, 'p.yml').policy).toMatchObject({ confirmAfter: 2, stableFor: 900_000 });
  });

  test.each([
    [
      'confirmAfter: 0',
      'p.yml:1:15: error: Cannot read "confirmAfter": expected at least 1, for example confirmAfter: 1, got 0',
    ],
    [
      'triage:\n  stableFor: soon\n  confirmafter: 3',
      'p.yml:2:14: error: Cannot read "triage.stableFor": expected a duration such as 90s, 15m, 2h or 1d, for example stableFor: 15m, got "soon"',
    ],
    ['triage: { confirmAfter: 3 }\nuptimes: {}', 'Cannot use the key "uptimes"'],
    ['- confirmAfter: 3', 'Cannot read the file: expected a block of keys'],
    ['triage: {', 'Cannot find the end'],
  ])('says of %j what is wrong', (text, message) => {
    const { policy, problems } = parsePolicyFile(text, 'p.yml');
    expect(policy).toBeUndefined();
    expect(problems.map(formatProblem).join('\n')).toContain(message);
  });

  test('tells all faults at once', () => {
    expect(parsePolicyFile('confirmafter: 3\nstableFor: x\ncorrelateAt: 0\n', 'p.yml').problems).toHaveLength(3);
  });
});
