/** `candor check --every`, a process that lives through the failures of what it needs. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { makeCheckedRoot, measurementsOf, startService, statusFile } from '../support/check-root.ts';
import { git, makeBareRemote } from '../support/make-repo.ts';
import { type CliResult, startCli } from '../support/run-cli.ts';

vi.setConfig({ testTimeout: 120_000 });

const ENV = { GITHUB_TOKEN: '', GITHUB_REPOSITORY: '', GITHUB_OUTPUT: '' };

interface Loop {
  /** Resolves once the output that came since the last call matches. */
  until(expected: RegExp): Promise<void>;
  stop(signal: NodeJS.Signals): Promise<CliResult>;
}

function startLoop(root: string, every: string): Loop {
  const { child, result } = startCli(['check', '--root', root, '--every', every], { env: ENV });
  let fresh = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: string) => (fresh += text));
  return {
    until: (expected) =>
      vi.waitFor(
        () => {
          expect(fresh).toMatch(expected);
          fresh = '';
        },
        { timeout: 60_000, interval: 20 },
      ),
    stop: (signal) => {
      child.kill(signal);
      return result;
    },
  };
}

const RAN = /\n?\S+Z {2}1 up\n/;

describe('candor check --every', () => {
  test('lives through a remote that is gone and a broken status.yml, and ends with 0 on SIGTERM', async () => {
    const service = await startService();
    const components = { api: `${service.url}/api` };
    const root = makeCheckedRoot({ components });
    const remote = makeBareRemote(root);
    const loop = startLoop(root, '200ms');
    await loop.until(RAN);
    renameSync(remote, `${remote}.gone`);
    await loop.until(/This run failed; the next one follows\. Cannot reach the Git remote "origin"/);
    renameSync(`${remote}.gone`, remote);
    await loop.until(RAN);
    writeFileSync(join(root, 'status.yml'), 'page: [\n');
    await loop.until(/This run failed; the next one follows\. status\.yml:\d+:\d+.*\nNothing was checked\./);
    writeFileSync(join(root, 'status.yml'), statusFile({ components }));
    await loop.until(RAN);
    const { exitCode, signal, stderr } = await loop.stop('SIGTERM');
    expect({ exitCode, signal }).toEqual({ exitCode: 0, signal: null });
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(measurementsOf(remote).length).toBeGreaterThanOrEqual(3);
    expect(git(root, ['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  test('ends on SIGINT while it waits for the next run', async () => {
    const service = await startService();
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    const loop = startLoop(root, '30d');
    await loop.until(RAN);
    expect(await loop.stop('SIGINT')).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
    expect(measurementsOf(root)).toHaveLength(1);
    expect(service.requests()).toBe(1);
  });

  test('ends while a check hangs, and writes nothing of that run', async () => {
    const service = await startService();
    service.delayMs = 300_000;
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` }, check: { timeout: '5m' } });
    const loop = startLoop(root, '1m');
    await vi.waitFor(() => expect(service.requests()).toBe(1), { timeout: 60_000 });
    expect(await loop.stop('SIGTERM')).toMatchObject({ exitCode: 0, signal: null, stdout: '', stderr: '' });
    expect(git(root, ['branch', '--list', 'status-data'])).toBe('');
  });
});
