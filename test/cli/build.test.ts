import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { GENERATOR } from '../../src/content/generator.ts';
import { readTree } from '../support/built-site.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';
import { runCli, startCli } from '../support/run-cli.ts';

const CONFIG = `page: { name: Example Cloud, url: "https://status.example.org", logo: assets/logo.svg, css: assets/gone.css }
components: [{ id: api, name: Public API }]
`;
const BUILDS = path.join(import.meta.dirname, '../../.build');

/** A root folder outside Git, and an output that an earlier build has written. */
function makeRoot(): { root: string; out: string } {
  const folder = makeFolder();
  writeFiles(folder, {
    'root/status.yml': CONFIG,
    'root/assets/logo.svg': '<svg/>',
    'www/site/index.html': `<meta name="generator" content="${GENERATOR}">`,
    'www/site/stale.html': 'old',
  });
  return { root: path.join(folder, 'root'), out: path.join(folder, 'www/site') };
}

/** The work folder that a process has, while it has one. */
async function findWorkFolder(pid: number | undefined): Promise<string | undefined> {
  for (const name of existsSync(BUILDS) ? await readdir(BUILDS) : []) {
    const owner = await readFile(path.join(BUILDS, name, 'owner'), 'utf8').catch(() => '');
    if (owner.endsWith(` ${pid}`)) return path.join(BUILDS, name);
  }
  return undefined;
}

describe('candor build', { timeout: 60_000 }, () => {
  test('replaces the output whole, from any working directory, with the files that status.yml names', async () => {
    const { root, out } = makeRoot();
    const { child, result } = startCli(['build', '--out', '../www/site'], { cwd: root });
    const { exitCode, stdout, stderr } = await result;
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^Wrote \d+ files to \.\.\/www\/site\n$/),
    });
    const tree = await readTree(out);
    expect(tree.get('assets/logo.svg')).toBe('<svg/>');
    expect(tree.get('index.html')).toContain('Public API');
    expect(tree.has('stale.html')).toBe(false);
    expect(await readdir(path.dirname(out))).toEqual(['site']);
    expect(stderr).toContain('page.css is not shown: there is no file assets/gone.css\n');
    expect(await findWorkFolder(child.pid)).toBeUndefined();
  });

  test('exits 2 and leaves the output as it was when status.yml never was good', async () => {
    const { root, out } = makeRoot();
    writeFiles(root, { 'status.yml': 'page: { nam: Example Cloud }\n' });
    const { exitCode, stderr } = await runCli(['build', '--root', root, '--out', out]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^Cannot build the page, as status\.yml cannot be read:\n {2}status\.yml:1:\d+: error: Cannot /,
    );
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([...(await readTree(out)).keys()]).toEqual(['index.html', 'stale.html']);
  });

  test('exits 2 without a build when the output would replace the content', async () => {
    const { root } = makeRoot();
    const { exitCode, stderr } = await runCli(['build', '--out', '.'], { cwd: root });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('it holds the content or Candor itself'),
    });
    expect(existsSync(path.join(root, 'status.yml'))).toBe(true);
  });

  test('leaves the output as it was and nothing behind when it is ended', async () => {
    const { root, out } = makeRoot();
    const { child, result } = startCli(['build', '--root', root, '--out', out]);
    await expect.poll(() => findWorkFolder(child.pid), { timeout: 30_000, interval: 20 }).toBeDefined();
    child.kill('SIGINT');
    expect((await result).signal).toBe('SIGINT');
    expect(await findWorkFolder(child.pid)).toBeUndefined();
    expect([...(await readTree(out)).keys()]).toEqual(['index.html', 'stale.html']);
    expect(await readdir(path.dirname(out))).toEqual(['site']);
  });
});
