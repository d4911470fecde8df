import { expect, test } from 'vitest';

import { parseConfigFile } from '../../src/content/config-file.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { findHiddenRecurrences, findUnusedSettings } from '../../src/content/version-rules.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const PAGE = 'page: { name: Example, url: https://status.example.org }\n';

function tell(rest: string): string[] {
  return findUnusedSettings(parseConfigFile(`${PAGE}${rest}`)).map(formatProblem);
}

test('findUnusedSettings() warns at what is written and not used', () => {
  expect(tell('postmortems: { fromImpact: minor }\nchannels: [{ id: s, type: slack }]\n')).toEqual([
    'status.yml:3:11: warning: This version does not use "channels" yet: nobody is told: expected a version of Candor that does, for example it left out until then',
  ]);
});

test('findUnusedSettings() warns of names of authors', () => {
  const text = 'page: { name: Example, url: https://status.example.org, authors: name }\n';
  expect(findUnusedSettings(parseConfigFile(text)).map(formatProblem)).toEqual([
    'status.yml:1:66: warning: This version does not use "page.authors" yet: no author is named: expected a version of Candor that does, for example it left out until then',
  ]);
});

test('findUnusedSettings() says nothing of settings that are used', () => {
  expect(
    tell('triage: { confirmAfter: 3, recoverAfter: 3, stableFor: 30m }\nuptime: { holdFor: 1h }\nproviders: []\n'),
  ).toEqual([]);
  const check = '{ id: b, type: tcp, host: example.org, port: 1, location: [fra, nyc], quorum: 2 }';
  expect(tell(`components: [{ id: api, name: API, checks: [${check}] }]\n`)).toEqual([]);
});

test('findHiddenRecurrences() warns at the recurrence of a maintenance', () => {
  const text = `---
title: T
kind: maintenance
components: [api]
scheduled:
  from: 2026-11-24T22:00:00Z
  until: 2026-11-24T23:30:00Z
  timeZone: Europe/Berlin
  recurrence: FREQ=WEEKLY
---
`;
  expect(findHiddenRecurrences([parseIncidentFile('incidents/a.md', text)]).map(formatProblem)).toEqual([
    'incidents/a.md:9:15: warning: This version shows only the first window of a recurring maintenance: expected a file for each window, for example scheduled: { from: 2026-12-06T02:00:00+01:00, until: 2026-12-06T04:00:00+01:00 }, got FREQ=WEEKLY',
  ]);
});
