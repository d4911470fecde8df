/** Real Git repositories for tests: fixed dates and authors, nothing of the machine's own configuration. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { onTestFinished } from 'vitest';

/** An own folder that is removed when the test ends. */
export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'candor-test-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
}

/** An environment in which Git knows no user and no settings but a test's own. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'Ada Example',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada Example',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** Runs Git as a person would and returns what it prints, without the last line end. */
export function git(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const options = { cwd, env: { ...bareEnvironment(), ...AUTHOR, ...env }, stdio: 'pipe' as const };
  return execFileSync('git', args, { ...options, encoding: 'utf8', maxBuffer: 1e9 }).trimEnd();
}

/** Writes files below a folder; undefined removes one. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | undefined>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
}

export interface TestCommit {
  files: Readonly<Record<string, string | undefined>>;
  message?: string;
  /** Author and committer date, UTC. */
  at?: string;
}

/** Writes the files of one commit and commits them, nothing else; returns its id. */
export function commitFiles(
  repo: string,
  { files, message = 'Change files', at = '2026-11-20T08:00:00Z' }: TestCommit,
): string {
  writeFiles(repo, files);
  git(repo, ['add', '--all', '--', ...Object.keys(files)]);
  git(repo, ['commit', '--quiet', '--allow-empty', '-m', message], { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at });
  return git(repo, ['rev-parse', 'HEAD']);
}

/** A repository with a working tree and these commits on `branch`. */
export function makeTestRepo({
  commits = [],
  branch = 'main',
}: { commits?: TestCommit[]; branch?: string } = {}): string {
  const repo = makeFolder();
  git(repo, ['init', '--quiet', `--initial-branch=${branch}`]);
  git(repo, ['config', 'gc.auto', '0']);
  for (const commit of commits) commitFiles(repo, commit);
  return repo;
}

/** A bare repository that has all branches of `repo`, serves partial clones, and is `origin` of `repo` from now on. */
export function makeBareRemote(repo: string): string {
  const remote = join(makeFolder(), 'remote.git');
  git(repo, ['clone', '--quiet', '--bare', '.', remote]);
  git(remote, ['config', 'uploadpack.allowFilter', 'true']);
  git(remote, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  git(remote, ['config', 'gc.auto', '0']);
  git(repo, ['remote', 'add', 'origin', `file://${remote}`]);
  git(repo, ['fetch', '--quiet', 'origin']);
  return remote;
}

/** A clone of a bare repository, made with further options of `git clone` (`--depth=1`). */
export function cloneOf(remote: string, options: readonly string[] = []): string {
  const clone = join(makeFolder(), 'clone');
  git(dirname(clone), ['clone', '--quiet', '-c', 'gc.auto=0', ...options, `file://${remote}`, clone]);
  return clone;
}

/** Counts what a clone sends to its remote from now on, in bytes. */
export function countPushedBytes(clone: string): () => number {
  const folder = makeFolder();
  const script = join(folder, 'receive-pack');
  writeFileSync(script, `#!/bin/sh\ntee -a '${join(folder, 'sent')}' | git receive-pack "$@"\n`, { mode: 0o755 });
  git(clone, ['config', 'remote.origin.receivepack', script]);
  return () => statSync(join(folder, 'sent')).size;
}
