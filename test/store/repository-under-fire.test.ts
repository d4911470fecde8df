import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { DAY_FILE, INCIDENT, makeLanding, open } from '../support/land.ts';
import { bareEnvironment, cloneOf, git, makeBareRemote, makeTestRepo } from '../support/make-repo.ts';

const FIRST = { files: { 'status.yml': 'page: {}\n', 'incidents/2026/old.md': 'old\n' } };

/** Adds a line to an incident of its own and to the day's measurements, again and again until it has landed. */
async function landLine(root: string, path: string, line: string): Promise<number> {
  const { repository } = await open(root);
  for (let attempt = 1; ; attempt += 1) {
    const snapshot = await repository.snapshot();
    const incident = (await snapshot.readMainFile(path)) ?? '';
    const [day] = await snapshot.readDataFiles([DAY_FILE]);
    const files = { main: { [path]: incident + line }, data: { [DAY_FILE]: (day?.text ?? '') + line } };
    const result = await repository.land(snapshot, makeLanding(files));
    if (result.kind === 'landed') return attempt;
    if (result.kind === 'refused') throw new Error(result.reason);
    await sleep(Math.random() * 20 * attempt);
  }
}

function linesOf(repo: string, ref: string, path: string): string[] {
  return git(repo, ['show', `${ref}:${path}`]).split('\n');
}

describe('land() by two writers at once', () => {
  it.each([
    [
      'in two clones',
      (repo: string): string[] => {
        const remote = makeBareRemote(repo);
        return [repo, cloneOf(remote)];
      },
      20,
    ],
    [
      'in one clone with a remote',
      (repo: string): string[] => {
        makeBareRemote(repo);
        return [repo, repo];
      },
      8,
    ],
    ['in one clone without a remote', (repo: string): string[] => [repo, repo], 8],
  ])('loses nothing %s', { timeout: 120_000 }, async (_, prepare, count) => {
    const repo = makeTestRepo({ commits: [FIRST] });
    const writers = prepare(repo);
    const rounds = Array.from({ length: count }, (__, round) => round);
    const paths = ['incidents/2026/a.md', 'incidents/2026/b.md'];
    await Promise.all(
      writers.map(async (root, writer) => {
        for (const round of rounds) await landLine(root, paths[writer] ?? '', `${writer}-${round}\n`);
      }),
    );
    await (await open(repo)).repository.snapshot();
    const remotes = git(repo, ['remote']);
    const space = remotes === '' ? '' : 'origin/';
    for (const [writer, path] of paths.entries()) {
      expect(linesOf(repo, `${space}main`, path)).toEqual(rounds.map((round) => `${writer}-${round}`));
    }
    const all = rounds.flatMap((round) => [`0-${round}`, `1-${round}`]);
    expect(linesOf(repo, `${space}status-data`, DAY_FILE).sort()).toEqual(all.sort());
    expect(git(repo, ['rev-list', '--count', `${space}main`])).toBe(String(1 + 2 * count));
    for (const root of writers) {
      expect(git(root, ['status', '--porcelain'])).toBe('');
      expect(git(root, ['fsck', '--strict', '--no-dangling'])).toBe('');
    }
  });
});

/** Starts a process that lands without end, and kills it after a while, with or without the Git command it runs. */
async function landAndKill(root: string, { afterMs, withGit }: { afterMs: number; withGit: boolean }): Promise<void> {
  const script = join(import.meta.dirname, '../support/land-in-loop.ts');
  const child = spawn(process.execPath, [script, root], { env: bareEnvironment(), detached: true });
  let failure = '';
  child.stderr.on('data', (chunk: Buffer) => (failure += chunk.toString()));
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await sleep(afterMs);
  if (child.pid === undefined) throw new Error('Cannot start the process');
  process.kill(withGit ? -child.pid : child.pid, 'SIGKILL');
  expect({ signal: await ended, failure }).toEqual({ signal: 'SIGKILL', failure: '' });
}

describe('land() when killed at any moment', () => {
  it.each([
    ['a remote', true],
    ['no remote', false],
  ])('is finished by the next run, with %s', { timeout: 180_000 }, async (_, hasRemote) => {
    const repo = makeTestRepo({ commits: [FIRST] });
    if (hasRemote) makeBareRemote(repo);
    await landLine(repo, INCIDENT, '1\n');
    for (let round = 0; round < 10; round += 1) {
      const afterMs = Math.random() * 500;
      await landAndKill(repo, { afterMs, withGit: round % 2 === 0 });
      await landLine(repo, 'incidents/2026/next.md', `${round}\n`);
      const state = {
        round,
        afterMs,
        status: git(repo, ['status', '--porcelain']),
        fsck: git(repo, ['fsck', '--strict', '--no-dangling']),
      };
      expect(state).toEqual({ round, afterMs, status: '', fsck: '' });
      const main = git(repo, ['rev-parse', 'main']);
      expect(git(repo, ['rev-parse', hasRemote ? 'origin/main' : 'HEAD'])).toBe(main);
      expect(readdirSync(join(repo, '.git/candor'))).toEqual([]);
      const lines = readFileSync(join(repo, INCIDENT), 'utf8').trimEnd().split('\n');
      expect(lines).toEqual(lines.map((__, index) => String(index + 1)));
      const own = linesOf(repo, hasRemote ? 'origin/status-data' : 'status-data', DAY_FILE);
      expect(own.filter((line) => line === String(round)).length).toBeGreaterThan(0);
    }
  });
});
