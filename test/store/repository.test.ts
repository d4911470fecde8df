import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Landing, LandingResult, RunRepository } from '../../src/ports.ts';
import { findRepository, openRepository } from '../../src/store/repository.ts';
import {
  bareEnvironment,
  cloneOf,
  commitFiles,
  git,
  makeBareRemote,
  makeFolder,
  makeTestRepo,
  writeFiles,
} from '../support/make-repo.ts';

const AT = Date.UTC(2026, 10, 20, 10, 5);
const DAY_FILE = 'measurements/2026/2026-11-20.txt';
const INCIDENT = 'incidents/2026/2026-11-20-api.md';
const FIRST = { files: { 'status.yml': 'page: {}\n', 'incidents/2026/old.md': 'old\n' } };

function landing(
  overrides: { main?: Record<string, string>; data?: Record<string, string>; day?: string } = {},
): Landing {
  const { main = { [INCIDENT]: 'one\n' }, data = { [DAY_FILE]: '10:05:00\napi 41\n' }, day = '2026-11-20' } = overrides;
  const changes = (files: Record<string, string>): Landing['data']['changes'] =>
    Object.entries(files).map(([path, text]) => ({ path, text }));
  return {
    main: { changes: changes(main), message: 'Open an incident: API errors' },
    data: { changes: changes(data), day },
    at: AT,
  };
}

interface Opened {
  repository: RunRepository;
  notices: string[];
}

async function open(root: string, env = bareEnvironment()): Promise<Opened> {
  const notices: string[] = [];
  const repository = await openRepository({ root, env, onNotice: (text) => notices.push(text) });
  return { repository, notices };
}

async function land(root: string, what = landing()): Promise<LandingResult & { notices: string[] }> {
  const { repository, notices } = await open(root);
  return { ...(await repository.land(await repository.snapshot(), what)), notices };
}

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
    expect(await repository.land(snapshot, landing())).toMatchObject({ kind: 'landed' });
    expect(readFileSync(join(repo, INCIDENT), 'utf8')).toBe('one\n');
    expect(git(repo, ['status', '--porcelain'])).toBe('?? status.yml');
    expect(git(repo, ['log', '--format=%s', 'master'])).toBe('Open an incident: API errors');
  });

  it('reads files as they were when it was taken', async () => {
    const repo = makeTestRepo({
      commits: [{ files: { ...FIRST.files, 'incidents/b.md': 'b', 'incidents/c.txt': 'c' } }],
    });
    const { repository } = await open(repo);
    await repository.land(await repository.snapshot(), landing());
    const snapshot = await repository.snapshot();
    await repository.land(snapshot, landing({ main: { 'incidents/b.md': 'B' }, data: { [DAY_FILE]: 'later' } }));
    expect(await snapshot.readMainFiles('incidents')).toEqual([
      { path: INCIDENT, text: 'one\n' },
      { path: 'incidents/2026/old.md', text: 'old\n' },
      { path: 'incidents/b.md', text: 'b' },
    ]);
    expect(await snapshot.readMainFile('status.yml')).toBe('page: {}\n');
    expect(await snapshot.readMainFile('missing.yml')).toBeUndefined();
    expect(await snapshot.readDataFiles(['none', DAY_FILE])).toEqual([{ path: DAY_FILE, text: '10:05:00\napi 41\n' }]);
    expect(await snapshot.listDataFiles('measurements')).toEqual([DAY_FILE]);
  });

  it('keeps every byte of a text', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const text = '\uFEFF# Störung · 日本\r\n\0 no line end';
    await land(repo, landing({ main: { 'incidents/ü "q" \\ \n x.md': text } }));
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
    for (const [day, text] of steps) await land(repo, landing({ main: {}, data: { [day]: text }, day }));
    expect(git(repo, ['log', '--format=%s', 'status-data'])).toBe(
      'Measurements of 2026-11-20\nMeasurements of 2026-11-19',
    );
    expect(show(repo, 'status-data', '2026-11-19')).toBe('b');
    expect(show(repo, 'status-data', '2026-11-20')).toBe('d');
    const rolled = landing({ main: {}, data: { rolled: 'up' } });
    await land(repo, { ...rolled, data: { ...rolled.data, newRoot: true } });
    expect(git(repo, ['rev-list', '--count', 'status-data'])).toBe('1');
  });

  it('makes no commit where nothing changes', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const first = await land(repo);
    expect(await land(repo)).toEqual(first);
    expect(git(repo, ['rev-list', '--count', 'main'])).toBe('2');
  });

  it('removes files', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const what = landing({ main: {} });
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
    expect((await repository.land(one, landing())).kind).toBe('landed');
    expect(await repository.land(two, landing({ main: { 'incidents/x.md': 'x' } }))).toEqual({ kind: 'lost' });
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
      expect((await land(root, landing({ main: { [INCIDENT]: text } }))).kind).toBe('landed');
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
    const result = await land(repo, landing({ main: { 'incidents/2026/old.md': 'update' } }));
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
    await land(repo, landing({ data: { [DAY_FILE]: 'more' } }));
    expect(git(repo, ['log', '-1', '--format=%an <%ae> %cn', 'status-data'])).toBe('Ada <ada@example.org> Ada');
  });
});

describe('land() with a remote', () => {
  it('pushes both branches and brings everything here along', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    expect((await land(repo)).kind).toBe('landed');
    for (const branch of ['main', 'status-data']) {
      expect(git(repo, ['rev-parse', `origin/${branch}`])).toBe(git(remote, ['rev-parse', branch]));
    }
    expect(show(remote, 'main', INCIDENT)).toBe('one');
    expect(git(repo, ['rev-parse', 'main'])).toBe(git(remote, ['rev-parse', 'main']));
    expect(git(repo, ['status', '--porcelain'])).toBe('');
  });

  it('takes the branch that the remote calls HEAD where it has no main', async () => {
    const repo = makeTestRepo({ branch: 'trunk', commits: [FIRST] });
    const remote = makeBareRemote(repo);
    git(repo, ['switch', '--quiet', '--create', 'topic']);
    expect((await land(repo)).kind).toBe('landed');
    expect(show(remote, 'trunk', INCIDENT)).toBe('one');
    expect(show(repo, 'trunk', INCIDENT)).toBe('one');
  });

  it("follows other people's commits, also when there is nothing to land", async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    const colleague = cloneOf(remote);
    commitFiles(colleague, { files: { 'incidents/2026/theirs.md': 'theirs' } });
    git(colleague, ['push', '--quiet', 'origin', 'main']);
    expect((await land(repo, landing({ main: {}, data: {} }))).kind).toBe('landed');
    expect(readFileSync(join(repo, 'incidents/2026/theirs.md'), 'utf8')).toBe('theirs');
    expect(git(repo, ['status', '--porcelain'])).toBe('');
  });

  it('loses where another pushed first, and lands on a new snapshot', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    const other = cloneOf(remote);
    const { repository } = await open(repo);
    const stale = await repository.snapshot();
    await land(other, landing({ main: {}, data: { theirs: 'x' } }));
    expect(await repository.land(stale, landing())).toEqual({ kind: 'lost' });
    commitFiles(other, { files: { 'README.md': 'x' } });
    const stale2 = await repository.snapshot();
    git(other, ['push', '--quiet', 'origin', 'main']);
    expect(await repository.land(stale2, landing())).toEqual({ kind: 'lost' });
    expect((await repository.land(await repository.snapshot(), landing())).kind).toBe('landed');
    expect(git(remote, ['ls-tree', '-r', '--name-only', 'status-data'])).toBe(`${DAY_FILE}\ntheirs`);
  });

  it('leaves a main that has gone its own way, and says so', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    const own = commitFiles(repo, { files: { 'mine.md': 'mine' } });
    const result = await land(repo);
    expect(result).toMatchObject({
      kind: 'landed',
      notices: ['The local branch "main" was left as it is: it has commits that "main" of origin does not have'],
    });
    expect(git(repo, ['rev-parse', 'main'])).toBe(own);
    expect(git(repo, ['status', '--porcelain'])).toBe('');
    expect(git(remote, ['ls-tree', '-r', '--name-only', 'main'])).not.toContain('mine.md');
  });

  it('leaves a working tree with edits in the same file, and says so', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    writeFiles(repo, { 'incidents/2026/old.md': 'my edit' });
    const before = git(repo, ['rev-parse', 'main']);
    const result = await land(repo, landing({ main: { 'incidents/2026/old.md': 'update' } }));
    expect(result).toMatchObject({ kind: 'landed', notices: [expect.stringContaining('incidents/2026/old.md')] });
    expect(show(remote, 'main', 'incidents/2026/old.md')).toBe('update');
    expect(git(repo, ['rev-parse', 'main'])).toBe(before);
    expect(git(repo, ['status', '--porcelain'])).toBe(' M incidents/2026/old.md');
    expect(readFileSync(join(repo, 'incidents/2026/old.md'), 'utf8')).toBe('my edit');
  });

  it('works on a detached HEAD, as a workflow checks out', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    const clone = cloneOf(remote);
    git(clone, ['switch', '--quiet', '--detach']);
    git(clone, ['branch', '--quiet', '--delete', 'main']);
    expect(await land(clone)).toMatchObject({ kind: 'landed', notices: [] });
    expect(show(remote, 'main', INCIDENT)).toBe('one');
    expect(git(clone, ['branch', '--list', 'main'])).toBe('');
  });

  it('knows that status-data was deleted at the remote', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    await land(repo);
    git(remote, ['branch', '--delete', '--force', 'status-data']);
    const snapshot = await (await open(repo)).repository.snapshot();
    expect(snapshot.data).toBeUndefined();
    expect((await land(repo)).kind).toBe('landed');
    expect(git(remote, ['rev-list', '--count', 'status-data'])).toBe('1');
  });

  it('starts an empty remote', async () => {
    const repo = makeTestRepo();
    const remote = makeBareRemote(repo);
    expect((await land(repo)).kind).toBe('landed');
    expect(show(remote, 'main', INCIDENT)).toBe('one');
  });

  it('does not publish commits that were never pushed', async () => {
    const repo = makeTestRepo();
    makeBareRemote(repo);
    commitFiles(repo, FIRST);
    await expect((await open(repo)).repository.snapshot()).rejects.toMatchObject({
      name: 'StatusError',
      message: 'Cannot find the branch "main" at the Git remote "origin"',
      hint: 'Push it first: git push origin main',
    });
  });

  it('says that the remote is out of reach, without the secret in its URL', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    git(repo, ['remote', 'add', 'origin', 'http://robot:s3cret@127.0.0.1:9/x.git']);
    const failure = await (await open(repo)).repository.snapshot().catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'StatusError',
      message: expect.stringMatching(/^Cannot reach the Git remote "origin": /),
    });
    expect(String(failure) + String((failure as Error).cause)).not.toContain('s3cret');
  });

  it('reads without asking the remote where that is wanted', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    await land(repo);
    await land(cloneOf(remote), landing({ data: { [DAY_FILE]: 'newer' } }));
    const snapshot = await (await open(repo)).repository.snapshot({ fetch: false });
    expect((await snapshot.readDataFiles([DAY_FILE]))[0]?.text).toBe('10:05:00\napi 41\n');
  });

  it('refuses to guess between remotes', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    git(repo, ['remote', 'add', 'one', '/a']);
    git(repo, ['remote', 'add', 'two', '/b']);
    await expect((await open(repo)).repository.snapshot()).rejects.toThrow('expected one named origin');
  });
});

describe('land() in shallow and partial clones', () => {
  it('does not download the measurements', async () => {
    const repo = makeTestRepo({ commits: [FIRST, { files: { 'b.md': 'b' } }] });
    const remote = makeBareRemote(repo);
    for (const day of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']) {
      await land(repo, landing({ main: {}, data: { [`measurements/2026/${day}.txt`]: `${day}\n` }, day }));
    }
    const clone = cloneOf(remote, ['--depth=1']);
    const { repository } = await open(clone);
    const snapshot = await repository.snapshot();
    expect(git(clone, ['rev-list', '--count', 'origin/status-data'])).toBe('2');
    expect(await snapshot.listDataFiles('measurements')).toHaveLength(4);
    expect(await snapshot.readDataFiles([DAY_FILE])).toEqual([{ path: DAY_FILE, text: '2026-11-20\n' }]);
    expect((await snapshot.readMainFiles('incidents')).map(({ text }) => text)).toEqual(['old\n']);
    expect((await repository.land(snapshot, landing({ data: { [DAY_FILE]: 'new' } }))).kind).toBe('landed');
    expect((await land(clone, landing({ data: { [DAY_FILE]: 'newer' }, main: { [INCIDENT]: 'two\n' } }))).kind).toBe(
      'landed',
    );
    expect(git(remote, ['rev-list', '--count', 'status-data'])).toBe('4');
    expect(show(remote, 'status-data', DAY_FILE)).toBe('newer');
    expect(git(remote, ['rev-list', '--count', 'main'])).toBe('4');
    expect(git(clone, ['status', '--porcelain'])).toBe('');
    const packed = git(clone, ['cat-file', '--batch-all-objects', '--batch-check']);
    const unread = git(remote, ['rev-parse', 'status-data:measurements/2026/2026-11-17.txt']);
    expect(packed).not.toContain(unread);
    expect(git(remote, ['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  it('leaves a whole clone whole', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    await land(repo);
    const clone = cloneOf(remote, ['--single-branch']);
    expect((await land(clone, landing({ data: { x: 'x' } }))).kind).toBe('landed');
    expect(git(clone, ['rev-parse', '--is-shallow-repository'])).toBe('false');
    expect(git(clone, ['config', '--get-regexp', 'remote'])).not.toContain('promisor');
    expect(git(clone, ['rev-parse', 'origin/status-data'])).toBe(git(remote, ['rev-parse', 'status-data']));
  });

  it('reads a partial clone', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`incidents/2026/i${n}.md`, `text ${n}`]));
    const remote = makeBareRemote(makeTestRepo({ commits: [{ files }] }));
    const clone = cloneOf(remote, ['--filter=blob:none', '--no-checkout']);
    const snapshot = await (await open(clone)).repository.snapshot();
    expect((await snapshot.readMainFiles('incidents')).map(({ text }) => text).sort()).toEqual(
      Object.values(files).sort(),
    );
  });
});
