import { describe, expect, test } from 'vitest';

import { parseConfigFile } from '../../src/content/config-file.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { describeProblem, formatProblem } from '../../src/schema/problems.ts';

const FRONT = 'title: T\ncategory: internal\nimpact: major\n';
const COMPONENTS = 'components: { api: partial_outage }\n';
const HEADING = '## Investigating · 2026-11-20T10:05:00Z';
const KEYS =
  'title, formerly, backfilled, importedFrom, openedBy, evidence, outreach, kind, category, confidence, impact, components, checks, provider, providerUrl, reportedAt, ticket, startedAt, startedBecause, postmortem, waiver';

function tell(front: string, heading: string = HEADING): string[] {
  return parseIncidentFile('incidents/a.md', `---\n${front}---\n\n${heading}\n`).problems.map(describeProblem);
}

describe('parseIncidentFile() helps with front matter:', () => {
  test.each([
    ['severity: major', 'severity', 'Did you mean "impact"?'],
    ['status: open', 'status', 'The status is derived from the updates and never typed.'],
    ['updates: []', 'updates', 'Updates are headings with "##" below the front matter.'],
    ['scheduled: { from: x }', 'scheduled', 'A window needs "kind: maintenance".'],
  ])('%s', (line, key, hint) => {
    expect(tell(`${FRONT}${COMPONENTS}${line}\n`)).toEqual([
      `Cannot use the key "${key}": expected one of ${KEYS}, for example title: Elevated errors on the public API, got "${key}". ${hint}`,
    ]);
  });

  test.each([
    [
      'a component that is not set in',
      'components:\napi: partial_outage\n',
      'Cannot read "components": expected each component with its status, for example components: { public-api: partial_outage }, got nothing. Put "api" in it, set in by two spaces.',
    ],
    [
      'a space that does not break',
      'components:\n\u00a0\u00a0api: partial_outage\n',
      'Cannot read "components": expected each component with its status, for example components: { public-api: partial_outage }, got nothing. Set "api" in by ordinary spaces: U+00A0, a space that does not break, is none.',
    ],
    [
      'no space after the colon',
      'components: {api:partial_outage}\n',
      'Cannot read "components.api:partial_outage": expected an id of small letters, digits and hyphens, for example components: { public-api: partial_outage }, got "api:partial_outage". Write a space after the colon: "api: partial_outage".',
    ],
    [
      'a slip in the kind',
      `${COMPONENTS}kind: maintenence\n`,
      'Cannot read "kind": expected one of incident, maintenance, announcement, for example kind: maintenance, got "maintenence". Did you mean "maintenance"?',
    ],
  ])('%s', (_what, lines, expected) => {
    expect(tell(`${FRONT}${lines}`)).toEqual([expected]);
  });
});

describe('parseIncidentFile() helps with a heading:', () => {
  const PHASES = 'expected one of Investigating, Identified, Monitoring, Resolved';

  test.each([
    ['Investigate', 'Did you mean "Investigating"?'],
    ['Identify', 'Did you mean "Identified"?'],
    ['Monitor', 'Did you mean "Monitoring"?'],
    ['Fixed', 'Did you mean "Resolved"?'],
    ['Closed', 'Did you mean "Resolved"?'],
    ['Done', 'Did you mean "Resolved"?'],
    ['Update', 'Write the phase again that it is still in.'],
  ])('%s', (word, hint) => {
    expect(tell(`${FRONT}${COMPONENTS}`, `## ${word} · 2026-11-20T10:05:00Z`)).toEqual([
      `Cannot read the phase of this update: ${PHASES}, for example "${HEADING}", got "${word}". ${hint}`,
    ]);
  });

  const TIME = 'Cannot read the time of this update: expected a time with an offset';
  const EXAMPLE = 'for example "## Identified · 2026-11-20T10:05:00Z"';

  test.each([
    ['10:20Z', 'The date is missing. Write the day before it: 2026-11-20T10:05:00Z.'],
    ['2026-11-20T10:41', 'Say which zone it is: end it with Z, UTC or +01:00.'],
  ])('Identified · %s', (time, hint) => {
    expect(tell(`${FRONT}${COMPONENTS}`, `## Identified · ${time}`)).toEqual([
      `${TIME}, ${EXAMPLE}, got "${time}". ${hint}`,
    ]);
  });

  test('nxt', () => {
    expect(tell(`${FRONT}${COMPONENTS}`, '## Identified · 2026-11-20T10:41:00Z · nxt: 2026-11-20T11:41:00Z')).toEqual([
      'Cannot read this part of the heading: expected component changes, "next:" or "notify:", for example "api: partial_outage", got "nxt: 2026-11-20T11:41:00Z". Did you mean "next"?',
    ]);
  });
});

test('parseConfigFile() warns of a variable without braces', () => {
  const text = `page: { name: E, url: https://status.example.org }
components:
  - id: api
    name: API
    checks: [{ id: a, type: http, url: https://example.org, headers: { B: "$CANDOR_X" } }]
`;
  expect(parseConfigFile(text).problems.map(formatProblem)).toEqual([
    'status.yml:5:75: warning: "$CANDOR_X" is not read from the environment: expected the name of a variable in braces, for example ${CANDOR_X}, got "$CANDOR_X"',
  ]);
});
