/** `candor check` as a process of its own: what it prints, how it ends, and what it keeps to itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { filesOf, makeCheckedRoot, measurementsOf, refsOf, runAt, startService } from '../support/check-root.ts';
import { commitFiles, git, makeBareRemote, makeFolder, makeTestRepo, writeFiles } from '../support/make-repo.ts';
import { type CliOptions, type CliResult, runCli, startCli } from '../support/run-cli.ts';
import {
  drip,
  findClosedPort,
  startHttpServer,
  startRawServer,
  startTcpServer,
  writeForever,
} from '../support/servers.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Nothing of a workflow that this test may itself run in. */
const ENV = { GITHUB_TOKEN: '', GITHUB_REPOSITORY: '', GITHUB_OUTPUT: '' };

function check(root: string, args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return runCli(['check', '--root', root, ...args], { ...options, env: { ...ENV, ...options.env } });
}

describe('candor check --dry-run', () => {
  test('prints the plan that the real run applies, as text and as JSON', async () => {
    const service = await startService();
    service.failing.set('/api', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    await runAt(root, '2026-11-20T10:00:00Z');
    const before = refsOf(root);
    const now = ['--now', '2026-11-20T10:05:00Z'];
    const [text, json] = await Promise.all([
      check(root, ['--dry-run', ...now]),
      check(root, ['--dry-run', '--json', ...now]),
    ]);
    expect({ refs: refsOf(root), status: git(root, ['status', '--porcelain']) }).toEqual({ refs: before, status: '' });
    const real = await check(root, now);
    expect(text.stdout).toBe(
      [
        '2026-11-20T10:05:00Z  1 down',
        '  api-health: down, expected a status in 200-399, got 500',
        'Would: Open 2026-11-20-api: The api is down',
        'Would write incidents/2026/2026-11-20-api.md',
        'Would write measurements/2026/2026-11-20.txt',
        'Would write written',
        '',
      ].join('\n'),
    );
    expect(real).toEqual({
      exitCode: 0,
      signal: null,
      stderr: '',
      stdout: text.stdout.replaceAll('Would write', 'Wrote').replace('Would:', 'Done:'),
    });
    const plan = JSON.parse(json.stdout) as { at: string; changes: { path: string; text: string }[]; steps: object[] };
    expect(plan.at).toBe('2026-11-20T10:05:00Z');
    expect(plan.steps).toMatchObject([
      {
        kind: 'open',
        id: '2026-11-20-api',
        file: { updates: [{ at: '2026-11-20T10:05:00Z', phase: 'investigating' }] },
      },
    ]);
    expect(plan.changes.map(({ path }) => path)).toEqual(['incidents/2026/2026-11-20-api.md']);
    for (const { path, text: planned } of plan.changes) expect(readFileSync(join(root, path), 'utf8')).toBe(planned);
    expect((await check(root, now)).stdout).toMatch(/\nNothing to add\.\n$/);
  });
});

const PAGE = 'page: { name: Example, url: https://status.example.org }\n';

/** A folder outside Git with these files. */
function makeRoot(files: Readonly<Record<string, string>>): string {
  const folder = makeFolder();
  writeFiles(folder, files);
  return folder;
}

describe('candor check that cannot run', () => {
  test.each<[string, { makeRoot: () => string; args?: string[]; letter: RegExp }]>([
    ['outside Git', { makeRoot: () => makeRoot({ 'status.yml': PAGE }), letter: /^Cannot find a Git repository/ }],
    [
      'without a status.yml',
      { makeRoot: () => makeTestRepo(), letter: /^status\.yml:1:1: error: Cannot find status\.yml/ },
    ],
    [
      'with a status.yml that is wrong in two places',
      {
        makeRoot: () =>
          makeTestRepo({
            commits: [{ files: { 'status.yml': `${PAGE}compnents: []\ntriage: { confirmAfter: 0 }\n` } }],
          }),
        letter: /^status\.yml:2:1[^]*status\.yml:3:\d+/,
      },
    ],
    ['with an unknown option', { makeRoot: makeTestRepo, args: ['--nwo'], letter: /^error: unknown option '--nwo'/ }],
    [
      'with a time without an offset',
      { makeRoot: makeTestRepo, args: ['--now', '2026-11-20 10:05'], letter: /Expected a time with an offset/ },
    ],
    [
      'with --now in a loop',
      { makeRoot: makeTestRepo, args: ['--now', '2026-11-20T10:05:00Z', '--every', '1m'], letter: /--every/ },
    ],
    ['with a folder that is not there', { makeRoot: () => '/nonexistent', letter: /^Cannot open the folder/ }],
  ])('%s exits 2 with a letter and no stack trace', async (_, { makeRoot: make, args = [], letter }) => {
    const { exitCode, stdout, stderr } = await check(make(), args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(letter);
    expect(stderr).not.toMatch(/^\s+at |fault of its own/m);
  });

  test('with a remote out of reach exits 2 and changes nothing', async () => {
    const service = await startService();
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    makeBareRemote(root);
    git(root, ['remote', 'set-url', 'origin', `http://user:hidden@127.0.0.1:${await findClosedPort()}/status.git`]);
    const before = refsOf(root);
    const { exitCode, stdout, stderr } = await check(root, []);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^Cannot reach the Git remote "origin": .*\nTry: git ls-remote origin\n$/);
    expect(stderr).not.toContain('hidden');
    expect({ refs: refsOf(root), status: git(root, ['status', '--porcelain']) }).toEqual({ refs: before, status: '' });
  });
});

const SECRET = 'k3y-Wonderland/7';
const TIMEOUT = '700ms';

/** Servers of the worst kind by the id of their check, and what is said of each. */
async function startHostileServers(): Promise<Record<string, { url: string; said: RegExp }>> {
  const hanging = await startTcpServer(() => undefined);
  const dripping = await startTcpServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    drip(socket, 'X-More: 1\r\n', 20);
  });
  const resetting = await startTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const garbage = await startRawServer('\u0000\u0007not HTTP at all\r\n\r\n');
  const circle = await startHttpServer((request, response) => {
    response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end();
  });
  const echo = await startHttpServer((request, response) => response.end(`You asked for ${request.url ?? ''}`));
  const endless = await startTcpServer((socket) => {
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${10 * 1024 ** 3}\r\n\r\n`);
      writeForever(socket, 'x'.repeat(65_536));
    });
  });
  return {
    hangs: { url: hanging.url, said: /hangs: down, .*700 ms/ },
    drips: { url: dripping.url, said: /drips: down, / },
    resets: { url: resetting.url, said: /resets: down, the connection was (reset|closed)/ },
    garbage: { url: garbage.url, said: /garbage: down, / },
    circles: { url: `${circle.url}/a`, said: /circles: down, .*redirect/ },
    endless: { url: endless.url, said: /endless: (down|degraded), / },
    echoes: { url: `${echo.url}/?key=\${CANDOR_KEY}`, said: /echoes: down, .*got "You asked for .*CANDOR_KEY/ },
    unset: { url: `${echo.url}/?key=\${CANDOR_MISSING}`, said: /unset: unknown, .*CANDOR_MISSING is not set/ },
    hidden: { url: '${CANDOR_URL}', said: /hidden: down, / },
  };
}

describe('candor check and servers of the worst kind', () => {
  test('says what each did, within the timeout of a check and little memory, and keeps every secret', async () => {
    const servers = await startHostileServers();
    const checks = Object.entries(servers).map(([id, { url }]) => ({
      id,
      type: 'http',
      url,
      timeout: TIMEOUT,
      retries: 0,
      ...(['endless', 'echoes'].includes(id) ? { expect: { body: 'the end' } } : {}),
    }));
    const components = checks.map((one) => ({ id: `the-${one.id}`, name: `The ${one.id}`, checks: [one] }));
    const text = JSON.stringify({
      page: { name: 'Example', url: 'https://status.example.org' },
      components,
      triage: { recheckAfter: 0, correlateAt: 99 },
    });
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': text } }] });
    const hidden = `http://127.0.0.1:${await findClosedPort()}/inner/path?token=${SECRET}`;
    const env = { CANDOR_KEY: SECRET, CANDOR_URL: hidden, NODE_OPTIONS: '--max-old-space-size=128' };
    const results = [
      await check(root, ['--now', '2026-11-20T10:00:00Z'], { env }),
      await check(root, ['--now', '2026-11-20T10:05:00Z', '--json'], { env }),
      await check(root, ['--now', '2026-11-20T10:05:00Z'], { env }),
    ];
    expect(results.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
      results.map(() => ({ exitCode: 0, stderr: '' })),
    );
    for (const { said } of Object.values(servers)) expect(results[0]?.stdout).toMatch(said);
    const incidents = filesOf(root, 'main', 'incidents/');
    expect(incidents.size).toBe(checks.length - 1);
    const timed = measurementsOf(root).filter(({ code }) => code === 'timeout');
    expect(timed.length).toBeGreaterThan(1);
    for (const { ms } of timed) expect(ms).toBeUndefined();
    expect(results[0]?.stdout).toMatch(/within 700 ms/);

    const shown = [
      ...results.flatMap(({ stdout, stderr }) => [stdout, stderr]),
      ...filesOf(root, 'status-data').values(),
      ...incidents.values(),
      git(root, ['log', '--all', '--format=%B']),
    ].join('\n');
    for (const form of [SECRET, encodeURIComponent(SECRET), hidden, '/inner/path', btoa(SECRET).slice(0, 12)]) {
      expect(shown).not.toContain(form);
    }
  });
});

describe('candor check whose output nobody reads', () => {
  test('lands all the same and exits 0 without a stack trace', async () => {
    const service = await startService();
    service.failing.set('/api', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` }, triage: { confirmAfter: 1 } });
    const { child, result } = startCli(['check', '--root', root], { env: ENV });
    child.stdout?.destroy();
    expect(await result).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
    expect(filesOf(root, 'main', 'incidents/').size).toBe(1);
  });
});

describe('candor check where a file of a person cannot be read', () => {
  test('leaves it alone, says so on stderr and exits 0', async () => {
    const service = await startService();
    service.failing.set('/api', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` }, triage: { confirmAfter: 1 } });
    const broken = '---\n<<<<<<< HEAD\ntitle: api\n=======\ntitle: API\n>>>>>>> work\n---\n';
    commitFiles(root, { files: { 'incidents/2026/errors.md': broken } });
    const { exitCode, stdout, stderr } = await check(root, ['--now', '2026-11-20T10:00:00Z']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^Left alone, it cannot be read: incidents\/2026\/errors\.md:/);
    expect(stdout).toContain('Not opened for api: a file that cannot be read names it\n');
    expect(filesOf(root, 'main', 'incidents/')).toEqual(new Map([['incidents/2026/errors.md', broken]]));
  });
});
