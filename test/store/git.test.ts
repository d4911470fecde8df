import { describe, expect, it } from 'vitest';

import { createGit, GitError, redact } from '../../src/store/git.ts';
import { bareEnvironment, git, makeFolder, makeTestRepo } from '../support/make-repo.ts';

describe('createGit()', () => {
  it('throws what Git said on a non-zero exit', async () => {
    const failure = await createGit(makeTestRepo(), bareEnvironment())
      .text(['rev-parse', '--verify', 'none'])
      .catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(GitError);
    expect(failure).toMatchObject({ exitCode: 128, message: 'git rev-parse failed: fatal: Needed a single revision' });
  });

  it('passes arguments as they are, without a shell', async () => {
    const text = '$(touch hacked) `id` "; \' \n';
    const printed = await createGit(makeTestRepo(), bareEnvironment()).text(['rev-parse', '--sq-quote', text]);
    expect(printed.trim()).toBe(git('/', ['rev-parse', '--sq-quote', text]).trim());
  });

  it('works in its own folder, whatever a surrounding Git command has set', async () => {
    const repo = makeTestRepo();
    const env = { ...bareEnvironment(), GIT_DIR: '/nonexistent', GIT_INDEX_FILE: '/nonexistent', GIT_WORK_TREE: '/' };
    expect((await createGit(repo, env).text(['rev-parse', '--show-toplevel'])).trim()).toBe(repo);
  });

  it('carries more than a pipe holds in both directions', async () => {
    const repo = createGit(makeTestRepo(), bareEnvironment());
    const stdin = 'x'.repeat(5_000_000);
    const oid = (await repo.text(['hash-object', '-w', '--stdin'], { stdin })).trim();
    expect((await repo.text(['cat-file', 'blob', oid])) === stdin).toBe(true);
  });

  it('tells that the folder or Git is missing', async () => {
    const missing = createGit(`${makeFolder()}/none`, bareEnvironment()).text(['version']);
    await expect(missing).rejects.toMatchObject({ name: 'StatusError', message: expect.stringContaining('/none') });
  });
});

describe('redact()', () => {
  it.each([
    ["fatal: unable to access 'https://token@host/x.git/': 403", "fatal: unable to access 'https://host/x.git/': 403"],
    ['https://user:p@ss@host/a ssh://git@host/b', 'https://host/a ssh://host/b'],
    ['git@host:acme/api.git is no URL', 'git@host:acme/api.git is no URL'],
  ])('takes credentials out of %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});
