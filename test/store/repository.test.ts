import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { findRepository, openRepository } from '../../src/store/repository.ts';
import { AT, DAY_FILE, INCIDENT, land, makeLanding, open } from '../support/land.ts';
import { bareEnvironment, git, makeFolder, makeTestRepo, writeFiles } from '../support/make-repo.ts';

// Dozens of Git processes a test take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const FIRST = { files: { 'status.yml': 'page: {}\n', 'incidents/2026/old.md': 'old\n' } };

function show(repo: string, ref: string, path: string): string {
  return git(repo, ['show', `${ref}:${path}`]);
}

describe('openRepository()', () => {
  it('says what is expected outside Git', async () => {
    const root = makeFolder();
    await expect(openRepository({ root, env: bareEnvironment() })).rejects.toThrow(
      `Cannot find a Git repository: expected "${root}" to lie in one`,
    );
    expect(await findRepository({ root, env: bareEnvironment() })).toBeUndefined();
  });

  it('says that Git is missing', async () => {
    const env = { ...bareEnvironment(), PATH: makeFolder() };
    await expect(openRepository({ root: makeFolder(), env })).rejects.toMatchObject({ name: 'StatusError' });
  });
});

describe('snapshot() without a remote', () => {
  it.each([
    ['main', 'other', 'main'],
    ['master', undefined, 'master'],
  ])('takes %s as main', async (branch, other, expected) => {
    const repo = makeTestRepo({ branch, commits: [FIRST] });
    if (other !== undefined) git(repo, ['switch', '--quiet', '--create', other]);
    const snapshot = await (await open(repo)).repository.snapshot();
    expect(snapshot.main).toBe(git(repo, ['rev-parse', expected]));
    expect(snapshot.data).toBeUndefined();
  });

  it('knows nothing before the first commit, and lands the first one', async () => {
    const repo = makeTestRepo({ branch: 'master' });
    writeFiles(repo, { 'status.yml': 'mine\n' });
    const { repository } = await open(repo);
    const snapshot = await repository.snapshot();
    expect([snapshot.main, snapshot.data, await snapshot.readMainFiles('incidents')]).toEqual([
      undefined,
      undefined,
      [],
    ]);
    expect(await repository.land(snapshot, makeLanding())).toMatchObject({ kind: 'landed' });
    expect(readFileSync(join(repo, INCIDENT), 'utf8')).toBe('one\n');
    expect(git(repo, ['status', '--porcelain'])).toBe('?? status.yml');
    expect(git(repo, ['log', '--format=%s', 'master'])).toBe('Open an incident: API errors');
  });

  it('reads files as they were when it was taken', async () => {
    const repo = makeTestRepo({
      commits: [{ files: { ...FIRST.files, 'incidents/b.md': 'b', 'incidents/c.txt': 'c' } }],
    });
    const { repository } = await open(repo);
    await repository.land(await repository.snapshot(), makeLanding());
    const snapshot = await repository.snapshot();
    await repository.land(snapshot, makeLanding({ main: { 'incidents/b.md': 'B' }, data: { [DAY_FILE]: 'later' } }));
    expect(await snapshot.readMainFiles('incidents')).toEqual([
      { path: INCIDENT, text: 'one\n' },
      { path: 'incidents/2026/old.md', text: 'old\n' },
      { path: 'incidents/b.md', text: 'b' },
    ]);
    expect(await snapshot.readDataFiles(['none', DAY_FILE])).toEqual([{ path: DAY_FILE, text: '10:05:00\napi 41\n' }]);
    expect(await snapshot.listDataFiles('measurements')).toEqual([DAY_FILE]);
  });

  it('keeps every byte of a text', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const text = '\uFEFF# Störung · 日本\r\n\0 no line end';
    await land(repo, makeLanding({ main: { 'incidents/ü "q" \\ \n x.md': text } }));
    const files = await (await (await open(repo)).repository.snapshot()).readMainFiles('incidents');
    expect(files).toContainEqual({ path: 'incidents/ü "q" \\ \n x.md', text });
  });
});

describe('land() without a remote', () => {
  it('moves both branches and the working tree, at the given time', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const result = await land(repo);
    expect(result).toEqual({
      kind: 'landed',
      mainBranch: 'main',
      main: git(repo, ['rev-parse', 'main']),
      data: git(repo, ['rev-parse', 'status-data']),
      proposal: undefined,
      notices: [],
    });
    expect(git(repo, ['log', '--format=%s %at %ct', 'status-data'])).toBe(
      `Measurements of 2026-11-20 ${AT / 1_000} ${AT / 1_000}`,
    );
    expect(readFileSync(join(repo, INCIDENT), 'utf8')).toBe('one\n');
    expect(git(repo, ['status', '--porcelain'])).toBe('');
    expect(git(repo, ['fsck', '--strict'])).toBe('');
  });

  it("replaces the day's commit and keeps yesterday's", async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const steps: [string, string][] = [
      ['2026-11-19', 'a'],
      ['2026-11-19', 'b'],
      ['2026-11-20', 'c'],
      ['2026-11-20', 'd'],
    ];
    for (const [day, text] of steps)
      await land(repo, makeLanding({ main: {}, data: { [`measurements/${day}`]: text }, day }));
    expect(git(repo, ['log', '--format=%s', 'status-data'])).toBe(
      'Measurements of 2026-11-20\nMeasurements of 2026-11-19',
    );
    expect(show(repo, 'status-data', 'measurements/2026-11-19')).toBe('b');
    expect(show(repo, 'status-data', 'measurements/2026-11-20')).toBe('d');
  });

  it('makes no commit where nothing changes', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const first = await land(repo);
    expect(await land(repo)).toEqual(first);
    expect(git(repo, ['rev-list', '--count', 'main'])).toBe('2');
  });

  it('removes files', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const what = makeLanding({ main: {} });
    await land(repo, {
      ...what,
      main: { ...what.main, changes: [{ path: 'incidents/2026/old.md', text: undefined }] },
    });
    expect(git(repo, ['ls-tree', '-r', '--name-only', 'main'])).toBe('status.yml');
    expect(existsSync(join(repo, 'incidents/2026/old.md'))).toBe(false);
  });

  it('lets one of two writers win', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const { repository } = await open(repo);
    const [one, two] = [await repository.snapshot(), await repository.snapshot()];
    expect((await repository.land(one, makeLanding())).kind).toBe('landed');
    expect(await repository.land(two, makeLanding({ main: { 'incidents/x.md': 'x' } }))).toEqual({ kind: 'lost' });
    expect(existsSync(join(repo, 'incidents/x.md'))).toBe(false);
    expect(git(repo, ['status', '--porcelain'])).toBe('');
  });

  it('leaves another branch, a detached HEAD and their files alone', async () => {
    for (const args of [
      ['switch', '--create', 'topic'],
      ['switch', '--detach'],
    ]) {
      const repo = makeTestRepo({ commits: [FIRST] });
      git(repo, ['branch', '--force', 'side']);
      git(repo, args);
      expect((await land(repo)).kind).toBe('landed');
      expect(show(repo, 'main', INCIDENT)).toBe('one');
      expect(existsSync(join(repo, INCIDENT))).toBe(false);
      expect(git(repo, ['status', '--porcelain'])).toBe('');
    }
  });

  it('brings the linked working tree that has main along', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    git(repo, ['switch', '--quiet', '--create', 'topic']);
    const linked = join(makeFolder(), 'linked');
    git(repo, ['worktree', 'add', '--quiet', linked, 'main']);
    for (const [root, text] of [
      [repo, 'one\n'],
      [linked, 'two\n'],
    ] as const) {
      expect((await land(root, makeLanding({ main: { [INCIDENT]: text } }))).kind).toBe('landed');
      expect(readFileSync(join(linked, INCIDENT), 'utf8')).toBe(text);
      expect(git(linked, ['status', '--porcelain'])).toBe('');
      expect(git(repo, ['status', '--porcelain'])).toBe('');
    }
  });

  it('works in a root folder below the top', async () => {
    const repo = makeTestRepo({ commits: [{ files: { 'site/incidents/a.md': 'a', 'incidents/not-ours.md': 'b' } }] });
    const root = join(repo, 'site');
    await land(root);
    const snapshot = await (await open(root)).repository.snapshot();
    expect((await snapshot.readMainFiles('incidents')).map(({ path }) => path)).toEqual([INCIDENT, 'incidents/a.md']);
    expect(git(repo, ['ls-tree', '-r', '--name-only', 'status-data'])).toBe(DAY_FILE);
    expect(git(repo, ['status', '--porcelain'])).toBe('');
    expect(existsSync(join(root, INCIDENT))).toBe(true);
  });

  it.each([
    ['edited', (repo: string): void => writeFiles(repo, { 'incidents/2026/old.md': 'my edit' })],
    [
      'staged',
      (repo: string): void => {
        writeFiles(repo, { 'incidents/2026/old.md': 'my edit' });
        git(repo, ['add', 'incidents/2026/old.md']);
      },
    ],
  ])('moves nothing over a file that a person has %s', async (_, edit) => {
    const repo = makeTestRepo({ commits: [FIRST] });
    edit(repo);
    const before = git(repo, ['status', '--porcelain']);
    const result = await land(repo, makeLanding({ main: { 'incidents/2026/old.md': 'update' } }));
    expect(result).toMatchObject({ kind: 'refused' });
    expect(result).toHaveProperty('reason', expect.stringContaining('incidents/2026/old.md'));
    expect(readFileSync(join(repo, 'incidents/2026/old.md'), 'utf8')).toBe('my edit');
    expect(git(repo, ['status', '--porcelain'])).toBe(before);
    expect(git(repo, ['branch', '--list', 'status-data'])).toBe('');
  });

  it('neither loses nor commits edits of other files', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    writeFiles(repo, { 'status.yml': 'my edit', 'notes.txt': 'mine', 'staged.md': 'staged' });
    git(repo, ['add', 'staged.md']);
    expect((await land(repo)).kind).toBe('landed');
    expect(git(repo, ['status', '--porcelain'])).toBe('A  staged.md\n M status.yml\n?? notes.txt');
    expect(git(repo, ['show', '--name-only', '--format=', 'main'])).toBe(INCIDENT);
  });

  it('does not run hooks and does not sign', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    for (const hook of ['pre-commit', 'commit-msg', 'post-checkout', 'reference-transaction', 'post-index-change']) {
      writeFileSync(join(repo, '.git/hooks', hook), '#!/bin/sh\ntouch "$PWD/hook-ran"\nexit 1\n', { mode: 0o755 });
    }
    git(repo, ['config', 'commit.gpgSign', 'true']);
    git(repo, ['config', 'gpg.program', '/nonexistent']);
    expect((await land(repo)).kind).toBe('landed');
    expect(git(repo, ['status', '--porcelain', '--ignored'])).toBe('');
    expect(existsSync(join(repo, '.git/hook-ran'))).toBe(false);
  });

  it('takes the identity of the user, else its own', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    await land(repo);
    expect(git(repo, ['log', '-1', '--format=%an <%ae> %cn', 'status-data'])).toBe('Candor <candor@localhost> Candor');
    git(repo, ['config', 'user.name', 'Ada']);
    git(repo, ['config', 'user.email', 'ada@example.org']);
    await land(repo, makeLanding({ data: { [DAY_FILE]: 'more' } }));
    expect(git(repo, ['log', '-1', '--format=%an <%ae> %cn', 'status-data'])).toBe('Ada <ada@example.org> Ada');
  });
});
