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

test('findUnusedSettings() says nothing of settings that are used', () => {
  expect(
    tell('triage: { confirmAfter: 3, recoverAfter: 3, stableFor: 30m }\nuptime: { holdFor: 1h }\nproviders: []\n'),
  ).toEqual([]);
});
