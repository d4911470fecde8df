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
    expect(report.written).toHaveLength(34);
    expect((await folderAt(root).listFiles('')).sort()).toEqual([...report.written].sort());
    expect(report).toMatchObject({ config: 'written', alreadyThere: [], kept: [], counts: { files: 31 } });
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
    expect(second.alreadyThere).toHaveLength(first.written.length - 2);
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

  it('keeps pages, the configuration and the whole report as files', async () => {
    const report = await run();
    expect(report.reportPath).toBe('import-report-cstate.md');
    const page = 'content/pages/about.md';
    expect(await readFile(join(root, 'imported-pages', page))).toEqual(await readFile(join(FIXTURE, page)));
    expect(await readFile(join(root, 'imported-pages/config.yml'))).toEqual(
      await readFile(join(FIXTURE, 'config.yml')),
    );
    const text = await readFile(join(root, 'import-report-cstate.md'), 'utf8');
    for (const { file, what } of report.decisions) {
      expect(text).toContain(file);
      expect(text).toContain(`${what}.`);
    }
  });

  it('keeps the posts and pages of two histories of equal names', async () => {
    const sources = [await mkdtemp(join(tmpdir(), 'candor-cstate-')), await mkdtemp(join(tmpdir(), 'candor-cstate-'))];
    for (const [index, folder] of sources.entries()) {
      const source = folderAt(folder);
      const words = index === 0 ? 'The mail is down.' : 'Nobody can log in.';
      await source.writeFile('content/issues/a.md', `---\ntitle: a\ndate: 2024-01-10\nseverity: down\n---\n${words}\n`);
      await source.writeFile('content/pages/b.md', words);
    }
    const [first = '', second = ''] = sources;
    await run({ folder: first });
    expect(await run({ folder: second })).toMatchObject({
      written: ['incidents/2024/a-2.md', 'imported-pages/content/pages/b-2.md', 'import-report-cstate-2.md'],
      kept: [],
    });
    expect(await run({ folder: first })).toMatchObject({ written: [], kept: [] });
    expect(await run({ folder: second })).toMatchObject({ written: [], kept: [] });
    for (const folder of sources) await rm(folder, { recursive: true });
  });

  it('reads the files of a configuration that lie in a folder, and keeps those that it does not read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'candor-cstate-'));
    const source = folderAt(folder);
    await source.writeFile('content/issues/a.md', '---\ntitle: a\nseverity: down\naffected: [api]\n---\n');
    await source.writeFile('config.toml', 'title = "A" # ours\nbaseURL = "https://a.example"\n');
    await source.writeFile('config/_default/params.toml', '[[systems]]\nname = "API"\n');
    await source.writeFile('config/production/params.toml', 'secretWord = "x"\n');
    const report = await run({ folder });
    const status = await readFile(join(root, 'status.yml'), 'utf8');
    expect(status).toContain('name: A\n');
    expect(status).toContain('name: API\n');
    expect(report.written).toContain('imported-pages/config/production/params.toml');
    await rm(folder, { recursive: true });
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
