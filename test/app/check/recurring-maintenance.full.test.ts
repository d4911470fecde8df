/** Runs of the checks in and after a later window of a recurring maintenance. */
import { expect, test, vi } from 'vitest';

import { readDeployDue, recordDeploy } from '../../../src/app/deploys.ts';
import { at } from '../../support/builders.ts';
import { incidentsOf, makeCheckedRoot, openPorts, runAt, startService } from '../../support/check-root.ts';
import { commitFiles, git } from '../../support/make-repo.ts';

vi.setConfig({ testTimeout: 120_000 });

const FILE = `---
title: Backups
kind: maintenance
components: [api]
scheduled:
  from: 2026-11-18T11:00:00+01:00
  until: 2026-11-18T11:15:00+01:00
  timeZone: Europe/Berlin
  recurrence: FREQ=DAILY
---

## Completed · 2026-11-18T10:10:00Z
`;

test('a failure within a later window opens nothing, and one that outlasts it does', async () => {
  const service = await startService();
  service.failing.set('/api', 500);
  const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
  commitFiles(root, { files: { 'incidents/2026/backups.md': FILE }, at: '2026-11-18T09:00:00Z' });
  const { ports } = await openPorts(root);
  const builtAt = at('2026-11-20T09:59:00Z');
  await recordDeploy(ports, {
    liveAt: builtAt,
    builtAt,
    commit: git(root, ['rev-parse', 'main']),
    checkedAt: undefined,
  });

  const within = [await runAt(root, '2026-11-20T10:02:00Z'), await runAt(root, '2026-11-20T10:07:00Z')];
  expect(within.at(-1)?.plan.unopened).toEqual([{ component: 'api', why: 'the maintenance "backups" is at work' }]);
  expect(Object.keys(incidentsOf(root, 'main')).filter((id) => id !== 'backups')).toEqual([]);
  expect(await readDeployDue(ports, at('2026-11-20T10:07:00Z'))).toEqual({
    isDue: true,
    reason: 'the state of "api" has changed',
  });

  const after = await runAt(root, '2026-11-20T10:17:00Z');
  expect(after.plan.steps).toMatchObject([{ kind: 'open', components: ['api'] }]);
  expect(JSON.stringify(after.plan.steps)).toContain('the maintenance \\"Backups\\" ended at 10:15 UTC');
});
