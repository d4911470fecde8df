import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { FormBase, FormCommit } from '../../src/ports.ts';
import { openFormRepository } from '../../src/store/form-branch.ts';
import { at } from '../support/builders.ts';
import { bareEnvironment, cloneOf, commitFiles, git, makeBareRemote, makeTestRepo } from '../support/make-repo.ts';

const BRANCH = 'candor/form-7';

function form(overrides: Partial<FormCommit> = {}): FormCommit {
  return {
    branch: BRANCH,
    issue: 7,
    file: { path: 'incidents/2026/a.md', text: 'one\n' },
    subject: 'Open a: A',
    author: { login: 'ada-example', id: 42 },
    host: 'github.example.org',
    at: at('2026-11-20T10:05:00Z'),
    ...overrides,
  };
}

/** A remote, a shallow clone of it as a workflow has, and a whole one of a person's. */
function makeClones(options: readonly string[] = ['--depth=1']): { remote: string; clone: string; person: string } {
  const person = makeTestRepo({
    commits: [{ files: { 'status.yml': 'page: {}\n' } }, { files: { 'incidents/old.md': 'old\n', 'src/x.ts': '1\n' } }],
  });
  const remote = makeBareRemote(person);
  return { remote, clone: cloneOf(remote, options), person };
}

async function pushForm(clone: string, commit: FormCommit): Promise<{ base: FormBase; result: unknown }> {
  const repository = await openFormRepository({ root: clone, env: bareEnvironment() });
  const base = await repository.read();
  return { base, result: await repository.push(base, commit) };
}

const filesOf = (remote: string): string => git(remote, ['diff', '--name-status', 'main', BRANCH]);

describe('openFormRepository', () => {
  test.each([[['--depth=1']], [[]]])(
    'puts one commit on main, by the person who filled in the form (%j)',
    async (options) => {
      const { remote, clone } = makeClones(options);
      const { base, result } = await pushForm(clone, form());
      expect(base).toMatchObject({ branch: 'main', commit: git(remote, ['rev-parse', 'main']) });
      expect(base.files.map(({ path }) => path)).toEqual(['incidents/old.md', 'status.yml']);
      const tip = git(remote, ['rev-parse', BRANCH]);
      expect(result).toEqual({ kind: 'pushed', commit: tip });
      expect(git(remote, ['log', '--format=%an <%ae>, %cn, %ct%n%s', `main..${BRANCH}`])).toBe(
        'ada-example <42+ada-example@users.noreply.github.example.org>, Candor, 1795169100\nOpen a: A',
      );
      expect(filesOf(remote)).toBe('A\tincidents/2026/a.md');
      expect(git(clone, ['status', '--porcelain', '--branch'])).toBe('## main...origin/main');
    },
  );

  test('replaces what the form said before, on main as it is by then', async () => {
    const { remote, clone, person } = makeClones();
    await pushForm(clone, form());
    commitFiles(person, { files: { 'incidents/old.md': 'newer\n' } });
    git(person, ['push', '--quiet', 'origin', 'main']);
    const file = { path: 'incidents/2026/b.md', text: 'two\n' };
    const { result } = await pushForm(cloneOf(remote, ['--depth=1']), form({ file, subject: 'Open b: B' }));
    expect(result).toMatchObject({ kind: 'pushed' });
    expect(filesOf(remote)).toBe('A\tincidents/2026/b.md');
    expect(git(remote, ['log', '--format=%s', `main..${BRANCH}`])).toBe('Open b: B');
  });

  test('pushes nothing where the form says the same', async () => {
    const { remote, clone } = makeClones();
    await pushForm(clone, form());
    const before = git(remote, ['rev-parse', BRANCH]);
    const { result } = await pushForm(cloneOf(remote, ['--depth=1']), form({ at: at('2026-11-20T10:30:00Z') }));
    expect(result).toEqual({ kind: 'pushed', commit: before });
    expect(git(remote, ['rev-parse', BRANCH])).toBe(before);
  });

  test.each([
    ['adds a commit', ['commit', '--quiet', '-m', 'Mend it']],
    ['amends the commit', ['commit', '--quiet', '--amend', '--no-edit']],
  ])('leaves the branch as it is when somebody %s', async (_what, args) => {
    const { remote, clone } = makeClones();
    await pushForm(clone, form());
    const other = cloneOf(remote, [`--branch=${BRANCH}`]);
    writeFileSync(join(other, 'incidents/2026/a.md'), 'one\nand more\n');
    git(other, [...args, '--all']);
    git(other, ['push', '--quiet', '--force', 'origin', `HEAD:${BRANCH}`]);
    const theirs = git(remote, ['rev-parse', BRANCH]);
    const { result } = await pushForm(clone, form({ subject: 'Open a: B' }));
    expect(result).toEqual({ kind: 'edited' });
    expect(git(remote, ['rev-parse', BRANCH])).toBe(theirs);
  });

  test('takes no branch for its own that another form or a person has made', async () => {
    const { remote, clone } = makeClones();
    await pushForm(clone, form({ branch: BRANCH, issue: 8 }));
    expect((await pushForm(clone, form())).result).toEqual({ kind: 'edited' });
    git(remote, ['branch', '--force', BRANCH, 'main']);
    expect((await pushForm(clone, form())).result).toEqual({ kind: 'edited' });
  });

  test('says which rule of the repository stands against it', async () => {
    const { remote, clone } = makeClones();
    const hook = '#!/bin/sh\necho "GH013: Repository rule violations found" >&2\nexit 1\n';
    writeFileSync(join(remote, 'hooks/pre-receive'), hook, { mode: 0o755 });
    expect((await pushForm(clone, form())).result).toEqual({
      kind: 'refused',
      reason: 'pre-receive hook declined: GH013: Repository rule violations found',
    });
  });

  test('needs a remote', async () => {
    await expect(openFormRepository({ root: makeTestRepo() })).rejects.toThrow('this repository has no remote');
  });
});
