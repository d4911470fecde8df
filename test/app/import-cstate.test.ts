import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { importCstate, type WritableFolder } from '../../src/app/import-cstate.ts';
import { StatusError } from '../../src/errors.ts';

const FIXTURE = join(import.meta.dirname, '../fixtures/cstate');
const NOW = Date.UTC(2026, 10, 20);

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function folderAt(root: string): WritableFolder {
  return {
    async listFiles(folder) {
      try {
        const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => entry.isFile());
        return files.map((entry) => relative(root, join(entry.parentPath, entry.name))).sort();
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    async readBytes(path) {
      try {
        return await readFile(join(root, path));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async writeFile(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
  };
}

describe('importCstate()', () => {
  let root = '';
  const run = (rest: { folder?: string; isDryRun?: boolean } = {}) =>
    importCstate({
      source: folderAt(rest.folder ?? FIXTURE),
      target: folderAt(root),
      name: 'lindenhof',
      now: NOW,
      isDryRun: rest.isDryRun,
    });

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'candor-import-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('writes every post and a status.yml', async () => {
    const report = await run();
    expect(report.written).toHaveLength(29);
    expect((await folderAt(root).listFiles('')).sort()).toEqual([...report.written].sort());
    expect(report).toMatchObject({ config: 'written', alreadyThere: [], kept: [], counts: { files: 30 } });
  });

  it('reads a file that is no UTF-8 and says so', async () => {
    const report = await run();
    const text = await readFile(join(root, 'incidents/2024/2024-02-23-latin.md'), 'utf8');
    expect(text).toContain('Die Kühlung stand.');
    expect(report.decisions).toContainEqual(
      expect.objectContaining({ kind: 'encoding-guessed', file: 'content/issues/2024-02-23-latin.md' }),
    );
  });

  it('writes nothing the second time', async () => {
    const first = await run();
    const second = await run();
    expect(second.written).toEqual([]);
    expect(second.alreadyThere).toHaveLength(first.written.length - 1);
    expect(second.config).toBe('kept');
  });

  it('keeps a file that somebody changed, and names it', async () => {
    await run();
    const path = 'incidents/2024/2024-02-12-closed.md';
    await writeFile(join(root, path), `${await readFile(join(root, path), 'utf8')}\nMore words.\n`);
    const report = await run();
    expect(report).toMatchObject({ written: [], kept: [path] });
    expect(await readFile(join(root, path), 'utf8')).toContain('More words.');
  });

  it('writes nothing in a dry run, and reports the same', async () => {
    const dry = await run({ isDryRun: true });
    expect(await folderAt(root).listFiles('')).toEqual([]);
    expect(dry.written).toEqual((await run()).written);
  });

  it.each(['content', 'content/issues'])('accepts the folder %s of a history', async (folder) => {
    const report = await run({ folder: join(FIXTURE, folder) });
    expect(report.counts.incidents).toBe(23);
  });

  it('refuses a folder without posts in one sentence', async () => {
    const empty = await mkdtemp(join(root, 'empty-'));
    const failure = run({ folder: empty });
    await expect(failure).rejects.toBeInstanceOf(StatusError);
    await expect(failure).rejects.toThrow(
      'Cannot find a post of a cState page: expected Markdown files in content/issues/, found none',
    );
  });
});
