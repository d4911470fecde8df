import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { readTree, serveSite } from '../support/built-site.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
import { cloneOf, commitFiles, git, makeFolder, writeFiles } from '../support/make-repo.ts';
import { type CliResult, runCli, startCli } from '../support/run-cli.ts';
import { tamper } from '../support/verified-root.ts';

const BUILDS = join(import.meta.dirname, '../../.build');
const API_ERRORS = 'incidents/2026-11-20-api-errors/index.html';

let root = '';
let built = '';
let remote = '';

beforeAll(async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'candor-verify-')));
  root = join(folder, 'root');
  makeExampleRoot(root, 'https://status.example.org/sub/');
  remote = join(folder, 'remote.git');
  git(folder, ['clone', '--quiet', '--bare', root, remote]);
  built = join(folder, 'site');
  const { exitCode } = await runCli(['build', '--root', root, '--out', built, '--now', EXAMPLE_NOW]);
  expect(exitCode).toBe(0);
});

/** A copy of the site that was built. */
function copySite(): string {
  const site = join(makeFolder(), 'site');
  cpSync(built, site, { recursive: true });
  return site;
}

function verify(site: string, ...flags: string[]): Promise<CliResult> {
  return runCli(['verify', '--root', root, '--site', site, ...flags]);
}

function workFolders(pid: number | undefined): string[] {
  const names = existsSync(BUILDS) ? readdirSync(BUILDS) : [];
  return names.filter((name) => {
    const owner = join(BUILDS, name, 'owner');
    return existsSync(owner) && readFileSync(owner, 'utf8').endsWith(` ${pid}`);
  });
}

describe('candor verify', () => {
  test('finds every figure and every file of a site as Git has them, also after more was committed', async () => {
    const clone = cloneOf(remote);
    commitFiles(clone, { files: { 'incidents/2026/later.md': '# Later' }, at: '2026-11-23T10:00:00Z' });
    writeFiles(clone, { 'status.yml': 'broken: true' });
    const { exitCode, stdout, stderr } = await runCli(['verify', '--root', clone, '--site', built]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Compared [\d,]+ figures and \d+ files with commit [0-9a-f]{8} at 2026-11-22T10:45:00Z: all are the same\.\n$/,
    );
    expect(git(clone, ['worktree', 'list']).split('\n')).toHaveLength(1);
  });

  test('finds what was changed by hand in figures, pages and the API, and says what Git has', async () => {
    const site = copySite();
    tamper(site, 'figures.json', [[/"toResolveMs":3300000/, '"toResolveMs":300000']]);
    tamper(site, API_ERRORS, [[/55 minutes(\s*<\/dd>)/, '5 minutes$1']]);
    tamper(site, 'components/api/index.html', [[/\d[\d.]*%(?=\s*<\/dd>)/, '100.1%']]);
    tamper(site, 'api/v2/status.json', [[/"indicator":"major"/, '"indicator":"none"']]);
    tamper(site, 'transparency/index.html', [[/1 of 1 promised updates/, '9 of 9 promised updates']]);
    writeFiles(site, { 'incidents/made-up/index.html': 'Nothing happened' });
    const { exitCode, stdout } = await verify(site);
    expect(exitCode).toBe(1);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^figures\.json: incident 2025-03-04-edge, time to resolve: the site has 5 min \(300000\), Git at [0-9a-f]{8} has 55 min \(3300000\)$/,
      ),
      expect.stringMatching(/^api\/v2\/status\.json: status, indicator: the site has "none", Git at .* has "major"$/),
      expect.stringMatching(
        /^components\/api\/index\.html: after ".*": the site has "100\.1%", Git at .* has "[\d.]+%"$/,
      ),
      expect.stringMatching(
        /^incidents\/2026-11-20-api-errors\/index\.html: after ".*": the site has "5 minutes", .* has "55 minutes"$/,
      ),
      expect.stringMatching(
        /^transparency\/index\.html: after ".*": the site has "9 of 9 promised updates came .* has "1 of 1 /,
      ),
      expect.stringMatching(/^incidents\/made-up\/index\.html: this file: the site has a page, Git at .* has nothing$/),
      expect.stringMatching(/^Compared .*: 6 differences\.$/),
      '',
    ]);
  });

  test('asks a site at its address, and prints JSON for programs', async () => {
    const files = await readTree(built);
    files.set(API_ERRORS, (files.get(API_ERRORS) ?? '').replace(/55 minutes(\s*<\/dd>)/, '5 minutes$1'));
    const server = await serveSite(files, '/sub/');
    const { exitCode, stdout } = await verify(`${server.origin}/sub`, '--json').finally(server.close);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ commit: git(root, ['rev-parse', 'main']), now: EXAMPLE_NOW, notes: [], unknown: null },
      ...{ figures: expect.any(Number), pages: expect.any(Number) },
      differences: [{ file: API_ERRORS, site: '"5 minutes"', git: '"55 minutes"' }],
    });
  });

  test('builds a site by itself where none is named', async () => {
    expect(await runCli(['verify', '--root', cloneOf(remote), '--now', EXAMPLE_NOW])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Compared [\d,]+ figures with commit .* all are the same\.\n$/),
    });
  });

  test('says outside of Git that there is nothing to derive from, and builds nothing', async () => {
    const folder = makeFolder();
    cpSync(join(root, 'status.yml'), join(folder, 'status.yml'));
    expect(await runCli(['verify', '--root', folder])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^Cannot verify anything: ".+" does not lie in a Git repository\n/),
    });
  });

  test('does not claim to know the pages of another program', async () => {
    const site = copySite();
    tamper(site, 'figures.json', [[/"engine": ".*"/, '"engine": "another"']]);
    expect(await verify(site)).toMatchObject({
      exitCode: 2,
      stdout: expect.stringMatching(
        /all are the same\.\nThe pages cannot be compared, .* Check out commit [0-9a-f]{8}, /,
      ),
    });
  });

  test.each([
    ['no site', undefined, /^Cannot open the site ".*": there is no such folder\n/],
    ['no figures', {}, /^Cannot find figures\.json in /],
    [
      'figures of a stranger',
      { 'figures.json': '{"version":1,"commit":"--all","now":"\\u001b[2J"}' },
      /got "--all"\n.*got "\\u001b\[2J"\n/s,
    ],
    [
      'figures without end',
      { 'figures.json': '{"a":'.repeat(100_000) },
      /figures\.json:1:1: error: Cannot read the figures/,
    ],
  ])('exits 2 with a letter where there are %s', async (_what, files, message) => {
    const site = join(makeFolder(), 'site');
    if (files !== undefined) writeFiles(site, { 'index.html': '', ...files });
    const { exitCode, stderr } = await verify(site);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('leaves nothing behind when it is ended', async () => {
    const { child, result } = startCli(['verify', '--root', root, '--site', built]);
    await expect.poll(() => workFolders(child.pid).length, { timeout: 60_000, interval: 10 }).toBeGreaterThan(1);
    child.kill('SIGTERM');
    expect((await result).signal).toBe('SIGTERM');
    expect(workFolders(child.pid)).toEqual([]);
    expect(git(root, ['status', '--porcelain'])).toBe('');
  });
});
