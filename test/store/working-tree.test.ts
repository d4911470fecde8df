import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { INCIDENT, land, makeLanding, open } from '../support/land.ts';
import { commitFiles, git, makeTestRepo, writeFiles } from '../support/make-repo.ts';

// Dozens of Git processes a test take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const OLD = 'incidents/2026/old.md';
const FIRST = { files: { 'status.yml': 'page: {}\n', [OLD]: 'old\n', 'gone.md': 'gone\n' } };
const SECOND = { files: { [OLD]: 'old\nnew\n', [INCIDENT]: 'one\ntwo\n', 'gone.md': undefined } };

/** The number of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve));
  return child.pid ?? 0;
}

/** A repository as a killed run leaves it: main has moved, the index and the working tree have not. */
async function makeAbandoned(): Promise<string> {
  const repo = makeTestRepo({ commits: [FIRST] });
  const from = git(repo, ['rev-parse', 'HEAD']);
  const to = commitFiles(repo, SECOND);
  git(repo, ['reset', '--quiet', '--hard', from]);
  mkdirSync(join(repo, '.git/candor'));
  writeFileSync(join(repo, '.git/candor/lock'), String(await deadProcess()));
  writeFileSync(
    join(repo, '.git/candor/advance.json'),
    JSON.stringify({ branch: 'main', from, to, workingTree: repo }),
  );
  git(repo, ['update-ref', 'refs/heads/main', to, from]);
  return repo;
}

async function heal(repo: string): Promise<void> {
  await (await open(repo)).repository.snapshot();
}

function expectClean(repo: string): void {
  expect(git(repo, ['status', '--porcelain'])).toBe('');
  expect(readFileSync(join(repo, OLD), 'utf8')).toBe('old\nnew\n');
  expect(readFileSync(join(repo, INCIDENT), 'utf8')).toBe('one\ntwo\n');
  expect(existsSync(join(repo, 'gone.md'))).toBe(false);
  expect(readdirSync(join(repo, '.git/candor'))).toEqual([]);
}

describe('snapshot() after a killed run', () => {
  it.each([
    ['before any file was written', {}],
    ['with some files written', { [OLD]: 'old\nnew\n', 'gone.md': undefined }],
    ['with all files written', SECOND.files],
    ['in the middle of a file', { [INCIDENT]: 'one\nt' }],
    ['with a file just opened', { [INCIDENT]: '', [OLD]: '' }],
  ])('finishes the working tree that stopped %s', async (_, files) => {
    const repo = await makeAbandoned();
    writeFiles(repo, files);
    await heal(repo);
    expectClean(repo);
  });

  it('finishes the working tree behind an index that was written', async () => {
    const repo = await makeAbandoned();
    git(repo, ['read-tree', 'main']);
    await heal(repo);
    expectClean(repo);
  });

  it("leaves a person's later edits, shown as modified", async () => {
    const repo = await makeAbandoned();
    writeFiles(repo, { [OLD]: 'my edit', [INCIDENT]: 'my own', 'gone.md': 'kept by me' });
    await heal(repo);
    expect(git(repo, ['status', '--porcelain'])).toBe(` M ${INCIDENT}\n M ${OLD}\n?? gone.md`);
    expect(readFileSync(join(repo, OLD), 'utf8')).toBe('my edit');
  });

  it('touches nothing where main did not move', async () => {
    const repo = await makeAbandoned();
    git(repo, ['update-ref', 'refs/heads/main', 'main~1']);
    writeFiles(repo, { [OLD]: 'my edit' });
    await heal(repo);
    expect(git(repo, ['status', '--porcelain'])).toBe(` M ${OLD}`);
    expect(readdirSync(join(repo, '.git/candor'))).toEqual([]);
  });

  it('touches nothing where another branch is checked out by now', async () => {
    const repo = await makeAbandoned();
    git(repo, ['symbolic-ref', 'HEAD', 'refs/heads/topic']);
    git(repo, ['update-ref', 'refs/heads/topic', 'main~1']);
    await heal(repo);
    expect(git(repo, ['status', '--porcelain'])).toBe('');
    expect(existsSync(join(repo, 'gone.md'))).toBe(true);
  });

  it('removes the locks that its Git commands left', { timeout: 20_000 }, async () => {
    const repo = await makeAbandoned();
    const locks = ['index.lock', 'refs/heads/main.lock', 'refs/heads/status-data.lock', 'packed-refs.lock'];
    for (const lock of locks) writeFileSync(join(repo, '.git', lock), '');
    await heal(repo);
    expectClean(repo);
    expect((await land(repo, makeLanding({ main: { [INCIDENT]: 'three\n' } }))).kind).toBe('landed');
  });

  it('survives a record that is cut short', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    mkdirSync(join(repo, '.git/candor'));
    writeFileSync(join(repo, '.git/candor/advance.json'), '{"branch": "ma');
    writeFileSync(join(repo, '.git/candor/lock'), '');
    expect((await land(repo)).kind).toBe('landed');
  });
});
