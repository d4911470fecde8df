/** `candor check` where a workflow installs it: `npm ci --omit=dev --ignore-scripts`, and nothing else. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { filesOf, makeCheckedRoot, startService } from '../support/check-root.ts';
import { makeFolder } from '../support/make-repo.ts';

// The service that is checked lives in this process, so nothing may block it.
const run = promisify(execFile);
const ENGINE = join(import.meta.dirname, '../..');

test('candor check runs after npm ci --omit=dev --ignore-scripts', { timeout: 600_000 }, async () => {
  const engine = makeFolder();
  for (const name of ['package.json', 'package-lock.json', '.npmrc', 'src']) {
    if (existsSync(join(ENGINE, name))) cpSync(join(ENGINE, name), join(engine, name), { recursive: true });
  }
  await run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: engine });
  expect(existsSync(join(engine, 'node_modules/astro'))).toBe(false);
  const service = await startService();
  service.failing.set('/api', 500);
  const root = makeCheckedRoot({ components: { api: `${service.url}/api` }, triage: { confirmAfter: 1 } });
  const args = [join(engine, 'src/cli/candor.mjs'), 'check', '--root', root, '--now', '2026-11-20T10:00:00Z'];
  const { stdout, stderr } = await run(process.execPath, args, {
    env: { ...process.env, GITHUB_TOKEN: '', GITHUB_OUTPUT: '' },
  });
  expect(stdout).toContain('Done: Open 2026-11-20-api');
  expect(stderr).toBe('');
  expect(filesOf(root, 'main', 'incidents/').size).toBe(1);
  // The library that is loaded only when it is needed is there as well.
  await run(process.execPath, ['--input-type=module', '-e', "await import('octokit')"], { cwd: engine });
});
