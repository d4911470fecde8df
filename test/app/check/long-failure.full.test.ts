/** Failures that last for days, longer than a run looks back without need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import { incidentsOf, makeCheckedRoot, runAt, type Service, startService } from '../../support/check-root.ts';
import { commitFiles } from '../../support/make-repo.ts';

vi.setConfig({ testTimeout: 120_000 });

const ID = '2026-11-20-api';
const FILE = `incidents/2026/${ID}.md`;

let service: Service;
beforeEach(async () => {
  service = await startService();
});

async function runAll(root: string, times: readonly string[]): Promise<void> {
  for (const now of times) await runAt(root, `2026-11-${now}:00Z`);
}

/** A root whose component `api` has failed for four days, one of its checks from the 20th at 10:00 on. */
async function makeLongOutage(uptime: Record<string, unknown> = {}): Promise<string> {
  const urls = [`${service.url}/api`, `${service.url}/more`];
  const root = makeCheckedRoot({ components: { api: urls }, uptime: { holdFor: '8h', ...uptime } });
  await runAll(root, ['20T04:00']);
  service.failing.set('/api', 500);
  await runAll(root, ['20T10:00', '20T16:00']);
  return root;
}

const DAYS = ['20T22:00', '21T04:00', '21T10:00', '21T16:00', '21T22:00', '22T04:00', '22T10:00', '22T16:00'];
const MORE_DAYS = ['22T22:00', '23T04:00', '23T10:00', '23T16:00', '23T22:00', '24T04:00'];

describe('a failure of four days', () => {
  test('is told from its first measurement on', async () => {
    const root = await makeLongOutage();
    await runAll(root, [...DAYS, ...MORE_DAYS]);
    service.failing.set('/more', 500);
    await runAll(root, ['24T10:00', '24T16:00']);
    const text = readFileSync(join(root, FILE), 'utf8');
    expect(text).toContain('## Investigating · 2026-11-24T16:00:00Z · api: major_outage\n');
    expect(text.match(/failed since .*\./g)).toEqual([
      'failed since 10:00 UTC. We are looking into it.',
      'failed since 10:00 UTC on 20 November.',
    ]);
  });

  test('that a person has resolved on the first day opens no second incident while it goes on', async () => {
    const root = await makeLongOutage();
    const before = readFileSync(join(root, FILE), 'utf8');
    const resolved = `${before}\n## Resolved · 2026-11-20T17:00:00Z\n\nThis check asks what is gone for good.\n`;
    commitFiles(root, { files: { [FILE]: resolved }, at: '2026-11-20T17:00:00Z' });
    await runAll(root, [...DAYS, ...MORE_DAYS]);
    const { plan } = await runAt(root, '2026-11-24T10:00:00Z');
    expect(plan.unopened).toEqual([
      { component: 'api', why: `a person has resolved "${ID}", which began with this failure` },
    ]);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(resolved);
    service.failing.clear();
    await runAll(root, ['24T16:00']);
    service.failing.set('/api', 500);
    await runAll(root, ['24T22:00', '25T04:00']);
    expect(incidentsOf(root, 'main')).toEqual({
      [ID]: ['investigating', 'resolved'],
      '2026-11-24-api': ['investigating'],
    });
  });

  test('is looked for no further back than raw measurements are kept', async () => {
    const root = await makeLongOutage({ keepRaw: '2d' });
    await runAll(root, [...DAYS, ...MORE_DAYS]);
    service.failing.set('/more', 500);
    await runAll(root, ['24T10:00', '24T16:00']);
    expect(readFileSync(join(root, FILE), 'utf8')).toContain('failed since 16:00 UTC on 22 November.');
  });
});
