import { describe, expect, test } from 'vitest';

import { parseConfigFile } from '../../src/content/config-file.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { findRedactionProblems } from '../../src/content/redaction-rules.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const INCIDENT =
  '---\ntitle: T\ncategory: internal\nimpact: none\ncomponents: {}\nformerly: [mail]\n---\n\n## Investigating · 2026-11-20T10:05:00Z\n';

function tell(incident: string, update: string, text = INCIDENT): string[] {
  const config = parseConfigFile(
    `page: { name: E, url: https://e.org }\nredactions: [{ incident: ${incident}, update: ${update}, reason: r, by: b }]\n`,
  );
  return findRedactionProblems(config, [parseIncidentFile('incidents/api.md', text)]).map(formatProblem);
}

describe('findRedactionProblems()', () => {
  test.each([
    ['api', '2026-11-20T10:05:00Z'],
    ['api', '2026-11-20T11:05+01:00'],
    ['mail', '2026-11-20T10:05:00Z'],
  ])('finds nothing where a redaction names an update: %s at %s', (incident, update) => {
    expect(tell(incident, update)).toEqual([]);
  });

  test('finds a redaction that would leave on the page what it is to hide', () => {
    expect(tell('apii', '2026-11-20T10:05:00Z')).toEqual([
      'status.yml:2:26: error: Cannot find the incident "apii" to take a text back from: expected the id of a file in incidents/, for example incident: api, got "apii". Did you mean "api"?',
    ]);
    expect(tell('api', '2026-11-20T10:50:00Z')).toEqual([
      'status.yml:2:39: error: Cannot find the update to take back in "api": expected the time of one of its updates, for example update: 2026-11-20T10:05:00Z, got "2026-11-20T10:50:00Z"',
    ]);
  });

  test('waits where the incident itself cannot be read', () => {
    expect(tell('api', '2026-11-20T10:50:00Z', INCIDENT.replace('none', 'huge'))).toEqual([]);
  });
});
