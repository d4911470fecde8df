import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { git, makeFolder, makeTestRepo, writeFiles } from '../support/make-repo.ts';
import { runCli } from '../support/run-cli.ts';

const CONFIG = 'page: { name: Example, url: https://status.example.org }\ncomponents: [{ id: api, name: API }]\n';
const INCIDENT =
  '---\ntitle: T\ncategory: internal\nimpact: huge\ncomponents: { api: partial_outage }\n---\n\n## Investigating · 2026-11-20T10:05:00Z\n';
const SENTENCE =
  'Cannot read "impact": expected one of none, minor, major, critical, for example impact: major, got "huge"';

function rootWith(files: Record<string, string>): string {
  const root = makeFolder();
  writeFiles(root, { 'status.yml': CONFIG, ...files });
  return root;
}

describe('candor validate', () => {
  test('exits 0 and says so when nothing is wrong', async () => {
    const root = rootWith({ 'incidents/a.md': INCIDENT.replace('huge', 'major') });
    expect(await runCli(['validate', '--root', root])).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: '2 files read: no problem.\n',
    });
  });

  test('exits 1 with a line for each error', async () => {
    const result = await runCli(['validate', '--root', rootWith({ 'incidents/a.md': INCIDENT })]);
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toBe(`incidents/a.md:4:9: error: ${SENTENCE}\n`);
    expect(result.stderr).toBe('2 files read: 1 error, 0 warnings.\n');
  });

  test('exits 0 for warnings alone', async () => {
    const late = INCIDENT.replace('huge', 'major').replace('2026-11-20', '2036-11-20');
    const result = await runCli([
      'validate',
      '--root',
      rootWith({ 'incidents/a.md': late }),
      '--now',
      '2026-11-21T00:00:00Z',
    ]);
    expect(result).toMatchObject({ exitCode: 0, stderr: '2 files read: 0 errors, 1 warning.\n' });
  });

  test('--json prints the problems as data', async () => {
    const result = await runCli(['validate', '--json', '--root', rootWith({ 'incidents/a.md': INCIDENT })]);
    expect(JSON.parse(result.stdout)).toEqual({
      files: 2,
      problems: [
        {
          severity: 'error',
          file: 'incidents/a.md',
          line: 4,
          column: 9,
          rule: 'schema',
          message: 'Cannot read "impact"',
          expected: 'one of none, minor, major, critical',
          example: 'impact: major',
          received: '"huge"',
        },
      ],
    });
  });

  test('reports only the named files, a folder with all below it, by whatever way they are named', async () => {
    const root = rootWith({ 'incidents/a.md': INCIDENT, 'incidents/2026/b.md': INCIDENT });
    const link = `${makeFolder()}/link`;
    symlinkSync(root, link);
    const lines = async (...names: string[]): Promise<string[]> => {
      const { stdout } = await runCli(['validate', '--root', link, ...names], { cwd: root });
      return stdout.split('\n').map((line) => line.split(':')[0] ?? '');
    };
    expect(await lines('incidents/a.md')).toEqual(['incidents/a.md', '']);
    expect(await lines(`${root}/incidents/2026`)).toEqual(['incidents/2026/b.md', '']);
    expect(await lines('status.yml')).toEqual(['']);
  });

  test('does not take a slip in a name for a clean file', async () => {
    const root = rootWith({ 'incidents/a.md': INCIDENT, 'README.md': '' });
    expect(await runCli(['validate', 'incidents/b.md'], { cwd: root })).toMatchObject({
      exitCode: 2,
      stderr: 'Cannot open the file "incidents/b.md": there is none.\n',
    });
    const other = await runCli(['validate', 'README.md'], { cwd: root });
    expect(other.exitCode).toBe(0);
    expect(other.stderr).toBe(
      'README.md is not read: it is not status.yml and holds no .md file of incidents/ or postmortems/.\nNothing of what was asked for was looked at.\n',
    );
  });

  test('finds a file by the path that it prints', async () => {
    const root = rootWith({ 'incidents/2026/a.md': INCIDENT });
    const { stdout } = await runCli(['validate', '--root', root, 'incidents/2026/a.md'], { cwd: makeFolder() });
    expect(stdout).toBe(`incidents/2026/a.md:4:9: error: ${SENTENCE}\n`);
  });

  test('--since says which warnings are errors that were there before', async () => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG, 'incidents/a.md': INCIDENT } }] });
    expect(await runCli(['validate', '--root', root, '--since', 'HEAD'])).toMatchObject({
      exitCode: 0,
      stdout: `incidents/a.md:4:9: warning: ${SENTENCE}\n`,
      stderr: '2 files read: 0 errors, 1 warning (1 of them an error that was there before).\n',
    });
  });

  test('annotates the very line under GitHub Actions, relative to the workspace', async () => {
    const root = makeFolder();
    writeFiles(root, {
      'status/status.yml': CONFIG,
      'status/incidents/a.md': INCIDENT.replace('title: T', 'title: "100%: T"'),
    });
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: root };
    const { stdout } = await runCli(['validate', '--root', `${root}/status`], { env });
    expect(stdout.split('\n')).toContain(`::error file=status/incidents/a.md,line=4,col=9,title=schema::${SENTENCE}`);
  });

  test('annotates paths of the repository, wherever it was checked out, and lets no name of a file give commands', async () => {
    const workspace = makeFolder();
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG } }] });
    writeFiles(root, { 'incidents/##[error]a\n::error::b.md': INCIDENT });
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace };
    const { stdout, stderr } = await runCli(['validate', '--root', root], { env });
    // What GitHub's runner takes for a command: its own form at the start of a line, an older one anywhere.
    const commands = `${stdout}\n${stderr}`
      .split(/[\r\n]/)
      .filter((line) => /^\s*::/.test(line) || line.includes('##['));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands)
      expect(command).toMatch(/^::error file=incidents\/##\[error]a%0A%3A%3Aerror%3A%3Ab\.md,line=/);
  });

  test('reports only the files that are asked for', async () => {
    const root = rootWith({ 'incidents/a.md': INCIDENT, 'incidents/b.md': INCIDENT });
    const { stdout } = await runCli(['validate', '--root', root, 'incidents/b.md'], { cwd: root });
    expect(stdout).toBe(`incidents/b.md:4:9: error: ${SENTENCE}\n`);
  });

  test('finds the root above the folder one stands in', async () => {
    const root = rootWith({ 'incidents/2026/a.md': INCIDENT });
    expect((await runCli(['validate'], { cwd: `${root}/incidents/2026` })).exitCode).toBe(1);
  });

  test.each([
    [
      ['validate', '--root', '/nonexistent/folder'],
      'Cannot open the folder "/nonexistent/folder": there is none.\nExpected a folder with status.yml, for example --root ../status.\n',
    ],
    [
      ['validate', '--now', 'tomorrow'],
      "error: option '--now <time>' argument 'tomorrow' is invalid. Expected a time with an offset such as 2026-11-20T10:05:00Z.\nAdd --help to see what is possible.\n",
    ],
    [
      ['vallidate'],
      "error: unknown command 'vallidate'\n(Did you mean validate?)\nAdd --help to see what is possible.\n",
    ],
    [['import', 'upptime', 'x'], '"upptime" is not in this version of Candor; nothing was done.\n'],
  ])('%j cannot run: exit 2 and a letter', async (args, stderr) => {
    expect(await runCli(args)).toMatchObject({ exitCode: 2, stdout: '', stderr });
  });

  test('a folder without status.yml is told as a problem', async () => {
    const { exitCode, stdout } = await runCli(['validate', '--root', makeFolder()]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('status.yml:1:1: error: Cannot find status.yml: expected status.yml in the root folder');
  });

  test('refuses to drop a published id, unless another file says that it was formerly this', async () => {
    const good = INCIDENT.replace('huge', 'major');
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG, 'incidents/a.md': good } }] });
    writeFiles(root, { 'incidents/a.md': undefined });
    const dropped = await runCli(['validate', '--root', root]);
    expect(dropped.exitCode).toBe(1);
    expect(dropped.stdout).toBe(
      'incidents/a.md:1:1: error: Cannot drop the published id "a": expected the file, or another one that says it was formerly this, for example formerly: [a], got nothing. Put the file back; where a text has to go, change the text.\n',
    );
    writeFiles(root, { 'incidents/b.md': good.replace('title: T', 'title: T\nformerly: [a]') });
    expect(await runCli(['validate', '--root', root])).toMatchObject({ exitCode: 0, stdout: '' });
  });

  test('--since counts as errors only what the change brings', async () => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG, 'incidents/a.md': INCIDENT } }] });
    git(root, ['branch', 'base']);
    writeFiles(root, { 'incidents/b.md': INCIDENT.replace('huge', 'minor') });
    const fine = await runCli(['validate', '--root', root, '--since', 'base']);
    expect(fine).toMatchObject({ exitCode: 0, stdout: `incidents/a.md:4:9: warning: ${SENTENCE}\n` });
    writeFiles(root, { 'incidents/b.md': INCIDENT });
    const broken = await runCli(['validate', '--root', root, '--since', 'base']);
    expect(broken.exitCode).toBe(1);
    expect(broken.stdout).toContain(`incidents/b.md:4:9: error: ${SENTENCE}`);
    expect((await runCli(['validate', '--root', root, '--since', 'nowhere'])).exitCode).toBe(2);
  });

  test('every command has --help', async () => {
    const { stdout } = await runCli(['--help']);
    const commands = ['check', 'build', 'validate', 'format', 'import', 'data', 'demo'];
    for (const command of commands) expect(stdout).toContain(`  ${command} `);
    const results = await Promise.all(commands.map((command) => runCli([command, '--help'])));
    expect(results.map(({ exitCode }) => exitCode)).toEqual(commands.map(() => 0));
  }, 30_000);
});
