import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { beforeEach, describe, expect, it } from 'vitest';

import { openRepository } from '../../src/store/repository.ts';
import { DAY_FILE, INCIDENT, landNumber, makeLanding, open, readIncident } from '../support/land.ts';
import { bareEnvironment, cloneOf, git, makeBareRemote, makeFolder, makeTestRepo } from '../support/make-repo.ts';
import { startRandom } from '../support/random.ts';
import { kill, killWithGit } from '../support/run-and-kill.ts';

const FIRST = { files: { 'status.yml': 'page: {}\n', 'incidents/2026/old.md': 'old\n' } };

let random: () => number = () => 0;

beforeEach(() => {
  random = startRandom();
});

/** Adds a line to an incident of its own and to the day's measurements, again and again until it has landed. */
async function landLine(root: string, path: string, line: string): Promise<number> {
  const { repository } = await open(root);
  for (let attempt = 1; ; attempt += 1) {
    const snapshot = await repository.snapshot();
    const incident = (await readIncident(snapshot, path)) ?? '';
    const [day] = await snapshot.readDataFiles([DAY_FILE]);
    const files = { main: { [path]: incident + line }, data: { [DAY_FILE]: (day?.text ?? '') + line } };
    const result = await repository.land(snapshot, makeLanding(files));
    if (result.kind === 'landed') return attempt;
    if (result.kind === 'refused') throw new Error(result.reason);
    await sleep(random() * 20 * attempt);
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

/** A folder with a `git` that kills the process which starts it, in place of being the `count`-th command it starts. */
function makeDeadlyGit(count: number): { folder: string; counter: string } {
  const folder = makeFolder();
  const counter = join(folder, 'count');
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const kill = `[ "$(wc -l < '${counter}')" -ge ${count} ] && kill -9 "$PPID" && exit 1`;
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho >> '${counter}'\n${kill}\nexec '${real}' "$@"\n`, {
    mode: 0o755,
  });
  return { folder, counter };
}

/** Starts a process that lands without end and waits until `kill`, called once it is ready, has killed it. */
async function landUntilKilled(root: string, path: string, kill: (pid: number) => Promise<void>): Promise<void> {
  const script = join(import.meta.dirname, '../support/land-in-loop.ts');
  const child = spawn(process.execPath, [script, root], { env: { ...bareEnvironment(), PATH: path }, detached: true });
  let failure = '';
  child.stderr.on('data', (chunk: Buffer) => (failure += chunk.toString()));
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
  await Promise.race([ended, new Promise((resolve) => child.stdout.once('data', resolve))]);
  if (child.pid === undefined) throw new Error('Cannot start the process');
  await kill(child.pid);
  expect({ signal: await ended, failure }).toEqual({ signal: 'SIGKILL', failure: '' });
}

function makeVictim(hasRemote: boolean): Promise<string> {
  const repo = makeTestRepo({ commits: [FIRST] });
  if (hasRemote) makeBareRemote(repo);
  return landLine(repo, INCIDENT, '1\n').then(() => repo);
}

/** The next run lands, and everything is in order afterwards. */
async function expectContinues(repo: string, hasRemote: boolean, round: string): Promise<void> {
  await landLine(repo, 'incidents/2026/next.md', `${round}\n`);
  // A push that outlived its killed run may only now write down where it saw the branches: ask the remote itself.
  if (hasRemote) git(repo, ['fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*']);
  const status = git(repo, ['status', '--porcelain']);
  expect({ round, status, fsck: git(repo, ['fsck', '--strict', '--no-dangling']) }).toEqual({
    round,
    status: '',
    fsck: '',
  });
  const main = git(repo, ['rev-parse', 'main']);
  expect(git(repo, ['rev-parse', hasRemote ? 'origin/main' : 'HEAD'])).toBe(main);
  expect(readdirSync(join(repo, '.git/candor'))).toEqual([]);
  const lines = readFileSync(join(repo, INCIDENT), 'utf8').trimEnd().split('\n');
  expect(lines).toEqual(lines.map((_, index) => String(index + 1)));
  expect(linesOf(repo, hasRemote ? 'origin/status-data' : 'status-data', DAY_FILE)).toContain(round);
}

/** How many of the last Git commands of a run are those that build, move and follow. */
const LANDING_COMMANDS = 10;

describe.each([
  ['a remote', true],
  ['no remote', false],
])('land() when killed, with %s', { timeout: 300_000 }, (_, hasRemote) => {
  const searchPath = process.env['PATH'] ?? '';

  it('is finished by the next run, whichever Git command came next', async () => {
    const repo = await makeVictim(hasRemote);
    const { folder, counter } = makeDeadlyGit(1_000_000);
    const env = { ...bareEnvironment(), PATH: `${folder}:${searchPath}` };
    await landNumber(await openRepository({ root: repo, env }));
    const commands = readFileSync(counter, 'utf8').length;
    expect(commands).toBeGreaterThan(LANDING_COMMANDS);
    for (let count = commands - LANDING_COMMANDS; count <= commands; count += 1) {
      await landUntilKilled(repo, `${makeDeadlyGit(count).folder}:${searchPath}`, () => Promise.resolve());
      await expectContinues(repo, hasRemote, `before-${count}`);
    }
  });

  it('is finished by the next run, in the midst of whatever Git command', async () => {
    const repo = await makeVictim(hasRemote);
    for (let round = 0; round < 6; round += 1) {
      await landUntilKilled(repo, searchPath, async (pid) => {
        await sleep(random() * 500);
        (round % 2 === 0 ? kill : killWithGit)(pid);
      });
      await expectContinues(repo, hasRemote, `round-${round}`);
    }
  });
});
