import { describe, expect, it, vi } from 'vitest';

import { readHistory } from '../../src/store/history.ts';
import {
  bareEnvironment,
  cloneOf,
  commitFiles,
  git,
  makeBareRemote,
  makeFolder,
  makeTestRepo,
} from '../support/make-repo.ts';

// Dozens of Git processes a test take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const PATHS = ['incidents', 'status.yml'];
const day = (date: number): string => `2026-11-${String(date).padStart(2, '0')}T08:00:00Z`;
const at = (date: number): number => Date.parse(day(date));

function read(root: string): ReturnType<typeof readHistory> {
  return readHistory({ root, paths: PATHS, env: bareEnvironment() });
}

const COMMITS = [
  { files: { 'status.yml': 'a', 'README.md': 'x' }, at: day(1) },
  { files: { 'incidents/2026/one.md': '1' }, at: day(2) },
  { files: { 'incidents/2026/one.md': '2', 'status.yml': 'b' }, at: day(3) },
  { files: { 'README.md': 'y' }, at: day(4) },
];

describe('readHistory()', () => {
  it.each([
    ['outside Git', makeFolder],
    ['before the first commit', (): string => makeTestRepo()],
  ])('knows nothing %s', async (_, make) => {
    const history = await read(make());
    expect(history).toMatchObject({ isShallow: false, head: undefined, rootCommit: undefined });
    expect(await history.readRevisions('status.yml')).toEqual([]);
    expect(history.removedFiles('incidents')).toEqual([]);
  });

  it('gives the revisions of a file, newest first, with their commits and times', async () => {
    const repo = makeTestRepo({ commits: COMMITS });
    const history = await read(repo);
    const [head, third, second, first] = git(repo, ['rev-list', 'HEAD']).split('\n');
    expect(history.head).toEqual({ id: head, at: at(4) });
    expect(history.rootCommit).toBe(first);
    expect(await history.readRevisions('incidents/2026/one.md')).toEqual([
      { commit: third, at: at(3), text: '2' },
      { commit: second, at: at(2), text: '1' },
    ]);
    expect((await history.readRevisions('status.yml')).map(({ text }) => text)).toEqual(['b', 'a']);
    expect(await history.readRevisions('README.md')).toEqual([]);
  });

  it('reads the revisions of files that were asked for together', async () => {
    const files = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`incidents/${n}.md`, `text ${n}`]));
    const history = await read(makeTestRepo({ commits: [{ files }] }));
    const texts = await Promise.all(Object.keys(files).map((path) => history.readRevisions(path)));
    expect(texts.map(([revision]) => revision?.text)).toEqual(Object.values(files));
    expect((await history.readRevisions('incidents/7.md'))[0]?.text).toBe('text 7');
  });

  it('dates what a merge brings by the merge', async () => {
    const repo = makeTestRepo({ commits: COMMITS });
    git(repo, ['switch', '--quiet', '--create', 'topic', 'HEAD~1']);
    commitFiles(repo, { files: { 'incidents/2026/two.md': 'draft' }, at: day(5) });
    commitFiles(repo, { files: { 'incidents/2026/two.md': 'final' }, at: day(6) });
    git(repo, ['switch', '--quiet', 'main']);
    const date = { GIT_AUTHOR_DATE: day(7), GIT_COMMITTER_DATE: day(7) };
    git(repo, ['merge', '--quiet', '--no-ff', '-m', 'Merge', 'topic'], date);
    const history = await read(repo);
    expect(await history.readRevisions('incidents/2026/two.md')).toEqual([
      { commit: git(repo, ['rev-parse', 'HEAD']), at: at(7), text: 'final' },
    ]);
  });

  it('lists removed files, not moved ones and not those that came back', async () => {
    const repo = makeTestRepo({ commits: COMMITS });
    commitFiles(repo, {
      files: { 'incidents/moved.md': 'm', 'incidents/back.md': 'b', 'incidents/gone.md': 'g' },
      at: day(5),
    });
    const removal = { 'incidents/moved.md': undefined, 'incidents/back.md': undefined, 'incidents/gone.md': undefined };
    commitFiles(repo, { files: { ...removal, 'incidents/2026/moved.md': 'm' }, at: day(6) });
    commitFiles(repo, { files: { 'incidents/back.md': 'b' }, at: day(7) });
    const history = await read(repo);
    expect(history.removedFiles('incidents')).toEqual([{ path: 'incidents/gone.md', at: at(6) }]);
    expect((await history.readRevisions('incidents/gone.md')).map(({ text }) => text)).toEqual(['g']);
  });

  it('knows where a file was before it was moved: by its name, its content, or what it says', async () => {
    const old = { 'incidents/a.md': 'a', 'incidents/b.md': 'b', 'incidents/c.md': 'c', 'incidents/d.md': 'd' };
    const repo = makeTestRepo({ commits: [{ files: old }] });
    const gone = Object.fromEntries(Object.keys(old).map((path) => [path, undefined]));
    const moved = {
      'incidents/2026/a.md': 'other',
      'incidents/e.md': 'b',
      'incidents/f.md': 'cc',
      'incidents/g.md': 'g',
    };
    commitFiles(repo, { files: { ...gone, ...moved } });
    const history = await read(repo);
    expect(await Promise.all(Object.keys(moved).map((path) => history.findEarlierPath(path, ['c'])))).toEqual([
      'incidents/a.md',
      'incidents/b.md',
      'incidents/c.md',
      'incidents/c.md',
    ]);
    expect(await history.findEarlierPath('incidents/g.md')).toBeUndefined();
    expect(await history.findEarlierPath('incidents/2027/e.md')).toBe('incidents/e.md');
    expect(await history.findEarlierPath('incidents/2027/a.md')).toBe('incidents/2026/a.md');
  });

  it('reads the revisions of merged branches, which main never had', async () => {
    const repo = makeTestRepo({ commits: COMMITS });
    git(repo, ['switch', '--quiet', '--create', 'topic', 'HEAD~1']);
    commitFiles(repo, { files: { 'incidents/two.md': 'good' }, at: day(5) });
    commitFiles(repo, { files: { 'incidents/two.md': 'broken' }, at: day(6) });
    git(repo, ['switch', '--quiet', 'main']);
    git(repo, ['merge', '--quiet', '--no-ff', '-m', 'Merge', 'topic']);
    const history = await read(repo);
    const texts = (await history.readMergedRevisions('incidents/two.md')).map(({ text }) => text);
    expect(texts.slice(-2)).toEqual(['broken', 'good']);
    expect((await history.readRevisions('incidents/two.md')).map(({ text }) => text)).toEqual(['broken']);
  });

  it('gives paths relative to a root folder below the top', async () => {
    const repo = makeTestRepo({
      commits: [{ files: { 'site/incidents/a.md': 'a', 'incidents/b.md': 'b' }, at: day(1) }],
    });
    const history = await read(`${repo}/site`);
    expect((await history.readRevisions('incidents/a.md')).map(({ text }) => text)).toEqual(['a']);
    expect(await history.readRevisions('incidents/b.md')).toEqual([]);
  });

  it('reads names with spaces, quotes and letters of any language', async () => {
    const path = 'incidents/ein "Störfall".md';
    const history = await read(makeTestRepo({ commits: [{ files: { [path]: 'x' }, at: day(1) }] }));
    expect((await history.readRevisions(path)).map(({ text }) => text)).toEqual(['x']);
  });

  it('does not take the end of a shallow clone for the first commit of all', async () => {
    const remote = makeBareRemote(makeTestRepo({ commits: COMMITS }));
    const history = await read(cloneOf(remote, ['--depth=2']));
    expect(history).toMatchObject({ isShallow: true, rootCommit: undefined, head: { at: at(4) } });
    expect((await history.readRevisions('incidents/2026/one.md')).map(({ text }) => text)).toEqual(['2']);
  });
});
