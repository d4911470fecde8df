/** What `candor follow-up --json` prints, which programs rely on. */
import { beforeEach, expect, test } from 'vitest';

import { describeDuty } from '../../src/app/follow-up/describe-duty.ts';
import type { Duty } from '../../src/domain/follow-up/duty.ts';
import { FILE, ID, makeAuthorRoot, PATH, runMain, stubEnvironment } from '../support/author.ts';
import { at } from '../support/builders.ts';

beforeEach(stubEnvironment);

const AT = '2026-11-20T10:05:00Z';
const ENTRY = { incident: 'api', title: 'Slow answers' };

test.each<[Duty, object]>([
  [
    { kind: 'promise', ...ENTRY, by: at(AT) },
    { by: AT, incident: 'api', key: 'update/api' },
  ],
  [{ kind: 'silence', ...ENTRY, lastAt: at(AT) }, { lastAt: AT }],
  [{ kind: 'resolve', ...ENTRY, passedAt: at(AT) }, { passedAt: AT }],
  [
    { kind: 'postmortem', ...ENTRY, until: at(AT), isOverdue: true, drafts: ['a.md'] },
    { until: AT, isOverdue: true, drafts: ['a.md'] },
  ],
  [
    { kind: 'check', check: 'ping', component: 'api', lastAt: at(AT) },
    { lastAt: AT, check: 'ping' },
  ],
  [
    { kind: 'file', path: 'a.md', problems: ['one'] },
    { path: 'a.md', problems: ['one'] },
  ],
])('describeDuty() has the times of %j as ISO 8601, under the title of its issue', (duty, facts) => {
  const described = describeDuty(duty);
  expect(described).toMatchObject({ kind: duty.kind, ...facts });
  expect(Object.values(described).some((fact) => typeof fact === 'number')).toBe(false);
  if ('incident' in duty) expect(described.title).toMatch(/^(?:Write|Resolve|Publish) .*\bapi\b/);
});

test('candor follow-up --json prints every duty so', async () => {
  const root = makeAuthorRoot({ files: { [PATH]: FILE } });
  const { exitCode, stdout } = await runMain(root, ['follow-up', '--json'], '2026-11-22T10:05:00Z');
  const { duties } = JSON.parse(stdout) as { duties: object[] };
  expect({ exitCode, duties }).toMatchObject({
    exitCode: 0,
    duties: [{ kind: 'silence', incident: ID, lastAt: AT, title: `Write an update of ${ID}` }],
  });
});
