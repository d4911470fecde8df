import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it, onTestFinished } from 'vitest';

import { bareEnvironment, cloneOf, commitFiles, git, makeBareRemote, makeTestRepo } from '../support/make-repo.ts';
import { DAY_FILE, INCIDENT, land, makeLanding, open } from '../support/land.ts';

const FIRST = { files: { 'status.yml': 'page: {}\n' } };
const ONLY_DATA = makeLanding({ main: {} });

/** Makes an empty lock in the folder of Git, `minutes` old, and returns its path. */
function lockIn(gitFolder: string, name: string, minutes = 0): string {
  const lock = join(gitFolder, name);
  mkdirSync(dirname(lock), { recursive: true });
  writeFileSync(lock, '');
  const madeAt = new Date(Date.now() - minutes * 60_000);
  utimesSync(lock, madeAt, madeAt);
  return lock;
}

function locked(lock: string): object {
  return {
    name: 'StatusError',
    message: `Cannot write to this repository: another Git process has locked ${lock.slice(0, -'.lock'.length)}`,
    hint: `Wait for that process; if none runs, delete ${lock}`,
  };
}

describe('land() without a remote, where a lock was left behind', () => {
  it.each([
    ['refs/heads/status-data.lock', 0, ONLY_DATA],
    ['refs/heads/status-data.lock', 5, ONLY_DATA],
    ['refs/heads/main.lock', 0, makeLanding()],
    ['index.lock', 0, makeLanding()],
    ['index.lock', 5, makeLanding()],
  ])('names %s, which is %d minutes old, and moves nothing', async (name, minutes, landing) => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const lock = lockIn(join(repo, '.git'), name, minutes);
    await expect(land(repo, landing)).rejects.toMatchObject(locked(lock));
    expect(existsSync(lock)).toBe(true);
    expect(git(repo, ['rev-list', '--count', '--all'])).toBe('1');
    rmSync(lock);
    expect((await land(repo, landing)).kind).toBe('landed');
    expect(git(repo, ['status', '--porcelain'])).toBe('');
  });

  it.each(['refs/heads/status-data.lock', 'index.lock'])('goes on once %s is gone', async (name) => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const lock = lockIn(join(repo, '.git'), name);
    const landing = land(repo);
    await sleep(700);
    rmSync(lock);
    expect((await landing).kind).toBe('landed');
    expect(git(repo, ['status', '--porcelain'])).toBe('');
  });

  it('leaves the index to a person who writes a commit message', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    writeFileSync(join(repo, 'status.yml'), 'page: { name: Mine }\n');
    const commit = spawn('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-a'], {
      cwd: repo,
      env: { ...bareEnvironment(), GIT_EDITOR: 'sleep 60; true' },
      detached: true,
    });
    onTestFinished(() => {
      if (commit.pid !== undefined) process.kill(-commit.pid);
    });
    await expect.poll(() => existsSync(join(repo, '.git/index.lock'))).toBe(true);
    expect(await land(repo)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('index.lock') });
    expect(git(repo, ['rev-list', '--count', 'main'])).toBe('1');
  });

  it('says why a branch cannot be made, at once', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    git(repo, ['branch', 'candor']);
    await expect(land(repo, makeLanding({ by: 'pull_request' }))).rejects.toThrow(
      /^Cannot move "candor\/incidents" and "status-data" in this repository: .*'refs\/heads\/candor' exists/,
    );
  });
});

describe('land() with a remote, where a lock was left behind', () => {
  it.each(['refs/remotes/origin/status-data.lock', 'refs/remotes/origin/main.lock', 'refs/heads/main.lock'])(
    'has landed in spite of %s, and says that the copy here is behind',
    async (name) => {
      const repo = makeTestRepo({ commits: [FIRST] });
      const remote = makeBareRemote(repo);
      const lock = lockIn(join(repo, '.git'), name);
      const { kind, notices } = await land(repo);
      const said = `another Git process has locked ${lock.slice(0, -'.lock'.length)}. Wait for that process; if none runs, delete ${lock}`;
      expect({ kind, notices }).toEqual({
        kind: 'landed',
        notices: [
          `The copy of "origin" here was left behind what has landed there. Cannot write to this repository: ${said}`,
        ],
      });
      expect(git(remote, ['show', `main:${INCIDENT}`])).toBe('one');
      expect(git(remote, ['show', `status-data:${DAY_FILE}`])).toBe('10:05:00\napi 41');
    },
  );

  it('has landed in spite of index.lock', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    const lock = lockIn(join(repo, '.git'), 'index.lock');
    expect(await land(repo)).toMatchObject({ kind: 'landed', notices: [expect.stringContaining(`delete ${lock}`)] });
    expect(git(remote, ['show', `main:${INCIDENT}`])).toBe('one');
  });

  it('names the lock that keeps it from fetching', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const other = cloneOf(makeBareRemote(repo));
    commitFiles(other, { files: { 'note.md': 'mine\n' } });
    git(other, ['push', '--quiet', 'origin', 'main']);
    const lock = lockIn(join(repo, '.git'), 'refs/remotes/origin/main.lock', 5);
    const { repository } = await open(repo);
    await expect(repository.snapshot()).rejects.toMatchObject(locked(lock));
  });

  it('names the lock at the remote', { timeout: 40_000 }, async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const remote = makeBareRemote(repo);
    lockIn(remote, 'refs/heads/main.lock');
    await expect(land(repo)).rejects.toMatchObject({
      message: 'Cannot push to the Git remote "origin": a Git process there has a branch locked',
      hint: expect.stringMatching(/^If none runs there, delete .*main\.lock$/),
    });
  });
});
