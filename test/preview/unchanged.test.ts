import { expect, test } from 'vitest';

import { keepUnchanged } from '../../src/preview/unchanged.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

test('keepUnchanged() gives the same object for a file until another text stands in it', async () => {
  const root = makeFolder();
  writeFiles(root, { 'incidents/a.md': 'A', 'incidents/b.md': 'B' });
  const files = keepUnchanged(await openRootFiles(root));
  const [a, b] = await files.readMarkdown('incidents');
  writeFiles(root, { 'incidents/b.md': 'C' });
  const [sameA, otherB] = await files.readMarkdown('incidents');
  expect(sameA).toBe(a);
  expect(await files.read('incidents/a.md')).toBe(a);
  expect(otherB).not.toBe(b);
  expect(otherB?.text).toBe('C');
});
