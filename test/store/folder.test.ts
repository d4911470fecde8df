import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { openFolder } from '../../src/store/folder.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}

describe('openFolder()', () => {
  test('lists all files below a folder, ordered, without those of Git and without links', async () => {
    const path = makeFolder();
    writeFiles(path, { 'b.md': '', 'a/c/d.md': '', 'a/b.md': '', '.git/HEAD': '', '.gitignore': '' });
    symlinkSync(join(path, 'b.md'), join(path, 'link.md'));
    symlinkSync(path, join(path, 'circle'));
    const folder = openFolder(path);
    expect(await folder.listFiles('')).toEqual(['.gitignore', 'a/b.md', 'a/c/d.md', 'b.md']);
    expect(await folder.listFiles('a')).toEqual(['a/b.md', 'a/c/d.md']);
  });

  test('lists nothing where there is no such folder', async () => {
    const path = makeFolder();
    writeFiles(path, { 'b.md': '' });
    expect(await openFolder(path).listFiles('none')).toEqual([]);
    expect(await openFolder(path).listFiles('b.md')).toEqual([]);
    expect(await openFolder(join(path, 'none')).listFiles('')).toEqual([]);
  });

  test('reads the bytes of a file, and nothing where there is no file', async () => {
    const path = makeFolder();
    writeFiles(path, { 'a/b.md': 'é' });
    const folder = openFolder(path);
    expect(textOf(await folder.readBytes('a/b.md'))).toBe('é');
    expect(await folder.readBytes('a')).toBeUndefined();
    expect(await folder.readBytes('none.md')).toBeUndefined();
    expect(await folder.readBytes('a/b.md/none.md')).toBeUndefined();
  });

  test('writes a file with the folders above it, and never over another', async () => {
    const path = join(makeFolder(), 'new');
    const folder = openFolder(path);
    await folder.writeFile('a/b.md', 'first');
    await expect(folder.writeFile('a/b.md', 'second')).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(join(path, 'a/b.md'), 'utf8')).toBe('first');
  });
});
