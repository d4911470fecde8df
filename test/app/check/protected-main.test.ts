/** Runs at a remote that refuses pushes by rule. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import {
  incidentsOf,
  makeCheckedRoot,
  measurementsOf,
  runAt,
  type Service,
  startService,
} from '../../support/check-root.ts';
import { cloneOf, git, makeBareRemote } from '../../support/make-repo.ts';

vi.setConfig({ testTimeout: 120_000 });

let service: Service;
beforeEach(async () => {
  service = await startService();
  service.failing.set('/api', 500);
});

/** A root and its remote, which refuses pushes to the given branches. */
function makeProtected(branches: readonly string[]): { root: string; remote: string } {
  const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
  const remote = makeBareRemote(root);
  refuse(remote, branches);
  return { root, remote };
}

function refuse(remote: string, branches: readonly string[]): void {
  const tests = branches.map((branch) => `[ "$1" = refs/heads/${branch} ] && echo "$1 is protected" >&2 && exit 1`);
  writeFileSync(join(remote, 'hooks/update'), `#!/bin/sh\n${tests.join('\n')}\nexit 0\n`, { mode: 0o755 });
}

describe('runOnce() where main refuses the push', () => {
  test('lands measurements, and one incident that goes on on candor/incidents until a person merges it', async () => {
    const { root, remote } = makeProtected(['main']);
    const main = git(remote, ['rev-parse', 'main']);
    for (const now of ['10:00', '10:05', '10:10']) await runAt(root, `2026-11-20T${now}:00Z`);
    expect(incidentsOf(remote, 'candor/incidents')).toEqual({ '2026-11-20-api': ['investigating'] });
    service.failing.clear();
    await runAt(cloneOf(remote), '2026-11-20T10:15:00Z');
    const last = await runAt(root, '2026-11-20T10:20:00Z');
    expect(last.landed?.proposal).toBe(git(remote, ['rev-parse', 'candor/incidents']));
    expect(last.notes).toEqual([expect.stringContaining('Main does not take the incident directly')]);
    expect(incidentsOf(remote, 'candor/incidents')).toEqual({ '2026-11-20-api': ['investigating', 'monitoring'] });
    expect(git(remote, ['rev-parse', 'main'])).toBe(main);
    expect(measurementsOf(remote)).toHaveLength(5);

    refuse(remote, []);
    const person = cloneOf(remote);
    git(person, ['merge', '--quiet', '--squash', 'origin/candor/incidents']);
    git(person, ['commit', '--quiet', '-m', 'Take the incident']);
    git(person, ['push', '--quiet', 'origin', 'main']);
    await runAt(root, '2026-11-20T10:30:00Z');
    expect(incidentsOf(remote, 'main')).toEqual({ '2026-11-20-api': ['investigating', 'monitoring', 'resolved'] });
    expect(git(root, ['status', '--porcelain'])).toBe('');
  });

  test('lands measurements alone and says so where that branch refuses too; the next run tries again', async () => {
    const { root, remote } = makeProtected(['main', 'candor/incidents']);
    await runAt(root, '2026-11-20T10:00:00Z');
    const { plan, notes } = await runAt(root, '2026-11-20T10:05:00Z');
    expect(plan.steps).toEqual([]);
    expect(plan.landing.main.changes).toEqual([]);
    expect(notes.join('\n')).toMatch(/Not written: Open 2026-11-20-api: The api is down\. .*protected/);
    expect(measurementsOf(remote)).toHaveLength(2);
    expect(git(remote, ['branch', '--list', '--format=%(refname:short)'])).toBe('main\nstatus-data');
    refuse(remote, []);
    await runAt(root, '2026-11-20T10:10:00Z');
    expect(incidentsOf(remote, 'main')).toEqual({ '2026-11-20-api': ['investigating'] });
  });

  test('tells it where measurements can land nowhere, and changes nothing', async () => {
    const { root, remote } = makeProtected(['status-data']);
    await expect(runAt(root, '2026-11-20T10:00:00Z')).rejects.toMatchObject({ name: 'StatusError' });
    expect(git(remote, ['branch', '--list', '--format=%(refname:short)'])).toBe('main');
    expect(git(root, ['status', '--porcelain'])).toBe('');
  });
});
