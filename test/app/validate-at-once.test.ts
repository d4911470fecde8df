import { expect, test } from 'vitest';

import { validate } from '../../src/app/validate.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

const NOW = at('2026-11-21T00:00:00Z');
const CONFIG = 'page: { name: Example, url: https://status.example.org }\ncomponents: [{ id: api, name: API }]\n';

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const root = makeFolder();
  writeFiles(root, { 'status.yml': CONFIG, ...files });
  const { problems } = await validate(await openRootFiles(root), { now: NOW });
  return problems.map(formatProblem).filter((problem) => !/This version (?:does not use|reads)/.test(problem));
}

test('validate() reads the updates of a file whose front matter is no YAML', async () => {
  const updates =
    '## Investigating · 2026-11-20T10:05:00Z · apii: partial_outage\n\n## Reslved · 2026-11-20T11:00:00Z\n';
  expect(await problemsOf({ 'incidents/a.md': `---\ntitle: "T\nimpact: major\n---\n\n${updates}` })).toEqual([
    'incidents/a.md:2:8: error: Cannot find the end of a text in quotes: expected the quote closed, for example title: "Slow answers", got "title: \\"T"',
    'incidents/a.md:6:1: error: Cannot find the component "apii": expected one of api, for example "api: partial_outage", got "apii". Did you mean "api"?',
    'incidents/a.md:8:1: error: Cannot read the phase of this update: expected one of Investigating, Identified, Monitoring, Resolved, for example "## Investigating · 2026-11-20T10:05:00Z", got "Reslved". Did you mean "Resolved"?',
  ]);
});

test.each([
  ['by its word', 'kind: maintenance'],
  ['by its window', 'scheduled: {}'],
])('validate() knows the kind of such a file %s', async (_how, line) => {
  const text = `---\ntitle: "T" x\n${line}\n---\n\n## In progress · 2026-11-20T10:05:00Z\n`;
  const problems = await problemsOf({ 'incidents/a.md': text });
  expect(problems.map((problem) => problem.split(':', 2).join(':'))).toEqual(['incidents/a.md:2']);
});

test('validate() tells what a post-mortem names in vain although its schema has faults', async () => {
  const postmortem = `---
incidents: [gone]
status: finished
factors:
  - { text: T, action: a2 }
actions:
  - { id: a1, text: T, type: detect, priority: P9, owner: o, due: 2026-12-01 }
  - { id: a1, text: T, type: detect, priority: P1, owner: o, due: 2026-12-01 }
---
`;
  const problems = await problemsOf({ 'postmortems/a.md': postmortem });
  expect(problems).toContain(
    'postmortems/a.md:2:13: error: Cannot find the incident "gone": expected an incident of incidents/, which has none, got "gone"',
  );
  expect(problems).toContain(
    'postmortems/a.md:5:24: error: Cannot find the action "a2": expected one of a1, for example action: a1, got a2',
  );
  expect(problems).toContain(
    'postmortems/a.md:8:11: error: Cannot tell two actions "a1" apart: expected an id of its own for each action, for example id: a1-2, got a1',
  );
  expect(problems).toContain(
    'postmortems/a.md:3:9: error: Cannot read "status": expected one of draft, review, published, for example status: draft, got "finished"',
  );
});

test('validate() tells what status.yml names in vain although its schema has faults', async () => {
  const config = `page: { name: Example, url: example.org }
components:
  - { id: api, name: API, dependsOn: [{ provider: cloud }] }
  - { id: api, name: API }
channels: [{ id: s, type: slack, components: [web] }]
redactions: [{ incident: gone, update: 2026-11-20T10:05:00Z, reason: r }]
`;
  expect((await problemsOf({ 'status.yml': config })).map((problem) => problem.split(': expected')[0])).toEqual([
    'status.yml:1:29: error: Cannot read "page.url"',
    'status.yml:3:51: error: Cannot find the provider "cloud"',
    'status.yml:4:11: error: Cannot tell two components "api" apart',
    'status.yml:5:47: error: Cannot find the component "web"',
    'status.yml:6:14: error: Cannot find "redactions[0].by"',
    'status.yml:6:26: error: Cannot find the incident "gone" to take a text back from',
  ]);
});
