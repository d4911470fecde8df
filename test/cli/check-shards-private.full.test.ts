/** One run over both roots on many machines: what is left of the private root lies apart, and nothing of it is told. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import { type BothRoots, makeBothRoots, makeCustomer } from '../support/both-roots.ts';
import { incidentsOf, measurementsOf, type Service, startService } from '../support/check-root.ts';
import { makeFolder } from '../support/make-repo.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';

vi.setConfig({ testTimeout: 180_000 });

const PRIVATE_WORDS = /zorblax|frumious|snarkish|borogove/i;
const NAMES = ['zorblax', 'frumious', 'snarkish'];

let service: Service;
let roots: BothRoots;
/** Where machines keep what is public, and what is not. */
let shared: string;
let hidden: string;
/** All that anybody could read. */
let shown: string[];
beforeEach(async () => {
  service = await startService();
  roots = makeBothRoots(
    { components: { api: `${service.url}/api`, web: `${service.url}/web` }, triage: { recheckAfter: 0 } },
    {
      components: Object.fromEntries(NAMES.map((name) => [`${name}-shop`, `${service.url}/${name}`])),
      triage: { recheckAfter: 0, correlateAt: 2 },
      customers: NAMES.map((name) => makeCustomer(name, `${name}-shop`, 'api')),
    },
  );
  [shared, hidden, shown] = [makeFolder(), makeFolder(), []];
});

async function check(...args: string[]): Promise<CliResult> {
  const env = { GITHUB_OUTPUT: '', CANDOR_LOCATION: '', CANDOR_PRIVATE: roots.own };
  const result = await runCli(['check', '--root', roots.open, ...args], { cwd: shared, env });
  shown.push(result.stdout, result.stderr);
  return result;
}

function shard(part: number, time: string, ...args: string[]): Promise<CliResult> {
  const own = join(hidden, `${part}.json`);
  return check('--shard', `${part}/2`, '--now', time, '--results', `${part}.json`, '--private-results', own, ...args);
}

function merge(time: string, files = ['1.json', '2.json'], own = files): Promise<CliResult> {
  return check('--now', time, '--merge', ...files, '--private-merge', ...own.map((file) => join(hidden, file)));
}

function expectNothingPrivate(): void {
  for (const file of ['1.json', '2.json']) {
    if (existsSync(join(shared, file))) shown.push(readFileSync(join(shared, file), 'utf8'));
  }
  expect(shown.join('\n')).not.toMatch(PRIVATE_WORDS);
}

function statesOf(folder: string): Record<string, string> {
  return Object.fromEntries(measurementsOf(folder).map(({ check: id, state }) => [id, state]));
}

describe('candor check --shard and --merge with a private root', () => {
  test('plans both roots and lands each once, as one machine would', async () => {
    for (const name of NAMES) service.failing.set(`/${name}`, 503);
    for (const time of ['2026-11-20T10:00:00Z', '2026-11-20T10:05:00Z']) {
      expect(await shard(1, time)).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await shard(2, time)).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await merge(time)).toMatchObject({ exitCode: 0, stderr: '' });
    }
    expect(shown.join('\n')).toContain('Private root: 2 down. Wrote its results.');
    expect(shown.at(-2)).toContain('Private root: 3 down. 3 of 3 customers affected. 3 incidents opened');
    expect(incidentsOf(roots.remotes.open, 'main')).toEqual({ '2026-11-20-platform': ['investigating'] });
    expect(Object.keys(incidentsOf(roots.remotes.own, 'main'))).toHaveLength(3);
    expect(statesOf(roots.remotes.open)).toEqual({ 'api-health': 'up', 'web-health': 'up' });
    expect(Object.values(statesOf(roots.remotes.own))).toEqual(['down', 'down', 'down']);
    expect(readFileSync(join(hidden, '1.json'), 'utf8')).toMatch(PRIVATE_WORDS);
    expectNothingPrivate();
  });

  test('knows nothing of what a machine was to measure that has left nothing', async () => {
    await shard(1, '2026-11-20T10:00:00Z');
    const { exitCode, stderr } = await merge('2026-11-20T10:00:00Z');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Cannot find the results "2.json": that shard has left none');
    expect(Object.values(statesOf(roots.remotes.own)).sort()).toEqual(['unknown', 'up', 'up']);
    expectNothingPrivate();
  });

  test('takes no file for what it is not, and lands the public root without the private one', async () => {
    await Promise.all([1, 2].map((part) => shard(part, '2026-11-20T10:00:00Z')));
    const crossed = await check(
      '--now',
      '2026-11-20T10:00:00Z',
      '--merge',
      join(hidden, '1.json'),
      '--private-merge',
      '1.json',
    );
    expect(crossed.exitCode).toBe(2);
    expect(crossed.stderr).toContain('Cannot use the results of a private root as those of a public one');
    const swapped = await check(
      '--now',
      '2026-11-20T10:00:00Z',
      '--merge',
      '1.json',
      '2.json',
      '--private-merge',
      '1.json',
    );
    expect(swapped).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('  2 up\n') });
    expect(swapped.stderr).toContain('Cannot finish the run in the private root.');
    expect(readFileSync(join(roots.own, '.git/candor/run.log'), 'utf8')).toContain(
      'Cannot use the results of a public root as those of a private one',
    );
    expectNothingPrivate();
  });

  test('refuses private results of another run', async () => {
    await Promise.all([1, 2].map((part) => shard(part, '2026-11-20T10:00:00Z')));
    await check(
      '--shard',
      '1/1',
      '--now',
      '2026-11-20T10:10:00Z',
      '--results',
      'new.json',
      '--private-results',
      join(hidden, 'x.json'),
    );
    const { exitCode, stdout, stderr } = await merge('2026-11-20T10:10:00Z', ['new.json'], ['1.json', '2.json']);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Cannot merge the results of the private root: they are not of this run.'),
    });
    expect(stdout).toContain('  2 up\n');
    expectNothingPrivate();
  });

  test.each<[string[], RegExp]>([
    [['--shard', '1/2'], /^Cannot use --shard together with CANDOR_PRIVATE without --private-results\.\n/],
    [['--merge', '1.json'], /^Cannot use --merge together with CANDOR_PRIVATE without --private-merge\.\n/],
    [['--private-results', 'x.json'], /^Cannot use --private-results without --shard/],
  ])('refuses %j', async (args, letter) => {
    const { exitCode, stderr } = await check(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(letter) as string });
  });

  test('leaves nothing private within the public root', async () => {
    const inside = join(roots.open, 'private.json');
    const { exitCode, stderr } = await check('--shard', '1/2', '--private-results', inside);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Cannot leave the results of the private root within the public one.');
    expect(existsSync(inside)).toBe(false);
  });

  test('leaves the public part where the private root cannot be read, and exits 2', async () => {
    const env = { GITHUB_OUTPUT: '', CANDOR_LOCATION: '', CANDOR_PRIVATE: join(hidden, 'borogove') };
    const args = ['--shard', '1/2', '--results', '1.json', '--private-results', join(hidden, '1.json')];
    const result = await runCli(['check', '--root', roots.open, ...args], { cwd: shared, env });
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^Cannot use the private root: /) });
    expect(existsSync(join(shared, '1.json'))).toBe(true);
    expect(existsSync(join(hidden, '1.json'))).toBe(false);
    shown.push(result.stdout, result.stderr);
    expectNothingPrivate();
  });
});
