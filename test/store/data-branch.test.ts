import { describe, expect, it } from 'vitest';

import { DAY_FILE, land, open } from '../support/land.ts';
import { commitFiles, git, makeBareRemote, makeTestRepo, type TestCommit } from '../support/make-repo.ts';

const FIRST = { files: { 'status.yml': 'page: {}\n' } };
const THESIS = { 'thesis.tex': 'a\n', 'b.bib': 'b\n', 'figures/one.svg': 'c\n', 'notes.md': 'd\n' };

/** A repository with a branch `status-data` that somebody made for something else. */
function makeRepoWith(commit: TestCommit): string {
  const repo = makeTestRepo({ commits: [FIRST] });
  git(repo, ['switch', '--quiet', '--orphan', 'status-data']);
  commitFiles(repo, commit);
  git(repo, ['switch', '--quiet', 'main']);
  return repo;
}

describe('snapshot() where status-data is not ours', () => {
  it.each(['My thesis', 'Measurements of 2026-11-20'])(
    'refuses a branch whose commit is called "%s"',
    async (message) => {
      const repo = makeRepoWith({ files: THESIS, message });
      const before = git(repo, ['rev-parse', 'status-data']);
      await expect(land(repo)).rejects.toMatchObject({
        name: 'StatusError',
        message:
          'Cannot write to the branch "status-data": it holds "b.bib", "figures", "notes.md" and 1 more, ' +
          "and nothing of Candor's",
        hint: 'Give that branch another name, and Candor makes its own: git branch --move status-data OTHER-NAME',
      });
      expect(git(repo, ['rev-parse', 'status-data'])).toBe(before);
      git(repo, ['branch', '--move', 'status-data', 'thesis']);
      expect((await land(repo)).kind).toBe('landed');
      expect(git(repo, ['rev-parse', 'thesis'])).toBe(before);
    },
  );

  it('refuses that of the remote, and what it says to do helps', async () => {
    const repo = makeRepoWith({ files: THESIS });
    const remote = makeBareRemote(repo);
    const before = git(remote, ['rev-parse', 'status-data']);
    await expect(land(repo)).rejects.toMatchObject({
      message: expect.stringContaining('the branch "status-data" of the Git remote "origin": it holds'),
      hint: expect.stringMatching(/: git push origin [0-9a-f]{40}:refs\/heads\/OTHER-NAME :refs\/heads\/status-data$/),
    });
    git(repo, ['push', '--quiet', 'origin', `${before}:refs/heads/OTHER-NAME`, ':refs/heads/status-data']);
    expect((await land(repo)).kind).toBe('landed');
    expect(git(remote, ['rev-parse', 'OTHER-NAME'])).toBe(before);
  });

  it('reads it as it is where nothing is written', async () => {
    const { repository } = await open(makeRepoWith({ files: THESIS }));
    const snapshot = await repository.snapshot({ fetch: false });
    expect(await snapshot.readDataFiles([DAY_FILE])).toEqual([]);
  });

  it.each([{ deploys: '' }, { 'measurements/x': '' }, { written: '', 'README.md': 'about\n' }, {}])(
    'takes one with %j for ours',
    async (files) => {
      expect((await land(makeRepoWith({ files }))).kind).toBe('landed');
    },
  );
});
