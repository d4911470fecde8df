/** One run on many machines: each leaves a file, one merges them. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import {
  incidentsOf,
  makeCheckedRoot,
  measurementsOf,
  refsOf,
  type Service,
  startService,
  statusFile,
} from '../support/check-root.ts';
import { findClosedPort } from '../support/servers.ts';
import { makeFolder } from '../support/make-repo.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';

vi.setConfig({ testTimeout: 120_000 });

const NOW = '2026-11-20T10:05:00Z';
const SECRET = 'notForAnybodyToSee';

let service: Service;
/** A folder with a status.yml of four checks and nothing else: no Git. */
let machine: string;
/** The same status.yml in a repository. */
let root: string;
beforeEach(async () => {
  service = await startService();
  const urls = ['/1', '/2', '/3', '/4?token=${CANDOR_SECRET}'].map((path) => `${service.url}${path}`);
  const page = { components: { api: urls }, triage: { confirmAfter: 1, recheckAfter: 0 } };
  root = makeCheckedRoot(page);
  machine = makeFolder();
  writeFileSync(join(machine, 'status.yml'), statusFile(page));
});

/** Runs `candor check` as a machine would that has no Git. */
function check(...args: string[]): Promise<CliResult> {
  const env = { GITHUB_OUTPUT: '', CANDOR_SECRET: SECRET, CANDOR_LOCATION: '' };
  return runCli(['check', ...args], { cwd: machine, env });
}

function shard(part: string, ...args: string[]): Promise<CliResult> {
  return check('--shard', part, '--now', NOW, ...args);
}

function merge(...args: string[]): Promise<CliResult> {
  return check('--root', root, '--now', NOW, '--merge', ...args);
}

/** The state of each check in its last measurement. */
function statesOf(): Record<string, string> {
  return Object.fromEntries(measurementsOf(root).map(({ check: id, state }) => [id, state]));
}

describe('candor check --shard', () => {
  test('carries out its part, leaves a file, and needs no Git', async () => {
    service.failing.set('/3', 503);
    const { exitCode, stdout, stderr } = await check('--shard', '1/2', '--now', NOW);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(
      [
        '2026-11-20T10:05:00Z  shard 1/2: 1 up, 1 down',
        '  api-3: down, expected a status in 200-399, got 503',
        'Wrote results-1-of-2.json',
        '',
      ].join('\n'),
    );
    expect(service.requests()).toBe(2);
    expect(readdirSync(machine)).toEqual(['results-1-of-2.json', 'status.yml']);
    expect(JSON.parse(readFileSync(join(machine, 'results-1-of-2.json'), 'utf8'))).toMatchObject({
      format: 'candor-results',
      version: 1,
      at: NOW,
      shard: { index: 1, count: 2 },
      outcomes: [
        { check: 'api-1', state: 'up', code: '200' },
        { check: 'api-3', state: 'down', code: '503', errorClass: 'http_5xx' },
      ],
    });
  });

  test('writes no secret', async () => {
    service.failing.set(`/4?token=${SECRET}`, 500);
    const { stdout, stderr } = await shard('2/2', '--json');
    const text = readFileSync(join(machine, 'results-2-of-2.json'), 'utf8');
    expect(JSON.parse(stdout)).toMatchObject({
      at: NOW,
      outcomes: [{ state: 'up' }, { check: 'api-4', state: 'down' }],
    });
    expect(stdout + stderr + text).not.toContain(SECRET);
  });

  test('leaves nothing of an earlier run where it does not come to an end', async () => {
    await shard('1/2');
    writeFileSync(join(machine, 'status.yml'), 'page: { name: A }\n');
    expect(await shard('1/2')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Cannot find "page.url"'),
    });
    expect(existsSync(join(machine, 'results-1-of-2.json'))).toBe(false);
  });

  test('writes over nothing that is not its own', async () => {
    const before = readFileSync(join(machine, 'status.yml'), 'utf8');
    const { exitCode, stderr } = await shard('1/2', '--results', 'status.yml');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr:
        'Cannot leave the results in "status.yml": something else is there\nName another file, such as --results results.json.\n',
    });
    expect(readFileSync(join(machine, 'status.yml'), 'utf8')).toBe(before);
    expect((await shard('1/2', '--results', 'nowhere/r.json')).stderr).toMatch(/^Cannot leave the results in "nowhere/);
  });

  test('does not write in a dry run', async () => {
    const { stdout } = await shard('1/2', '--dry-run');
    expect(stdout).toMatch(/2 up\nWould write results-1-of-2\.json\n$/);
    expect(readdirSync(machine)).toEqual(['status.yml']);
  });

  test.each([
    [
      ['--shard', '6/5'],
      /argument '6\/5' is invalid\. Expected a part of a number of parts, up to 1000, such as 2\/5\./,
    ],
    [['--shard', '0/5'], /'0\/5' is invalid/],
    [['--shard', '1/2', '--every', '1m'], /^Cannot use --every together with --shard: .*repeat both from outside\.$/m],
    [
      ['--shard', '1/2', '--location', 'fra'],
      /^Cannot run in "fra": no check in status\.yml runs there: .*names no place/,
    ],
  ])('refuses %j', async (args, letter) => {
    const { exitCode, stdout, stderr } = await check(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(letter);
    expect(service.requests()).toBe(0);
  });
});

describe('candor check --merge', () => {
  test('plans and pushes once what one machine would have', async () => {
    service.failing.set('/3', 503);
    await Promise.all([shard('1/2'), shard('2/2')]);
    const requests = service.requests();
    const { exitCode, stdout, stderr } = await merge('results-1-of-2.json', 'results-2-of-2.json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(
      '2026-11-20T10:05:00Z  3 up, 1 down\n  api-3: down, expected a status in 200-399, got 503\n',
    );
    expect(statesOf()).toEqual({ 'api-1': 'up', 'api-2': 'up', 'api-3': 'down', 'api-4': 'up' });
    expect(Object.keys(incidentsOf(root, 'main'))).toEqual(['2026-11-20-api']);
    expect(service.requests()).toBe(requests);
  });

  test('adds nothing once more, in any order, and nothing in a dry run', async () => {
    await Promise.all([shard('1/2'), shard('2/2')]);
    const before = refsOf(root);
    const dry = await merge('results-1-of-2.json', 'results-2-of-2.json', '--dry-run', '--json');
    expect(JSON.parse(dry.stdout)).toMatchObject({ at: NOW, outcomes: [{}, {}, {}, {}] });
    expect(refsOf(root)).toBe(before);
    await merge('results-1-of-2.json', 'results-2-of-2.json');
    const merged = refsOf(root);
    await check('--root', root, '--merge', 'results-2-of-2.json', 'results-1-of-2.json', 'results-2-of-2.json');
    expect(refsOf(root)).toBe(merged);
  });

  test('believes places that reach nothing else where another has had an answer', async () => {
    const places = ['fra', 'nyc', 'lon'];
    const closed = { id: 'b', type: 'tcp', host: '127.0.0.1', port: await findClosedPort(), location: 'fra' };
    const checks = [{ id: 'a', type: 'tcp', host: '${CANDOR_HOST}', port: Number(new URL(service.url).port) }, closed];
    const written = checks.map((each) => ({ location: places, retries: 0, ...each }));
    const components = [{ id: 'api', name: 'API', checks: written }];
    const status = JSON.stringify({ page: { name: 'A', url: 'https://a.example' }, components });
    for (const folder of [machine, root]) writeFileSync(join(folder, 'status.yml'), status);
    for (const place of places) {
      // Nothing listens at the second address.
      const env = { CANDOR_LOCATION: place, CANDOR_HOST: place === 'fra' ? '127.0.0.1' : '127.0.0.2' };
      await runCli(['check', '--shard', '1/1', '--now', NOW], { cwd: machine, env });
    }
    const { stdout } = await merge(...places.map((place) => `results-1-of-1-${place}.json`), '--dry-run', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      outcomes: [
        { check: 'a', state: 'down', message: 'down in nyc and lon: the connection was refused; up in fra' },
        { check: 'b', state: 'down', message: 'the connection was refused' },
      ],
    });
  });

  test('takes what a shard that died would have measured for unknown', async () => {
    service.failing.set('/3', 503);
    await shard('2/2');
    const { exitCode, stdout, stderr } = await merge('results-1-of-2.json', 'results-2-of-2.json');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('2 up, 2 unknown\n  api-1: unknown, no shard has measured it\n');
    expect(stderr).toBe(
      'Cannot find the results "results-1-of-2.json": that shard has left none\nLeft out; what only this shard measures is unknown.\n',
    );
    expect(statesOf()).toEqual({ 'api-1': 'unknown', 'api-2': 'up', 'api-3': 'unknown', 'api-4': 'up' });
    expect(incidentsOf(root, 'main')).toEqual({});
  });

  test('says what is wrong with a file, and merges the others', async () => {
    await Promise.all([shard('1/2'), shard('2/2')]);
    const text = readFileSync(join(machine, 'results-1-of-2.json'), 'utf8');
    writeFileSync(join(machine, 'bad.json'), text.replace('"up"', '"\\u001b[2Jfine"'));
    const { exitCode, stdout, stderr } = await merge('bad.json', 'results-2-of-2.json');
    expect({ exitCode, unknown: stdout.includes('2 up, 2 unknown') }).toEqual({ exitCode: 0, unknown: true });
    expect(stderr).toMatch(
      /^bad\.json:11:\d+: error: Cannot read "outcomes\[0\]\.state": expected one of up, degraded/,
    );
    expect(stderr).not.toContain('\u001b');
  });

  test('does nothing where no file can be used', async () => {
    mkdirSync(join(machine, 'folder'));
    execFileSync('mkfifo', [join(machine, 'pipe')]);
    writeFileSync(join(machine, 'empty.json'), '');
    writeFileSync(join(machine, 'bytes.json'), Buffer.from([0xff, 0xfe, 0x00]));
    writeFileSync(join(machine, 'long.json'), 'x'.repeat(9 * 1024 * 1024));
    const before = refsOf(root);
    const { exitCode, stdout, stderr } = await merge(
      'no.json',
      'folder',
      'pipe',
      'empty.json',
      'bytes.json',
      'long.json',
    );
    expect({ exitCode, stdout, refs: refsOf(root) }).toEqual({ exitCode: 2, stdout: '', refs: before });
    expect(stderr.split('\n').map((line) => line.slice(0, 60))).toEqual([
      'Cannot find the results "no.json": that shard has left none',
      'folder:1:1: error: Cannot read "folder": expected a file of ',
      'pipe:1:1: error: Cannot read "pipe": expected a file of resu',
      'empty.json:1:1: error: Cannot read the file as JSON: expecte',
      'bytes.json:1:1: error: Cannot read the text: expected UTF-8,',
      'long.json:1:1: error: Cannot read a file of this size: expec',
      'There is nothing to merge.',
      '',
    ]);
  });

  test('merges files of another folder that were measured by the same checks', async () => {
    await Promise.all([shard('1/2', '--results', 'a.json'), shard('2/2', '--results', 'b.json')]);
    mkdirSync(join(machine, 'in'));
    for (const name of ['a.json', 'b.json']) cpSync(join(machine, name), join(machine, 'in', name));
    const { stdout } = await merge('in/a.json', 'in/b.json');
    expect(stdout).toContain('4 up');
  });
});
