import { describe, expect, test } from 'vitest';

import { parseConfigFile } from '../../src/content/config-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';

/** What is said of status.yml with these checks, of which each line is one. */
function tell(...checks: string[]): string[] {
  const lines = checks.map(
    (check, index) => `    - { id: c${index}, type: tcp, host: a.example, port: 1, ${check} }\n`,
  );
  const text = `page: { name: A, url: https://a.example }\ncomponents:\n  - id: api\n    name: API\n    checks:\n${lines.join('')}`;
  return parseConfigFile(text).problems.map(formatProblem);
}

describe('the places of a check', () => {
  test.each([['location: fra'], ['location: [fra, nyc]'], ['location: [fra, nyc], quorum: 2'], ['quorum: 1']])(
    'may be %s',
    (check) => {
      expect(tell(check)).toEqual([]);
    },
  );

  test.each([
    [
      'location: "Frankfurt am Main"',
      'status.yml:6:64: error: Cannot read "components[0].checks[0].location": expected the id of a place, or a list of at most 20, for example location: fra, got "Frankfurt am Main"',
    ],
    ['location: []', /expected at least one entry, for example location: fra, got \[\]$/],
    ['location: [fra, fra]', /expected each place once/],
    [
      'location: [fra, nyc], quorum: 3',
      'status.yml:6:84: error: Cannot have 3 places agree on "c0": expected at most the 2 places where it runs, for example quorum: 2, got 3',
    ],
    ['location: fra, quorum: 2', /expected 1, as it runs in one place, for example quorum: 1, got 2$/],
    ['quorum: 2', /expected 1, as it runs in one place/],
    ['quorum: 0', /Cannot read "components\[0\]\.checks\[0\]\.quorum": expected at least 1/],
  ])('may not be %s', (check, letter) => {
    const [first = '', ...others] = tell(check);
    expect(others).toEqual([]);
    if (typeof letter === 'string') expect(first).toBe(letter);
    else expect(first).toMatch(letter);
  });

  test('are all that there are for a check that names none', () => {
    expect(tell('location: [fra, nyc]', 'quorum: 2')).toEqual([]);
    expect(tell('location: [fra, nyc]', 'quorum: 3')).toEqual([expect.stringContaining('on "c1"')]);
  });
});
