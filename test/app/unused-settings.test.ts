import { expect, test } from 'vitest';

import { findUnusedSettings } from '../../src/app/unused-settings.ts';
import { parseConfigFile } from '../../src/content/config-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const PAGE = 'page: { name: Example, url: https://status.example.org }\n';

function tell(rest: string): string[] {
  return findUnusedSettings(parseConfigFile(`${PAGE}${rest}`)).map(formatProblem);
}

test('findUnusedSettings() warns at what is written and not used', () => {
  expect(
    tell('triage: { confirmAfter: 3, correlateAt: 3, canaries: [] }\nchannels: [{ id: s, type: slack }]\n'),
  ).toEqual([
    'status.yml:3:11: warning: This version does not use "channels" yet: nobody is told: expected a version of Candor that does, for example it left out until then',
    'status.yml:2:41: warning: This version does not use "triage.correlateAt" yet: each component that fails is an incident of its own: expected a version of Candor that does, for example it left out until then',
  ]);
});

test('findUnusedSettings() warns at each entry of a list', () => {
  const text = `components:
  - id: api
    name: API
    dependsOn: [{ provider: cloud }]
    checks:
      - { id: a, type: tcp, host: example.org, port: 1 }
      - { id: b, type: tcp, host: example.org, port: 1, location: fra, quorum: 2 }
  - { id: web, name: Web, dependsOn: [] }
deployments: { lookback: 4h }
`;
  expect(tell(text)).toEqual([
    'status.yml:5:16: warning: This version does not use "components[0].dependsOn" yet: no provider is asked: expected a version of Candor that does, for example it left out until then',
    'status.yml:8:67: warning: This version does not use "components[0].checks[1].location" yet: the check runs where Candor runs: expected a version of Candor that does, for example it left out until then',
    'status.yml:8:80: warning: This version does not use "components[0].checks[1].quorum" yet: the one place where Candor runs decides: expected a version of Candor that does, for example it left out until then',
    'status.yml:10:26: warning: This version does not use "deployments.lookback" yet: no deployment is looked at: expected a version of Candor that does, for example it left out until then',
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
});
