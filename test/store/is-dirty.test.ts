import { describe, expect, test } from 'vitest';

import { isDirty } from '../../src/store/is-dirty.ts';
import { makeFolder, makeTestRepo, writeFiles } from '../support/make-repo.ts';

const PATHS = ['status.yml', 'incidents'];

function makeRoot(): string {
  return makeTestRepo({
    commits: [{ files: { 'status.yml': 'a', 'incidents/2026/one.md': 'a', '.gitignore': 'own.md', 'src/x.ts': 'a' } }],
  });
}

describe('isDirty()', () => {
  test.each([
    ['nothing is different', {}, false],
    ['a file was changed', { 'incidents/2026/one.md': 'b' }, true],
    ['a file was taken away', { 'incidents/2026/one.md': undefined }, true],
    ['the settings were changed', { 'status.yml': 'b' }, true],
    ['a file is in no commit', { 'incidents/2026/two.md': 'a' }, true],
    ['a file is ignored by Git, but not by the page', { 'incidents/2026/own.md': 'a' }, true],
    ['what no page is made from was changed', { 'src/x.ts': 'b', 'incidents/2026/image.png': 'a' }, false],
  ])('where %s', async (_what, files, expected) => {
    const root = makeRoot();
    writeFiles(root, files);
    expect(await isDirty(root, PATHS)).toBe(expected);
  });

  test('looks at the root folder alone, wherever it lies in the repository', async () => {
    const repository = makeTestRepo({ commits: [{ files: { 'page/status.yml': 'a', 'incidents/other.md': 'a' } }] });
    writeFiles(repository, { 'incidents/other.md': 'b' });
    expect(await isDirty(`${repository}/page`, PATHS)).toBe(false);
    writeFiles(repository, { 'page/status.yml': 'b' });
    expect(await isDirty(`${repository}/page`, PATHS)).toBe(true);
  });

  test('is not known outside of Git', async () => {
    expect(await isDirty(makeFolder(), PATHS)).toBeUndefined();
  });
});
