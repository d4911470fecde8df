/** `candor check` over both roots as a process of its own: nothing of the private one is where the public can read it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import type { BothRoots } from '../support/both-roots.ts';
import { filesOf, incidentsOf } from '../support/check-root.ts';
import { expectNothingPrivate, filesBelow, makeHostile, objectsOf } from '../support/hostile-private.ts';
import { cloneOf, git, makeFolder } from '../support/make-repo.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';

vi.setConfig({ testTimeout: 180_000 });

/** Nothing of a workflow that this test may itself run in. */
const ENV = { GITHUB_TOKEN: '', GITHUB_REPOSITORY: '', GITHUB_OUTPUT: '', GITHUB_ACTIONS: '' };

function check(
  roots: Pick<BothRoots, 'open' | 'own'>,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CliResult> {
  const given = { ...ENV, CANDOR_PRIVATE: roots.own, ...env };
  return runCli(['check', '--root', roots.open, ...args], { env: given });
}

describe('candor check with a private root', () => {
  test('shows nothing of it in either branch, any object, the output, the outputs of a step or the site', async () => {
    const { roots, env, recover } = await makeHostile();
    const outputs = join(makeFolder(), 'output');
    writeFileSync(outputs, '');
    const shown: string[] = [];
    const at = async (clock: string, args: readonly string[] = []): Promise<CliResult> => {
      const step = { ...env, GITHUB_OUTPUT: outputs, GITHUB_ACTIONS: 'true' };
      const result = await check(roots, ['--now', `2026-11-20T${clock}:00Z`, ...args], step);
      shown.push(result.stdout, result.stderr);
      expect(result.exitCode, result.stderr).toBe(0);
      return result;
    };
    await at('10:00', ['--dry-run']);
    await at('10:00');
    const second = await at('10:05', ['--json']);
    recover();
    await at('10:10');
    const last = await at('10:15');

    expect(incidentsOf(roots.remotes.open, 'main')).toEqual({ '2026-11-20-platform': ['investigating'] });
    expect(Object.keys(incidentsOf(roots.remotes.own, 'main'))).toHaveLength(3);
    expect(JSON.parse(second.stdout)).toMatchObject({
      private: { checks: { down: 4, unknown: 1 }, customers: 3, failing: 3, opened: 3, changed: 0, notices: 3 },
    });
    expect(last.stdout).toContain('\nPrivate root: 1 up, 3 down, 1 unknown. 2 of 3 customers affected.');
    expect(last.stdout).toContain(' 1 notice planned, to be sent by "candor notify".');

    const site = join(makeFolder(), 'site');
    const clone = cloneOf(roots.remotes.open);
    git(clone, ['branch', '--track', 'status-data', 'origin/status-data']);
    const built = await runCli(['build', '--root', clone, '--out', site, '--now', '2026-11-20T10:20:00Z'], {
      env: { ...ENV, CANDOR_PRIVATE: roots.own, ...env },
    });
    expect(built.exitCode, built.stderr).toBe(0);
    expect(readFileSync(join(site, 'incidents/2026-11-20-platform/index.html'), 'utf8')).toContain(
      'Services of 3 customers',
    );
    shown.push(built.stdout, built.stderr, filesBelow(site), readFileSync(outputs, 'utf8'));
    shown.push(objectsOf(roots.remotes.open), objectsOf(roots.open), filesBelow(join(roots.open, '.git')));
    shown.push(...filesOf(roots.remotes.open, 'status-data').keys());
    expectNothingPrivate(shown.join('\n'));
    // The words are those of a private root that really ran.
    const own = `${objectsOf(roots.remotes.own)}${readFileSync(join(roots.own, '.git/candor/run.log'), 'utf8')}`;
    for (const word of ['zorblax', 'Frumious & Sons', 'snarkish-dns']) expect(own).toContain(word);
    expect(own).not.toContain('Quuxwhistle');
  });

  test.each<[string, (roots: BothRoots) => void, RegExp]>([
    [
      'a status.yml that is wrong',
      ({ own }) => writeFileSync(join(own, 'status.yml'), 'components: [{ id: Zorblax Shop, nmae: vorpal }]\n'),
      /^Cannot check the private root: its status\.yml and customers\.yml have \d errors\.\n/,
    ],
    [
      'a remote out of reach',
      ({ own }) => git(own, ['remote', 'set-url', 'origin', 'https://zorblax:vorpal@tulgey.invalid/zorblax.git']),
      /^Cannot finish the run in the private root\. The details are in candor\/run\.log of the Git folder of what CANDOR_PRIVATE names\.\n$/,
    ],
  ])('%s stops neither root nor tells a word of it, and exits 2', async (_, spoil, letter) => {
    const { roots, env } = await makeHostile();
    spoil(roots);
    const { exitCode, stdout, stderr } = await check(roots, ['--now', '2026-11-20T10:00:00Z'], env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(letter) as string });
    expect(stdout).toContain('2026-11-20T10:00:00Z  2 up\n');
    expect(filesOf(roots.remotes.open, 'status-data').size).toBe(1);
    expectNothingPrivate(`${stdout}${stderr}${objectsOf(roots.remotes.open)}`);
  });

  test('a public root that fails is told, and the private one is checked all the same', async () => {
    const { roots, env } = await makeHostile();
    writeFileSync(join(roots.open, 'status.yml'), 'page: {}\n');
    const { exitCode, stdout, stderr } = await check(roots, ['--now', '2026-11-20T10:00:00Z'], env);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^Private root: /);
    expect(stderr).toContain('Cannot find "page.name"');
    expect(filesOf(roots.remotes.own, 'status-data').size).toBe(1);
    expectNothingPrivate(stdout + stderr);
  });
});

describe('candor check and where the private root lies', () => {
  test('nowhere near: a letter, and the public root is checked', async () => {
    const { roots, env } = await makeHostile();
    const own = '/nonexistent/zorblax';
    const { exitCode, stdout, stderr } = await check({ ...roots, own }, ['--now', '2026-11-20T10:00:00Z'], env);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Cannot use the private root: the folder that CANDOR_PRIVATE names is not there\.\n/);
    expect(stdout).toContain('2026-11-20T10:00:00Z  2 up\n');
    expectNothingPrivate(stdout + stderr);
  });

  test('in the public root itself: a letter, and nothing is checked', async () => {
    const { roots, env } = await makeHostile();
    const { exitCode, stdout, stderr } = await check({ open: roots.own, own: roots.own }, [], env);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^Cannot check the private root as a public one\.\n/);
    expectNothingPrivate(stderr);
  });

  test('nowhere, as the variable is empty: one root alone is checked', async () => {
    const { roots, env } = await makeHostile();
    const { exitCode, stdout, stderr } = await check({ ...roots, own: '' }, ['--now', '2026-11-20T10:00:00Z'], env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).not.toContain('Private');
  });
});
