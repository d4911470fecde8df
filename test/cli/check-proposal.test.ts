/** The pull request that `candor check` opens in a workflow where main takes no direct commits. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import type { RunReport } from '../../src/app/check/run.ts';
import { proposeIncidents } from '../../src/cli/commands/check-proposal.ts';
import { incidentsOf, makeCheckedRoot, measurementsOf, startService } from '../support/check-root.ts';
import { startGitHub } from '../support/github/server.ts';
import { git, makeBareRemote, makeTestRepo } from '../support/make-repo.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';

vi.setConfig({ testTimeout: 120_000 });

const TOKEN = 'ghs_notForAnybodyToSee';
const ID = '2026-11-20-api';

test('candor check opens one pull request; that it cannot be opened fails no run', async () => {
  const service = await startService();
  const api = await startGitHub();
  const root = makeCheckedRoot(
    { components: { api: `${service.url}/api` }, triage: { confirmAfter: 1 } },
    { branch: 'trunk' },
  );
  const remote = makeBareRemote(root);
  const hook =
    '#!/bin/sh\n[ "$1" = refs/heads/trunk ] && echo "GH006: Protected branch update failed" >&2 && exit 1\nexit 0\n';
  writeFileSync(join(remote, 'hooks/update'), hook, { mode: 0o755 });
  const env = { GITHUB_TOKEN: TOKEN, GITHUB_REPOSITORY: 'acme/status', GITHUB_API_URL: api.url, GITHUB_OUTPUT: '' };
  const check = (now: string): Promise<CliResult> =>
    runCli(['check', '--root', root, '--now', `2026-11-20T${now}:00Z`], { env });

  service.failing.set('/api', 500);
  api.faults.push({ status: 403, body: { message: 'Resource not accessible by integration' } });
  const refused = await check('10:00');
  expect(refused).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`Done: Open ${ID}`) });
  expect(refused.stderr).toMatch(
    /^Cannot open a pull request .* of acme\/status: GitHub answered 403: Resource not accessible/m,
  );
  expect(incidentsOf(remote, 'candor/incidents')).toEqual({ [ID]: ['investigating'] });

  api.faults = [];
  const unchanged = await check('10:05');
  service.failing.clear();
  await check('10:10');
  const opened = await check('10:15');
  service.failing.set('/api', 503);
  const added = await check('10:20');
  expect(unchanged.stderr).toBe('');
  expect(opened.stderr).toContain('Opened the pull request https://github.example.org/acme/status/pull/1\n');
  expect(added.stderr).toContain(
    'The pull request https://github.example.org/acme/status/pull/1 is open and now holds',
  );
  expect(api.status.pulls).toMatchObject([
    { title: `Update ${ID}: Monitoring, api: operational`, head: { ref: 'candor/incidents' }, base: { ref: 'trunk' } },
  ]);
  expect(incidentsOf(remote, 'candor/incidents')).toEqual({ [ID]: ['investigating', 'monitoring', 'investigating'] });
  expect(measurementsOf(remote)).toHaveLength(5);
  for (const { exitCode, stdout, stderr } of [refused, unchanged, opened, added]) {
    expect(exitCode).toBe(0);
    expect(stdout + stderr).not.toContain(TOKEN);
  }
});

test('proposeIncidents() tells the repository of a workflow nothing of a root that lies in another', async () => {
  const api = await startGitHub();
  const root = makeTestRepo();
  git(root, ['remote', 'add', 'origin', 'https://github.com/acme/status-private']);
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const report = {
    plan: { steps: [] },
    landed: { proposal: 'a'.repeat(40), mainBranch: 'main' },
  } as unknown as RunReport;
  const env = { GITHUB_TOKEN: TOKEN, GITHUB_REPOSITORY: 'acme/status', GITHUB_API_URL: api.url };
  await proposeIncidents(root, report, env);
  expect(said.mock.calls.map(([text]) => text)).toEqual([
    'No pull request was opened for "candor/incidents": it does not lie in acme/status.\n',
  ]);
  expect(api.asked).toEqual([]);
  said.mockRestore();
});
