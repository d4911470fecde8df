import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { readHistory } from '../../src/store/history.ts';
import { addToHistory, makeHistory } from '../support/make-history.ts';
import { bareEnvironment, cloneOf, git, makeBareRemote, type TestCommit } from '../support/make-repo.ts';

// Dozens of Git processes a test take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const COUNT = 40;
const KEEP_FROM = 30;

/** Commits of many files, of which each is written once. */
function manyCommits(count = COUNT): TestCommit[] {
  return Array.from({ length: count }, (_, at) => ({ files: { [`incidents/${at % 7}/e${at}.md`]: `text ${at}` } }));
}

const DERIVATION = { name: 'lengths-1', derive: (text: string) => `${text.length}` };

/** Everything that is told of a history: paths, commits, and what is made of contents. */
async function readAll(root: string, keeping: { keepFrom?: number } = { keepFrom: KEEP_FROM }): Promise<unknown> {
  const history = await readHistory({ root, paths: ['incidents'], env: bareEnvironment(), ...keeping });
  const revisions = history.revisions.listRevisions('incidents');
  const blobs = [...revisions.values()].flatMap((file) => file.flatMap(({ blob }) => blob ?? []));
  const derived = await history.revisions.derive(blobs, DERIVATION);
  return { head: history.head, revisions: [...revisions].sort(), derived: [...derived].sort() };
}

function keptIn(repo: string): string {
  return join(repo, '.git/candor/kept');
}

function keptFiles(repo: string): string[] {
  return readdirSync(keptIn(repo)).sort();
}

/** Replaces what is kept under a name, with the digest that belongs to it. */
function forge(repo: string, file: string, change: (text: string) => string): void {
  const path = join(keptIn(repo), file);
  const text = change(readFileSync(path, 'utf8').replace(/^.*\n/, ''));
  writeFileSync(path, `${createHash('sha256').update(text).digest('hex')}\n${text}`);
}

describe('readHistory() with what an earlier reading has kept', () => {
  it('tells the same as without, after new commits, a damaged file, and a rebase', async () => {
    const repo = makeHistory(manyCommits());
    const first = await readAll(repo);
    const [lengths = '', log = ''] = keptFiles(repo);
    expect([lengths, log]).toEqual(['lengths-1', expect.stringMatching(/^log-2-/)]);
    expect(await readAll(repo)).toEqual(first);
    addToHistory(repo, [{ files: { 'incidents/0/e0.md': 'another text', 'incidents/1/e1.md': undefined } }]);
    const second = await readAll(repo, {});
    expect(second).not.toEqual(first);
    expect(await readAll(repo)).toEqual(second);
    for (const name of [lengths, log]) {
      writeFileSync(join(keptIn(repo), name), readFileSync(join(keptIn(repo), name)).subarray(0, -5));
    }
    expect(await readAll(repo)).toEqual(second);
    git(repo, ['update-ref', 'refs/heads/main', 'main~25']);
    addToHistory(repo, [{ files: { 'incidents/0/new.md': 'new' } }]);
    expect(await readAll(repo)).toEqual(await readAll(repo, {}));
  });

  it('believes no log that does not lead to the files of the commit, and no content that is another when made again', async () => {
    const repo = makeHistory(manyCommits());
    const first = await readAll(repo);
    const [lengths = '', log = ''] = keptFiles(repo);
    forge(repo, log, (text) => text.replace('incidents/3/e3.md', 'incidents/3/x3.md'));
    forge(repo, lengths, (text) => text.replace(/ \d+$/gm, ' 99'));
    expect(await readAll(repo)).toEqual(first);
    forge(repo, log, () => 'nonsense');
    forge(repo, lengths, () => 'nonsense');
    expect(await readAll(repo)).toEqual(first);
  });

  it('removes what nobody has used for a month, and keeps nothing of a short history', async () => {
    const repo = makeHistory(manyCommits(20));
    await readAll(repo);
    expect(() => keptFiles(repo)).toThrow();
    mkdirSync(keptIn(repo), { recursive: true });
    const old = join(keptIn(repo), 'log-0-old');
    writeFileSync(old, '');
    utimesSync(old, 0, 0);
    addToHistory(repo, manyCommits());
    await readAll(repo);
    expect(keptFiles(repo)).toEqual(['lengths-1', expect.stringMatching(/^log-2-/)]);
  });

  it('reads a history where nothing can be kept', async () => {
    const repo = makeHistory(manyCommits());
    mkdirSync(join(repo, '.git/candor'), { recursive: true });
    writeFileSync(keptIn(repo), 'a file in the place of the folder');
    expect(await readAll(repo)).toEqual(await readAll(repo, {}));
  });

  it('fetches the contents that a partial clone lacks at once', async () => {
    const repo = makeHistory(manyCommits(30));
    const clone = cloneOf(makeBareRemote(repo), ['--filter=blob:none', '--no-checkout']);
    expect(await readAll(clone)).toEqual(await readAll(repo));
  });
});
