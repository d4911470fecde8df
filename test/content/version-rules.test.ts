import { expect, test } from 'vitest';

import { parseConfigFile } from '../../src/content/config-file.ts';
import { findUnusedSettings } from '../../src/content/version-rules.ts';
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

test('findUnusedSettings() says nothing of settings that are used', () => {
  expect(
    tell('triage: { confirmAfter: 3, recoverAfter: 3, stableFor: 30m }\nuptime: { holdFor: 1h }\nproviders: []\n'),
  ).toEqual([]);
  const text = 'page: { name: Example, url: https://status.example.org, authors: name }\n';
  expect(findUnusedSettings(parseConfigFile(text))).toEqual([]);
  const check = '{ id: b, type: tcp, host: example.org, port: 1, location: [fra, nyc], quorum: 2 }';
  expect(tell(`components: [{ id: api, name: API, checks: [${check}] }]\n`)).toEqual([]);
});
