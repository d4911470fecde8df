import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { DAY_FILE, INCIDENT, land, makeLanding, open, readIncident } from '../support/land.ts';
import { cloneOf, commitFiles, git, makeBareRemote, makeTestRepo } from '../support/make-repo.ts';

// Dozens of Git processes a test take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const FIRST = { files: { 'status.yml': 'page: {}\n', 'incidents/2026/old.md': 'old\n' } };
const PROPOSAL = 'candor/incidents';

/** A remote that refuses every push to the given branches, or every push at all, with these words. */
function refuse(remote: string, branches: readonly string[], words = 'main is protected'): void {
  const tests = branches.map((branch) => `[ "$1" = refs/heads/${branch} ] && echo "${words}" >&2 && exit 1`);
  writeFileSync(join(remote, 'hooks/update'), `#!/bin/sh\n${tests.join('\n')}\nexit 0\n`, { mode: 0o755 });
}

function protectedRemote(): { repo: string; remote: string } {
  const repo = makeTestRepo({ commits: [FIRST] });
  const remote = makeBareRemote(repo);
  refuse(remote, ['main']);
  return { repo, remote };
}

/** A person merges the proposal into main at the remote, by a merge commit or squashed into one. */
function merge(remote: string, how: 'merge' | 'squash', edit: Record<string, string> = {}): void {
  const hook = join(remote, 'hooks/update');
  writeFileSync(hook, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  const person = cloneOf(remote);
  git(person, ['merge', '--quiet', how === 'merge' ? '--no-ff' : '--squash', `origin/${PROPOSAL}`]);
  commitFiles(person, { files: edit, message: 'Merge the incident' });
  git(person, ['push', '--quiet', 'origin', 'main']);
  refuse(remote, ['main']);
}

const asProposal = makeLanding({ by: 'pull_request' });

describe('land() on a protected main', () => {
  it('moves nothing and gives the reason', async () => {
    const { repo, remote } = protectedRemote();
    expect(await land(repo)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('main is protected') });
    expect(git(remote, ['branch', '--list', 'status-data'])).toBe('');
  });

  it('recognises a hook that refuses the whole push', async () => {
    const { repo, remote } = protectedRemote();
    writeFileSync(join(remote, 'hooks/pre-receive'), '#!/bin/sh\necho GH013: rule violations >&2\nexit 1\n', {
      mode: 0o755,
    });
    expect(await land(repo)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('GH013') });
  });

  it('lands measurements alone', async () => {
    const { repo, remote } = protectedRemote();
    expect((await land(repo, makeLanding({ main: {} }))).kind).toBe('landed');
    expect(git(remote, ['show', `status-data:${DAY_FILE}`])).toBe('10:05:00\napi 41');
  });

  it('says which rule keeps measurements out', async () => {
    const { repo, remote } = protectedRemote();
    git(remote, ['config', 'receive.denyNonFastForwards', 'true']);
    await land(repo, makeLanding({ main: {} }));
    await expect(land(repo, makeLanding({ main: {}, data: { [DAY_FILE]: 'more' } }))).rejects.toMatchObject({
      name: 'StatusError',
      hint: 'Allow the remote\'s branch "status-data" to be replaced: a day\'s measurements are one commit',
    });
    git(remote, ['config', '--unset', 'receive.denyNonFastForwards']);
    refuse(remote, ['status-data'], 'protected');
    await expect(land(repo, makeLanding({ main: {}, data: { other: 'more' } }))).rejects.toMatchObject({
      name: 'StatusError',
      hint: 'Exempt the branch "status-data" from the remote\'s rules, forced pushes included',
    });
  });
});

describe('land() by pull request', () => {
  it('puts the incident on a branch from main, and the measurements where they belong', async () => {
    const { repo, remote } = protectedRemote();
    const { repository } = await open(repo);
    const snapshot = await repository.snapshot();
    expect((await repository.land(snapshot, makeLanding())).kind).toBe('refused');
    const result = await repository.land(snapshot, asProposal);
    expect(result).toMatchObject({
      kind: 'landed',
      main: snapshot.main,
      proposal: git(remote, ['rev-parse', PROPOSAL]),
    });
    expect(git(remote, ['diff', '--name-only', `main...${PROPOSAL}`])).toBe(INCIDENT);
    expect(git(remote, ['show', `status-data:${DAY_FILE}`])).toBe('10:05:00\napi 41');
    expect(git(repo, ['status', '--porcelain'])).toBe('');
  });

  it('lets the next run plan on top of what waits', async () => {
    const { repo, remote } = protectedRemote();
    await land(repo, asProposal);
    const clone = cloneOf(remote);
    const { repository } = await open(clone);
    const snapshot = await repository.snapshot();
    expect(snapshot.proposal).toEqual({ commit: git(remote, ['rev-parse', PROPOSAL]), paths: [INCIDENT] });
    expect(await readIncident(snapshot)).toBe('one\n');
    expect((await snapshot.readMainFiles('incidents')).map(({ path }) => path)).toEqual([
      INCIDENT,
      'incidents/2026/old.md',
    ]);
    await repository.land(snapshot, makeLanding({ main: { [INCIDENT]: 'one\ntwo\n' }, by: 'pull_request' }));
    expect(git(remote, ['log', '--format=%s', `main..${PROPOSAL}`]).split('\n')).toHaveLength(2);
    expect(git(remote, ['show', `${PROPOSAL}:${INCIDENT}`])).toBe('one\ntwo');
  });

  it('makes no commit for what waits already', async () => {
    const { repo, remote } = protectedRemote();
    await land(repo, asProposal);
    const before = git(remote, ['rev-parse', PROPOSAL]);
    expect(await land(repo, asProposal)).toMatchObject({ kind: 'landed', proposal: undefined });
    expect(git(remote, ['rev-parse', PROPOSAL])).toBe(before);
  });

  it.each(['merge', 'squash'] as const)('starts afresh once a person has taken it by %s', async (how) => {
    const { repo, remote } = protectedRemote();
    await land(repo, asProposal);
    merge(remote, how, { [INCIDENT]: 'one\nand an edit by a person\n' });
    const { repository } = await open(repo);
    const snapshot = await repository.snapshot();
    expect(snapshot.proposal).toBeUndefined();
    expect(await readIncident(snapshot)).toBe('one\nand an edit by a person\n');
    await repository.land(snapshot, makeLanding({ main: { 'incidents/2026/b.md': 'b' }, by: 'pull_request' }));
    expect(git(remote, ['rev-list', '--count', `main..${PROPOSAL}`])).toBe('1');
    expect(git(remote, ['diff', '--name-only', `main...${PROPOSAL}`])).toBe('incidents/2026/b.md');
  });

  it('takes in what main got meanwhile, main holding where both changed a file', async () => {
    const { repo, remote } = protectedRemote();
    await land(
      repo,
      makeLanding({ main: { [INCIDENT]: 'one\n', 'incidents/2026/old.md': 'proposed' }, by: 'pull_request' }),
    );
    writeFileSync(join(remote, 'hooks/update'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    const person = cloneOf(remote);
    commitFiles(person, { files: { 'incidents/2026/old.md': 'by a person', 'README.md': 'x' } });
    git(person, ['push', '--quiet', 'origin', 'main']);
    const { repository } = await open(repo);
    const snapshot = await repository.snapshot();
    expect(snapshot.proposal?.paths).toEqual([INCIDENT]);
    expect(await readIncident(snapshot, 'incidents/2026/old.md')).toBe('by a person');
    await repository.land(snapshot, makeLanding({ main: { 'incidents/2026/b.md': 'b' }, by: 'pull_request' }));
    expect(git(remote, ['diff', '--name-only', `main...${PROPOSAL}`])).toBe(`${INCIDENT}\nincidents/2026/b.md`);
    expect(git(remote, ['merge-base', 'main', PROPOSAL])).toBe(git(remote, ['rev-parse', 'main']));
  });

  it('loses where another run proposed first', async () => {
    const { repo, remote } = protectedRemote();
    const { repository } = await open(repo);
    const stale = await repository.snapshot();
    await land(cloneOf(remote), asProposal);
    const second = makeLanding({ main: { 'incidents/2026/b.md': 'b' }, data: {}, by: 'pull_request' });
    expect(await repository.land(stale, second)).toEqual({ kind: 'lost' });
  });

  it('finds what waits in a shallow clone', async () => {
    const { repo, remote } = protectedRemote();
    await land(repo, asProposal);
    git(remote, ['config', 'receive.denyCurrentBranch', 'ignore']);
    writeFileSync(join(remote, 'hooks/update'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    const person = cloneOf(remote);
    commitFiles(person, { files: { 'README.md': 'x' } });
    commitFiles(person, { files: { 'README.md': 'y' } });
    git(person, ['push', '--quiet', 'origin', 'main']);
    const clone = cloneOf(remote, ['--depth=1']);
    const { repository } = await open(clone);
    const snapshot = await repository.snapshot();
    expect(snapshot.proposal?.paths).toEqual([INCIDENT]);
    expect(await readIncident(snapshot)).toBe('one\n');
    const more = makeLanding({ main: { [INCIDENT]: 'two\n' }, data: { [DAY_FILE]: 'more' }, by: 'pull_request' });
    expect((await repository.land(snapshot, more)).kind).toBe('landed');
    expect((await (await open(clone)).repository.snapshot()).proposal?.paths).toEqual([INCIDENT]);
  });

  it('waits on a local branch where there is no remote', async () => {
    const repo = makeTestRepo({ commits: [FIRST] });
    expect((await land(repo, asProposal)).kind).toBe('landed');
    expect(git(repo, ['diff', '--name-only', `main...${PROPOSAL}`])).toBe(INCIDENT);
    expect((await (await open(repo)).repository.snapshot()).proposal?.paths).toEqual([INCIDENT]);
  });
});
