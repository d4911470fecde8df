import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { replaceFolder, resolveOutput } from '../../src/store/output-folder.ts';

const scratch = await realpath(await mkdtemp(path.join(os.tmpdir(), 'candor-output-')));
let place = '';
let count = 0;

beforeEach(async () => {
  place = path.join(scratch, `case-${++count}`);
  for (const folder of ['root/incidents', 'engine/src', 'checkout/.git']) {
    await mkdir(path.join(place, folder), { recursive: true });
  }
  await writeFile(path.join(place, 'file'), '');
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

function resolve(out: string): Promise<string> {
  return resolveOutput(path.join(place, out), {
    root: path.join(place, 'root'),
    engineFolder: path.join(place, 'engine'),
  });
}

async function makeFolder(name: string, files: Record<string, string>): Promise<string> {
  const folder = path.join(place, name);
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  return folder;
}

describe('resolveOutput()', () => {
  test.each([
    ['the root', 'root', 'it holds the content or Candor itself'],
    ['the engine', 'engine', 'it holds the content or Candor itself'],
    ['a folder above both', '.', 'it holds the content or Candor itself'],
    ['the top of the file system', path.relative(place, '/'), 'it holds the content or Candor itself'],
    ['the incidents', 'root/incidents', 'it lies in a folder that people write in'],
    ['a folder of the sources', 'engine/src/site', 'it lies in a folder that people write in'],
    ['a Git checkout', 'checkout', 'it is a Git checkout'],
    ['a file', 'file', 'it is not a folder'],
    ['what lies below a file', 'file/below', 'it lies below a file'],
  ])('refuses %s', async (_name, out, reason) => {
    const target = out.startsWith('..') || out === '' ? '/' : path.join(place, out);
    const folders = { root: path.join(place, 'root'), engineFolder: path.join(place, 'engine') };
    await expect(resolveOutput(target, folders)).rejects.toThrow(`Cannot write the site to ${target}: ${reason}`);
  });

  test('refuses the home folder', async () => {
    const folders = { root: path.join(place, 'root'), engineFolder: path.join(place, 'engine') };
    await expect(resolveOutput(os.homedir(), folders)).rejects.toThrow('it is or holds your home folder');
  });

  test('sees through a symbolic link to the root', async () => {
    await symlink(path.join(place, 'root'), path.join(place, 'link'));
    await expect(resolve('link')).rejects.toThrow('it holds the content or Candor itself');
  });

  test.each([
    ['a folder that is not there', 'www/site'],
    ['a folder of the root', 'root/dist'],
    ['a folder of the engine', 'engine/dist'],
  ])('accepts %s', async (_name, out) => {
    await expect(resolve(out)).resolves.toBe(path.join(place, out));
  });
});

describe('resolveOutput() of a folder that is there', () => {
  test('refuses one with files that no build has written', async () => {
    const message = 'it holds files that no build has written';
    await makeFolder('documents', { 'letter.txt': 'Dear' });
    await expect(resolve('documents')).rejects.toThrow(message);
    await makeFolder('other-site', { 'index.html': '<!doctype html><meta name="generator" content="Other">' });
    await expect(resolve('other-site')).rejects.toThrow(message);
  });

  test('accepts an empty one and one with an earlier build', async () => {
    await makeFolder('empty', {});
    await expect(resolve('empty')).resolves.toBe(path.join(place, 'empty'));
    const page = '<!doctype html><html><head><meta name="generator" content="Candor"></head></html>';
    await makeFolder('earlier', { 'index.html': page, 'feed.xml': '' });
    await expect(resolve('earlier')).resolves.toBe(path.join(place, 'earlier'));
  });
});

describe('replaceFolder()', () => {
  test('makes the folder where there is none, with those above it', async () => {
    const target = path.join(place, 'www/site');
    await replaceFolder(target, await makeFolder('built', { 'index.html': 'new' }));
    expect(await readFile(path.join(target, 'index.html'), 'utf8')).toBe('new');
  });

  test('leaves nothing of the old content and nothing beside it', async () => {
    const target = await makeFolder('www/site', { 'stale.html': 'old' });
    await replaceFolder(target, await makeFolder('built', { 'index.html': 'new' }));
    expect(await readdir(target)).toEqual(['index.html']);
    expect(await readdir(path.dirname(target))).toEqual(['site']);
  });

  test('keeps the old content when what was built is not there', async () => {
    const target = await makeFolder('www/site', { 'index.html': 'old' });
    await expect(replaceFolder(target, path.join(place, 'nothing'))).rejects.toThrow('ENOENT');
    expect(await readdir(target)).toEqual(['index.html']);
    expect(await readdir(path.dirname(target))).toEqual(['site']);
  });

  test.runIf(existsSync('/dev/shm'))('copies from another file system', async () => {
    const built = await mkdtemp('/dev/shm/candor-');
    await writeFile(path.join(built, 'index.html'), 'new');
    const target = path.join(place, 'www/site');
    await replaceFolder(target, built);
    expect(await readFile(path.join(target, 'index.html'), 'utf8')).toBe('new');
    await rm(built, { recursive: true, force: true });
  });

  test('gives one whole build when many replace the same folder at once', async () => {
    const target = path.join(place, 'www/site');
    const builds = await Promise.all(
      Array.from({ length: 8 }, (_, n) => makeFolder(`built-${n}`, { 'a.html': `${n}`, 'b.html': `${n}` })),
    );
    await Promise.all(builds.map((built) => replaceFolder(target, built)));
    const texts = await Promise.all(['a.html', 'b.html'].map((file) => readFile(path.join(target, file), 'utf8')));
    expect(texts[0]).toBe(texts[1]);
    expect(await readdir(path.dirname(target))).toEqual(['site']);
  });
});
