import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import type { FileRevision } from '../../src/ports.ts';
import { readHistory } from '../../src/store/history.ts';
import { makeHistory } from '../support/make-history.ts';
import { bareEnvironment, git, makeFolder, writeFiles } from '../support/make-repo.ts';

vi.setConfig({ testTimeout: 60_000 });

const FILE = 'incidents/2026/one.md';
const TIMES = ['2026-11-01T08:00:00Z', '2026-11-02T08:00:00Z', '2026-11-03T08:00:00Z', '2026-11-04T08:00:00Z'];

function makeRepo(): string {
  return makeHistory(TIMES.map((at, index) => ({ files: { [FILE]: `${index}` }, at })));
}

async function revisionsOf(root: string, env = bareEnvironment()): Promise<readonly FileRevision[]> {
  const { revisions } = await readHistory({ root, paths: ['incidents'], env });
  return revisions.listRevisions('incidents').get(FILE) ?? [];
}

/** Writes the third commit again as if at another date, and the fourth upon it. */
function redate(repo: string, date: string): void {
  const [third, fourth] = ['main~1', 'main'].map((name) => git(repo, ['cat-file', 'commit', name]));
  const write = (commit: string): string => {
    writeFiles(repo, { commit: `${commit}\n` });
    return git(repo, ['hash-object', '-t', 'commit', '--literally', '-w', 'commit']);
  };
  const redated = write((third ?? '').replace(/^(committer .*>).*$/m, `$1${date}`));
  git(repo, ['update-ref', 'refs/heads/main', write((fourth ?? '').replace(/^parent .*$/m, `parent ${redated}`))]);
}

describe('readHistory()', () => {
  it.each([
    ['later than any calendar', ' 99999999999999999 +0000'],
    ['in the future', ' 4102444800 +0000'],
    ['before all others', ' 1000000000 +0000'],
    ['no number', ' yesterday +0000'],
    ['missing', ''],
  ])('gives a commit whose date is %s the time of the one before', async (_, date) => {
    const repo = makeRepo();
    redate(repo, date);
    const times = (await revisionsOf(repo)).map(({ at }) => new Date(at).toISOString().replace('.000', ''));
    expect(times).toEqual([TIMES[0], TIMES[1], TIMES[1], TIMES[3]]);
  });

  it('tells what everybody has, and not what one clone has put in its place', async () => {
    const [repo, other] = [makeRepo(), makeRepo()];
    const before = await revisionsOf(repo);
    redate(other, ' 1 +0000');
    git(repo, ['fetch', '--quiet', other, 'main']);
    git(repo, ['replace', 'main~1', 'FETCH_HEAD~1']);
    expect(await revisionsOf(repo)).toEqual(before);
    git(repo, ['replace', '--delete', git(repo, ['rev-parse', 'main~1'])]);
    const [newest = '', oldest = ''] = [git(repo, ['rev-parse', 'main']), git(repo, ['rev-parse', 'main~3'])];
    writeFiles(join(repo, '.git'), { 'info/grafts': `${newest} ${oldest}\n` });
    expect(await revisionsOf(repo)).toEqual(before);
  });

  it('reads the same whatever the settings of whoever runs it', async () => {
    const repo = makeRepo();
    const before = await revisionsOf(repo);
    const settings = join(makeFolder(), 'gitconfig');
    const lines = [
      '[log]\nshowRoot = false\nabbrevCommit = true\ndecorate = full\nfollow = true\ndate = relative\ndiffMerges = off',
      '[diff]\nrenames = copies\norderFile = /nonexistent/order\nnoprefix = true\nrelative = false',
      '[color]\nui = always\n[core]\nquotePath = true\nabbrev = 4\n[format]\npretty = oneline\n[mailmap]\nfile = /nonexistent',
    ];
    writeFileSync(settings, `${lines.join('\n')}\n`);
    expect(await revisionsOf(repo, { ...bareEnvironment(), GIT_CONFIG_GLOBAL: settings })).toEqual(before);
  });
});
