import { describe, expect, test } from 'vitest';

import { composePostmortem, findPostmortemOf } from '../../src/content/compose-postmortem.ts';
import { parseConfigFile } from '../../src/content/config-file.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { formatPostmortemText, parsePostmortemFile } from '../../src/content/postmortem-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { at } from '../support/builders.ts';

const NOW = at('2026-11-21T09:00:00Z');
const { config } = parseConfigFile(
  'page: { name: Example, url: https://status.example.org }\ncomponents: [{ id: api, name: Public API }]',
);

const incidentText = (keys = ''): string => `---
title: Elevated errors
category: internal
impact: major
components: { api: partial_outage, cache: degraded_performance }
${keys}---

## Investigating · 2026-11-20T10:05:00Z

## Resolved · 2026-11-20T11:00:00Z
`;

function compose(text: string) {
  const incident = parseIncidentFile('incidents/2026/2026-11-20-api.md', text);
  if (incident.file === undefined) throw new Error(incident.problems.map(formatProblem).join('\n'));
  return composePostmortem({ incident: { ...incident, file: incident.file }, config }, NOW);
}

const DEPLOYMENTS = `evidence:
  - { kind: release, at: 2026-11-20T09:40:00Z, text: "acme/api: v1.42 # \\"final\\"", source: "https://example.org/r/1" }
  - { kind: deployment, at: 2026-11-20T10:30:00Z, text: "acme/api: v1.43", source: the log }
`;

describe('composePostmortem()', () => {
  test('fills in what the incident tells and marks what it does not', () => {
    const { path, text } = compose(incidentText(`openedBy: monitor\n${DEPLOYMENTS}`));
    expect(path).toBe('postmortems/2026/2026-11-20-api.md');
    expect(text).toBe(`---
incidents: [2026-11-20-api]
status: draft
authors: ["TODO: people or teams"]
summary: "TODO: what happened (Public API, cache), to whom and for how long (2026-11-20 10:05 to 11:00 UTC, 55 minutes)"
impact:
  text: "TODO: what it meant for readers; figures with their source may follow (Public API for 55 minutes, cache for 55 minutes)"
  figures: []
trigger:
  kind: deploy
  text: 'acme/api: v1.42 # "final" (TODO: was it this?)'
  link: https://example.org/r/1
detection: check
factors:
  - text: "TODO: what had to be so for this to happen"
    whys:
      - why: Elevated errors
        because: "TODO: what was behind it; ask again, up to five times"
    becomes:
      kind: accepted
      reason: "TODO: a check (kind: monitor), a test or a process (with its url), or why it stays as it is"
    action: a1
wentWell: ["TODO: what helped"]
wentBadly: ["TODO: what made it worse, or longer"]
lucky: ["TODO: what could have made it worse and did not"]
actions:
  - id: a1
    text: "TODO: what is done so that it does not come back"
    type: prevent
    priority: P2
    owner: "TODO: a person or a team"
    due: 2026-12-05 # TODO: by when
---

TODO: the story in your own words: what surprised you, and what you would tell a colleague. When it began, when
readers were told and when it was over need not be written: the page takes that from the incident.
`);
  });

  const trigger = (text: string): unknown => parsePostmortemFile('postmortems/p.md', text).file?.frontMatter.trigger;
  test.each([
    ['nobody knows', '', { kind: 'unknown', text: 'TODO: what set it off' }],
    [
      'a deployment after the start, where none was before it',
      DEPLOYMENTS.replace(/.*release.*\n/, ''),
      { kind: 'deploy', text: 'acme/api: v1.43 (TODO: was it this?)' },
    ],
  ])('says what may have set it off: %s', (_what, keys, expected) => {
    expect(trigger(compose(incidentText(keys)).text)).toEqual(expected);
  });

  test('names the provider whose fault it is', () => {
    const text = incidentText('provider: aws\nproviderUrl: https://health.example.org/1\n').replace(
      'internal',
      'upstream',
    );
    expect(trigger(compose(text).text)).toEqual({
      kind: 'dependency',
      text: 'TODO: what happened at aws',
      link: 'https://health.example.org/1',
    });
  });

  const maintenance = `---
kind: maintenance
title: Upgrade
components: [api]
scheduled: { from: 2026-11-20T22:00:00Z, until: 2026-11-20T23:00:00Z }
---

## In progress · 2026-11-20T22:00:00Z

## Completed · 2026-11-20T22:40:00Z
`;
  test.each([
    ['as its updates say', maintenance, '2026-11-20 22:00 to 22:40 UTC, 40 minutes'],
    [
      'by the clock where they say nothing of it',
      maintenance.replace(/## In[^]*$/, '## Scheduled · 2026-11-18T09:00:00Z\n'),
      '2026-11-20 22:00 to 23:00 UTC, 60 minutes',
    ],
    [
      'in the window that began last where it recurs',
      maintenance
        .replace('T23:00:00Z }', 'T23:00:00Z, timeZone: Etc/UTC, recurrence: FREQ=DAILY;COUNT=9 }')
        .replace(/20T22|20T23/g, (time) => time.replace('20', '18'))
        .replace(/## In[^]*$/, '## Scheduled · 2026-11-17T09:00:00Z\n'),
      '2026-11-20 22:00 to 23:00 UTC, 60 minutes',
    ],
  ])('tells when a maintenance was at work: %s', (_what, text, span) => {
    expect(compose(text).text).toContain(`(${span})`);
  });

  const ways = [
    incidentText(),
    incidentText(`openedBy: monitor\n${DEPLOYMENTS}`),
    incidentText().replace(/\n## Resolved.*\n/, ''),
    maintenance,
  ];
  test.each(ways)('writes a canonical draft in which nothing is wrong (%#)', (text) => {
    const { path, text: draft } = compose(text);
    expect(parsePostmortemFile(path, draft).problems).toEqual([]);
    expect(formatPostmortemText(path, draft)).toBe(draft);
  });

  test.each(ways)('marks gaps that keep it from being published, until none is left (%#)', (text) => {
    const { path, text: draft, gaps } = compose(text);
    const published = draft.replace('status: draft', 'status: published');
    const refused = parsePostmortemFile(path, published).problems.filter(
      ({ rule }) => rule === 'published-has-no-gaps',
    );
    expect(refused.map(({ line, column }) => ({ line, column }))).toEqual(
      gaps.map(({ line, column }) => ({ line, column })),
    );
    const filled = published.replace(/^# TODO: detection.*$/m, 'detection: staff').replaceAll('TODO: ', '');
    expect(parsePostmortemFile(path, filled).problems).toEqual([]);
  });
});

describe('findPostmortemOf()', () => {
  const incident = parseIncidentFile('incidents/a.md', incidentText('formerly: [b]\n'));
  const about = (id: string, ids: string) =>
    parsePostmortemFile(`postmortems/${id}.md`, `---\nincidents: ${ids}\nstatus: draft\n---\n`);
  test.each([
    ['one about it', [about('x', '[c]'), about('y', '[c, a]')], 'y'],
    ['one about an earlier id of it', [about('x', '[b]')], 'x'],
    ['one of its name about something else', [about('a', '[c]')], 'a'],
    [
      'one with other faults',
      [parsePostmortemFile('postmortems/x.md', '---\nincidents: [a]\nstatus: done\n---\n')],
      'x',
    ],
    ['none', [about('x', '[c]'), parsePostmortemFile('postmortems/y.md', '---\n: [')], undefined],
  ])('finds %s', (_what, postmortems, id) => {
    expect(findPostmortemOf(incident, postmortems)?.id).toBe(id);
  });
});
