import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { PrivateRootError } from '../../src/errors.ts';
import { openPrivateRoot } from '../../src/store/private-root.ts';
import { cloneOf, commitFiles, git, makeBareRemote, makeFolder, makeTestRepo } from '../support/make-repo.ts';

interface Roots {
  open: string;
  own: string;
  remotes: { open: string; own: string };
}

function makeRepo(): { folder: string; remote: string } {
  const folder = makeTestRepo({ commits: [{ files: { 'status.yml': 'components: []\n' } }] });
  return { folder, remote: makeBareRemote(folder) };
}

function makeRoots(): Roots {
  const [open, own] = [makeRepo(), makeRepo()];
  return { open: open.folder, own: own.folder, remotes: { open: open.remote, own: own.remote } };
}

function setRemotes({ open, own }: Roots, ofPublic: string, ofPrivate: string): string {
  git(open, ['remote', 'set-url', 'origin', ofPublic]);
  git(own, ['remote', 'set-url', 'origin', ofPrivate]);
  return own;
}

const SAME_REMOTE = 'it has the same Git remote as the public root';

describe('openPrivateRoot() refuses', () => {
  test.each<[string, (roots: Roots) => string, string]>([
    ['what is not there', () => '/nonexistent/acme', 'the folder that CANDOR_PRIVATE names is not there'],
    ['a file', ({ own }) => join(own, 'status.yml'), 'what CANDOR_PRIVATE names is no folder'],
    ['a folder outside Git', () => makeFolder(), 'it does not lie in a Git repository'],
    ['the public root', ({ open }) => open, 'it is the public root'],
    ['the public root by another way', ({ open }) => join(open, '.git/..'), 'it is the public root'],
    [
      'a clone within the public root',
      ({ open, remotes }) => {
        git(open, ['clone', '--quiet', `file://${remotes.own}`, join(open, 'acme')]);
        return join(open, 'acme');
      },
      'it lies within the public root',
    ],
    [
      'another working tree of the public repository',
      ({ open }) => {
        const tree = join(makeFolder(), 'acme');
        git(open, ['worktree', 'add', '--quiet', tree, '-b', 'other']);
        return tree;
      },
      'it lies in the repository of the public root',
    ],
    ['a clone of the public remote', ({ remotes }) => cloneOf(remotes.open), SAME_REMOTE],
    [
      'one whose pushes alone go to the public remote',
      ({ own, remotes }) => {
        git(own, ['remote', 'set-url', '--push', 'origin', remotes.open.replace(/\.git$/, '')]);
        return own;
      },
      SAME_REMOTE,
    ],
    [
      'the same remote by other protocols',
      (roots) => setRemotes(roots, 'https://user:pass@github.com/Acme/Status.git', 'git@github.com:acme/status'),
      SAME_REMOTE,
    ],
    [
      'the same remote by a port and a slash',
      (roots) => setRemotes(roots, 'ssh://git@github.com:22/acme/status/', 'https://github.com/acme/status'),
      SAME_REMOTE,
    ],
    [
      'the same remote under another name',
      ({ open, own }) => {
        git(own, ['remote', 'add', 'backup', 'https://github.com/acme/status']);
        git(open, ['remote', 'set-url', 'origin', 'https://github.com/acme/status.git']);
        return own;
      },
      SAME_REMOTE,
    ],
  ])('%s', async (_, place, why) => {
    const roots = makeRoots();
    const opened = openPrivateRoot(place(roots), roots.open);
    await expect(opened).rejects.toThrow(PrivateRootError);
    await expect(opened).rejects.toThrow(`Cannot use the private root: ${why}.`);
    await expect(opened).rejects.not.toThrow(/acme/i);
  });

  test('a folder of the public repository beside its root', async () => {
    const repo = makeTestRepo({ commits: [] });
    commitFiles(repo, { files: { 'status/status.yml': '', 'acme/status.yml': '' } });
    await expect(openPrivateRoot(join(repo, 'acme'), join(repo, 'status'))).rejects.toThrow(
      'it lies in the repository of the public root',
    );
  });

  test('a repository within the working tree of the public one', async () => {
    const repo = makeTestRepo({ commits: [] });
    commitFiles(repo, { files: { 'status/status.yml': '' } });
    git(repo, ['init', '--quiet', 'acme']);
    await expect(openPrivateRoot(join(repo, 'acme'), join(repo, 'status'))).rejects.toThrow(
      'it lies within the working tree of the public repository',
    );
  });
});

describe('openPrivateRoot()', () => {
  test('takes another repository of the same owner, and keeps what the last run says in its Git folder', async () => {
    const roots = makeRoots();
    setRemotes(roots, 'https://github.com/acme/status', 'https://github.com/acme/status-private');
    const { root, keep } = await openPrivateRoot(roots.own, roots.open);
    expect(root).toBe(roots.own);
    await keep(['first', 'second']);
    await keep(['third']);
    expect(readFileSync(join(roots.own, '.git/candor/run.log'), 'utf8')).toBe('third\n');
    expect(git(roots.own, ['status', '--porcelain'])).toBe('');
  });

  test('takes one beside a public root outside Git', async () => {
    const { own } = makeRoots();
    expect((await openPrivateRoot(own, makeFolder())).root).toBe(own);
  });
});
