/** Long histories for tests, written by one process: nothing is checked out. */
import { execFileSync } from 'node:child_process';

import { bareEnvironment, git, makeFolder, type TestCommit } from './make-repo.ts';

const AUTHOR = 'Ada Example <ada@example.org>';

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function streamOf(commits: readonly TestCommit[], parent = '', branch = 'main'): string {
  return commits
    .map(({ files, message = 'Change files', at = '2026-11-20T08:00:00Z' }, index) => {
      const date = `${Math.floor(Date.parse(at) / 1_000)} +0000`;
      const changes = Object.entries(files).map(([path, text]) =>
        text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${dataOf(text)}`,
      );
      const head = `commit refs/heads/${branch}\nauthor ${AUTHOR} ${date}\ncommitter ${AUTHOR} ${date}\n${dataOf(message)}`;
      return [head, index === 0 ? parent : '', ...changes].join('');
    })
    .join('');
}

function importInto(repo: string, stream: string): void {
  execFileSync('git', ['fast-import', '--quiet', '--force'], { cwd: repo, env: bareEnvironment(), input: stream });
}

/** A repository whose branch `main` has these commits. */
export function makeHistory(commits: readonly TestCommit[]): string {
  const repo = makeFolder();
  git(repo, ['init', '--quiet', '--template=', '--initial-branch=main']);
  importInto(repo, streamOf(commits));
  return repo;
}

/** Makes a branch of these commits alone in a repository. */
export function makeBranch(repo: string, branch: string, commits: readonly TestCommit[]): void {
  importInto(repo, streamOf(commits, '', branch));
}

/** Adds commits to the branch `main` of a repository. */
export function addToHistory(repo: string, commits: readonly TestCommit[]): void {
  importInto(repo, streamOf(commits, 'from refs/heads/main^0\n'));
}

/** Has a branch be one commit that has no history, whatever it was before. */
export function replaceBranch(repo: string, branch: string, commit: TestCommit): void {
  importInto(repo, streamOf([commit], '', branch));
}
