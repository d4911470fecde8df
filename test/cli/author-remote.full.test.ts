/** `candor incident --push` and `--pull-request`, and what a person is asked at a terminal. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import {
  FILE,
  ID,
  LATER,
  makeAuthorRoot,
  OPEN,
  PATH,
  phasesOf,
  readText,
  runMain,
  stubEnvironment,
} from '../support/author.ts';
import { startGitHub } from '../support/github/server.ts';
import { cloneOf, commitFiles, git, makeBareRemote, writeFiles } from '../support/make-repo.ts';

vi.setConfig({ testTimeout: 120_000 });
beforeEach(stubEnvironment);

describe('at the remote', () => {
  test('--push publishes one commit on top of main, whatever is checked out and edited here', async () => {
    const root = makeAuthorRoot();
    const remote = makeBareRemote(root);
    git(root, ['checkout', '--quiet', '-b', 'feature']);
    commitFiles(root, { files: { 'feature.txt': 'x' } });
    writeFiles(root, { 'status.yml': 'broken: [', 'staged.txt': 'x' });
    git(root, ['add', 'staged.txt']);
    const { exitCode, stderr } = await runMain(root, [...OPEN, '--push']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `Pushed ${PATH} to "main" of "origin".\n` });
    expect(git(remote, ['log', 'main', '--format=%an %s'])).toBe(
      'Ada Example Open: Elevated errors\nAda Example Change files',
    );
    expect(git(remote, ['show', `main:${PATH}`])).toBe(FILE.trimEnd());
    expect(git(root, ['status', '--short'])).toBe('A  staged.txt\n M status.yml');
    expect(git(root, ['log', '-1', '--format=%s'])).toBe('Change files');
  });

  test('--push keeps what somebody else pushed at the same moment', async () => {
    const root = makeAuthorRoot({ files: { [PATH]: FILE } });
    const remote = makeBareRemote(root);
    const other = cloneOf(remote);
    await runMain(other, ['incident', 'update', '--phase', 'monitoring', '--message', 'Theirs.', '--commit'], LATER);
    const theirs = git(other, ['rev-parse', 'HEAD']);
    git(other, ['push', '--quiet', 'origin', 'HEAD:refs/heads/theirs']);
    // The other's push arrives after ours was prepared, and before it is taken.
    const hook = `#!/bin/sh\n[ -e moved ] || { touch moved; env -u GIT_QUARANTINE_PATH git update-ref refs/heads/main ${theirs}; }\n`;
    writeFileSync(join(remote, 'hooks/pre-receive'), hook, { mode: 0o755 });
    const update = ['incident', 'update', '--phase', 'identified', '--message', 'Ours.', '--push'];
    const { exitCode, stderr } = await runMain(root, update, LATER);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('has changed meanwhile'),
    });
    expect(phasesOf(remote)).toEqual(['Investigating', 'Monitoring', 'Identified']);
    expect(git(remote, ['show', `main:${PATH}`])).toContain('## Identified · 2026-11-20T10:20:01Z\n\nOurs.');
    expect(readText(root)).toBe(`${git(remote, ['show', `main:${PATH}`])}\n`);
  });

  test('--push publishes nothing that still waits in a pull request', async () => {
    const root = makeAuthorRoot();
    git(root, ['checkout', '--quiet', '-b', 'candor/incidents']);
    commitFiles(root, { files: { [PATH]: FILE } });
    git(root, ['checkout', '--quiet', 'main']);
    const remote = makeBareRemote(root);
    const update = ['incident', 'update', ID, '--phase', 'identified', '--message', 'Ours.', '--push'];
    const before = git(remote, ['rev-parse', 'main']);
    const { exitCode, stderr } = await runMain(root, update, LATER);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(ID) });
    expect(git(remote, ['rev-parse', 'main'])).toBe(before);
  });

  test('a protected main points to --pull-request, which opens one', async () => {
    const root = makeAuthorRoot();
    const remote = makeBareRemote(root);
    const hook =
      '#!/bin/sh\n[ "$1" = refs/heads/main ] && echo "GH006: Protected branch update failed" >&2 && exit 1\nexit 0\n';
    writeFileSync(join(remote, 'hooks/update'), hook, { mode: 0o755 });
    const refused = await runMain(root, [...OPEN, '--push']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/^Cannot push to "main" of the Git remote "origin": .*GH006/);
    expect(refused.stderr).toContain('use --pull-request in place of --push');

    for (const [name, value] of Object.entries({ GITHUB_REPOSITORY: 'acme/status', GITHUB_WORKSPACE: root }))
      vi.stubEnv(name, value);
    const byHand = await runMain(root, [...OPEN, '--pull-request']);
    expect(byHand).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining(`Pushed the branch "candor/open-${ID}".\n`),
    });
    expect(byHand.stderr).toContain('With GITHUB_TOKEN set, Candor opens it.');
    expect(git(remote, ['show', `candor/open-${ID}:${PATH}`])).toBe(FILE.trimEnd());
    expect(git(root, ['status', '--short', '--branch'])).toBe('## main');

    const api = await startGitHub();
    for (const [name, value] of Object.entries({
      GITHUB_TOKEN: 't0ken',
      GITHUB_API_URL: api.url,
      GITHUB_SERVER_URL: 'https://github.com',
    }))
      vi.stubEnv(name, value);
    const opened = await runMain(root, [...OPEN, '--pull-request']);
    expect(opened.stderr).toContain('Opened the pull request https://github.example.org/acme/status/pull/1\n');
    expect(api.status.pulls).toMatchObject([
      { title: 'Open: Elevated errors', head: { ref: `candor/open-${ID}-2` }, base: { ref: 'main' } },
    ]);
    api.faults.push({ status: 403, body: { message: 'Resource not accessible' } });
    const failed = await runMain(root, [...OPEN, '--pull-request']);
    expect(failed).toMatchObject({ exitCode: 2, stderr: expect.not.stringContaining('t0ken') });
    expect(failed.stderr).toContain(
      `Open the pull request here: https://github.com/acme/status/compare/main...candor/open-${ID}-3?expand=1`,
    );
  });
});
