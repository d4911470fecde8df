import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { DAY_FILE, INCIDENT, land, makeLanding, open } from '../support/land.ts';
import {
  cloneOf,
  commitFiles,
  countPushedBytes,
  git,
  makeBareRemote,
  makeTestRepo,
  writeFiles,
} from '../support/make-repo.ts';
import { startRandom } from '../support/random.ts';

// Dozens of Git processes a test take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const FIRST = { files: { 'status.yml': 'page: {}\n', 'incidents/2026/old.md': 'old\n' } };

function show(repo: string, ref: string, path: string): string {
  return git(repo, ['show', `${ref}:${path}`]);
}

describe('land() with a remote', () => {
  it('lands no measurements alone on a main that has moved on since it was seen', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    const { repository } = await open(repo);
    const stale = await repository.snapshot();
    const other = cloneOf(remote);
    commitFiles(other, { files: { 'incidents/2026/new.md': 'new\n' } });
    git(other, ['push', '--quiet', 'origin', 'main']);
    expect(await repository.land(stale, makeLanding({ main: {} }))).toEqual({ kind: 'lost' });
    expect(git(remote, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
    expect((await repository.land(await repository.snapshot(), makeLanding({ main: {} }))).kind).toBe('landed');
    expect(git(remote, ['rev-parse', 'main'])).toBe(git(other, ['rev-parse', 'main']));
  });

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

  it("sends what differs from the day's file alone, also with a new root, from a whole clone", async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    makeBareRemote(repo);
    const random = startRandom();
    const noise = (lines: number): string =>
      Array.from({ length: lines }, () => Array.from({ length: 20 }, () => Math.floor(random() * 1e6)).join(' ')).join(
        '\n',
      );
    const [day, long] = [noise(200), noise(2_000)];
    const old = Object.fromEntries(
      ['17', '18', '19'].map((number) => [`measurements/2026/2026-11-${number}.txt`, long]),
    );
    await land(repo, makeLanding({ main: {}, data: old, day: '2026-11-19' }));
    await land(repo, makeLanding({ main: {}, data: { [DAY_FILE]: `${day}\n` } }));
    const pushed = countPushedBytes(repo);
    await land(repo, makeLanding({ main: {}, data: { [DAY_FILE]: `${day}\n1\n` } }));
    expect(pushed()).toBeLessThan(2_000);
    const landing = makeLanding({ main: {}, data: { 'measurements/2026/2026-11-17.txt': undefined } });
    await land(repo, { ...landing, data: { ...landing.data, isNewRoot: true } });
    await land(repo, makeLanding({ main: {}, data: { [DAY_FILE]: `${day}\n2\n` } }));
    expect(pushed()).toBeLessThan(6_000);
    expect(git(repo, ['rev-list', '--count', 'origin/status-data'])).toBe('1');
    expect(git(repo, ['rev-parse', '--is-shallow-repository'])).toBe('false');
    expect(git(repo, ['fsck', '--strict', '--no-dangling'])).toBe('');
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
    expect((await land(repo, makeLanding({ main: {}, data: {} }))).kind).toBe('landed');
    expect(readFileSync(join(repo, 'incidents/2026/theirs.md'), 'utf8')).toBe('theirs');
    expect(git(repo, ['status', '--porcelain'])).toBe('');
  });

  it('loses where another pushed first, and lands on a new snapshot', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    const other = cloneOf(remote);
    const { repository } = await open(repo);
    const stale = await repository.snapshot();
    await land(other, makeLanding({ main: {}, data: { written: 'x' } }));
    expect(await repository.land(stale, makeLanding())).toEqual({ kind: 'lost' });
    commitFiles(other, { files: { 'README.md': 'x' } });
    const stale2 = await repository.snapshot();
    git(other, ['push', '--quiet', 'origin', 'main']);
    expect(await repository.land(stale2, makeLanding())).toEqual({ kind: 'lost' });
    expect((await repository.land(await repository.snapshot(), makeLanding())).kind).toBe('landed');
    expect(git(remote, ['ls-tree', '-r', '--name-only', 'status-data'])).toBe(`${DAY_FILE}\nwritten`);
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
    const result = await land(repo, makeLanding({ main: { 'incidents/2026/old.md': 'update' } }));
    const notice =
      'The working tree was left as it is and is now behind "main" of origin: "incidents/2026/old.md" has edits here that are not committed';
    expect(result).toMatchObject({ kind: 'landed', notices: [notice] });
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
    await land(cloneOf(remote), makeLanding({ data: { [DAY_FILE]: 'newer' } }));
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
      await land(repo, makeLanding({ main: {}, data: { [`measurements/2026/${day}.txt`]: `${day}\n` }, day }));
    }
    const clone = cloneOf(remote, ['--depth=1']);
    const { repository } = await open(clone);
    const snapshot = await repository.snapshot();
    expect(git(clone, ['rev-list', '--count', 'origin/status-data'])).toBe('2');
    expect(await snapshot.listDataFiles('measurements')).toHaveLength(4);
    expect(await snapshot.readDataFiles([DAY_FILE])).toEqual([{ path: DAY_FILE, text: '2026-11-20\n' }]);
    expect((await snapshot.readMainFiles('incidents')).map(({ text }) => text)).toEqual(['old\n']);
    expect((await repository.land(snapshot, makeLanding({ data: { [DAY_FILE]: 'new' } }))).kind).toBe('landed');
    expect(
      (await land(clone, makeLanding({ data: { [DAY_FILE]: 'newer' }, main: { [INCIDENT]: 'two\n' } }))).kind,
    ).toBe('landed');
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
    expect((await land(clone, makeLanding({ data: { x: 'x' } }))).kind).toBe('landed');
    expect(git(clone, ['rev-parse', '--is-shallow-repository'])).toBe('false');
    expect(git(clone, ['config', '--get-regexp', 'remote'])).not.toContain('promisor');
    expect(git(clone, ['rev-parse', 'origin/status-data'])).toBe(git(remote, ['rev-parse', 'status-data']));
  });

  it('fetches what a partial clone lacks at once', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`incidents/2026/i${n}.md`, `text ${n}`]));
    const remote = makeBareRemote(makeTestRepo({ commits: [{ files }] }));
    const clone = cloneOf(remote, ['--filter=blob:none', '--no-checkout']);
    const countFetches = (): number =>
      readdirSync(join(clone, '.git/objects/pack')).filter((name) => name.endsWith('.promisor')).length;
    const before = countFetches();
    const snapshot = await (await open(clone)).repository.snapshot();
    const texts = (await snapshot.readMainFiles('incidents')).map(({ text }) => text);
    expect(texts.sort()).toEqual(Object.values(files).sort());
    expect(countFetches()).toBe(before + 1);
  });
});
