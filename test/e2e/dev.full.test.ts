/** `candor dev` as a person uses it: the page beside an editor, while an incident is being written. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { startBrowser } from '../support/browser.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
import { startPreview, type Preview } from '../support/preview.ts';
import { runCli } from '../support/run-cli.ts';

const SLOW = 'incidents/2026/2026-11-22-slow.md';
const SLOW_PAGE = '/sub/path/incidents/2026-11-22-slow/';

let scratch = '';
let root = '';
let preview: Preview;

const fileOf = (name: string): string => path.join(root, name);
const textOf = (name: string): string => readFileSync(fileOf(name), 'utf8');

/** Where the impact of that incident stands, as letters name it. */
function impactPlace(): string {
  const line = textOf(SLOW)
    .split('\n')
    .findIndex((text) => text.startsWith('impact:'));
  return `${SLOW}:${line + 1}:9`;
}

/** Saves a file as many editors do: a new one beside it, put in its place. */
function saveByRename(name: string, text: string): void {
  writeFileSync(fileOf(`${name}~`), text);
  renameSync(fileOf(`${name}~`), fileOf(name));
}

/** The text of HTML, its entities read. */
function plain(html: string): string {
  const text = html.replace(/<[^>]+>/g, '');
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => {
    return { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }[entity] ?? entity;
  });
}

beforeAll(async () => {
  scratch = await realpath(await mkdtemp(path.join(tmpdir(), 'candor-dev-')));
  root = path.join(scratch, 'root');
  makeExampleRoot(root, 'https://status.example.org/sub/path');
  preview = await startPreview(root, ['--now', EXAMPLE_NOW]);
}, 120_000);

afterAll(async () => {
  await preview.interrupt();
  await rm(scratch, { recursive: true, force: true });
});

describe('candor dev', () => {
  test('shows the page below its own path, and says that it is a preview and of when', async () => {
    const answer = await fetch(`${preview.origin}/`);
    expect(new URL(answer.url).pathname).toBe('/sub/path/');
    const html = await answer.text();
    expect(html).toMatch(/<h1[^>]*>\s*Public API is partly down/);
    expect(html).toMatch(/Preview as of <time datetime="2026-11-22T10:45:00Z">/);
    expect((await fetch(`${preview.origin}/sub/path/nothing/`)).status).toBe(404);
    expect(await preview.read('/sub/path/feed.xml')).toMatch(/^<\?xml/);
  });

  test('shows an incident anew when its file is saved, without a commit', async () => {
    writeFileSync(fileOf(SLOW), textOf(SLOW).replace('Some words before.', 'Saved a moment ago.'));
    await preview.until(SLOW_PAGE, { has: 'Saved a moment ago.', lacks: 'Some words before.' });
  });

  test('shows the letters of "candor validate", and below them the page as it last was right', async () => {
    const right = textOf(SLOW);
    saveByRename(SLOW, right.replace('impact: minor', 'impact: <b>huge</b>').replace('10:05:00Z', '10:05'));
    const html = await preview.until(SLOW_PAGE, { has: impactPlace() });
    const { stdout } = await runCli(['validate', '--root', root, '--now', EXAMPLE_NOW]);
    const letters = stdout.trimEnd().split('\n');
    expect(letters.filter((letter) => letter.startsWith(SLOW)).length).toBeGreaterThan(1);
    const shown = plain(html.replaceAll('</p><p>', ': '));
    for (const letter of letters) expect(shown).toContain(letter);
    expect(html).toContain('Saved a moment ago.');
    expect(html).not.toContain('<b>huge');
    // On the other pages, too: one need not be looking at the right one.
    expect(await preview.read('/sub/path/history/')).toContain(impactPlace());
    saveByRename(SLOW, right);
    await preview.until(SLOW_PAGE, { has: 'Saved a moment ago.', lacks: impactPlace() });
  });

  test('takes up files that are new, and lets go of those that are gone', async () => {
    const text = textOf('incidents/2026/new-region.md').replace('A new region', 'An older region');
    mkdirSync(fileOf('incidents/2024'));
    writeFileSync(fileOf('incidents/2024/older-region.md'), text);
    await preview.until('/sub/path/incidents/older-region/', { has: 'An older region' });
    rmSync(fileOf('incidents/2024'), { recursive: true });
    await preview.until('/sub/path/incidents/older-region/', { lacks: 'An older region' });
    mkdirSync(fileOf('incidents/2026/folder.md'));
    await preview.until('/sub/path/', { has: 'incidents/2026/folder.md:1:1' });
    rmSync(fileOf('incidents/2026/folder.md'), { recursive: true });
    await preview.until('/sub/path/', { lacks: 'incidents/2026/folder.md:1:1' });
  });

  test('lives through a status.yml that is broken or gone, and shows what it then says', async () => {
    const right = textOf('status.yml');
    writeFileSync(fileOf('status.yml'), 'page: [\n');
    expect(await preview.until('/sub/path/', { has: 'status.yml:' })).toContain('<h1');
    rmSync(fileOf('status.yml'));
    expect(await preview.until('/sub/path/', { has: 'Cannot find status.yml' })).toContain('<h1');
    saveByRename('status.yml', right.replace('name: Public API', 'name: Renamed API'));
    await preview.until('/sub/path/', { has: 'Renamed API is partly down', lacks: 'status.yml:' });
  });

  test('follows the css of the page, which may come later than its name', async () => {
    saveByRename('status.yml', textOf('status.yml').replace('page:\n', 'page:\n  css: ./look/page.css\n'));
    await preview.until('/sub/path/', { has: 'look/page.css' });
    mkdirSync(fileOf('look'));
    writeFileSync(fileOf('look/page.css'), 'h1 { color: teal }');
    await preview.until('/sub/path/look/page.css', { has: 'teal' });
    saveByRename('look/page.css', 'h1 { color: navy }');
    await preview.until('/sub/path/look/page.css', { has: 'navy' });
  });

  test('moves with the address of the page', async () => {
    saveByRename('status.yml', textOf('status.yml').replace('/sub/path', '/elsewhere'));
    await preview.until('/elsewhere/', { has: '<link rel="canonical" href="https://status.example.org/elsewhere/">' });
    saveByRename('status.yml', textOf('status.yml').replace('/elsewhere', '/sub/path'));
    await preview.until('/sub/path/', { has: '<link rel="canonical" href="https://status.example.org/sub/path/">' });
    expect(preview.workFolders()).toBe(1);
  });

  test('answers this machine alone', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${preview.origin}/`, { headers: { host: 'elsewhere.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject).end();
    });
    expect(status).toBe(403);
  });

  test('refuses a port that was asked for and is taken', async () => {
    const { port } = new URL(preview.origin);
    const asked = await runCli(['dev', '--root', root, '--port', port]);
    expect(asked).toMatchObject({ exitCode: 2, stdout: '' });
    expect(asked.stderr).toMatch(new RegExp(`^Cannot listen on port ${port} of 127\\.0\\.0\\.1: something else does`));
  });
});

const browser: Browser | string = await startBrowser().catch((error: unknown) => {
  if (process.env['CI'] !== undefined) throw error;
  return `the browser cannot start here: ${String(error)}`;
});
const reason = typeof browser === 'string' ? ` (skipped: ${browser})` : '';

describe.skipIf(reason !== '')(`a preview in a browser${reason}`, () => {
  afterAll(async () => {
    if (typeof browser !== 'string') await browser.close();
  });

  test('shows what was saved by itself, where one was on the page, and without an offence of its policy', async () => {
    if (typeof browser === 'string') throw new Error(browser);
    const page = await browser.newPage({ viewport: { width: 320, height: 500 } });
    const offences: string[] = [];
    page.on('console', (message) => offences.push(message.text()));
    await page.goto(`${preview.origin}${SLOW_PAGE}#2026-11-22T10-05-00Z`);
    await page.evaluate('scrollTo(0, 700)');
    const right = textOf(SLOW);
    writeFileSync(fileOf(SLOW), right.replace('Saved a moment ago.', 'Saved while one looks.'));
    await page.getByText('Saved while one looks.').waitFor();
    expect(new URL(page.url()).hash).toBe('#2026-11-22T10-05-00Z');
    await expect.poll(() => page.evaluate('Math.abs(scrollY - 700) <= 1')).toBe(true);
    writeFileSync(fileOf(SLOW), right.replace('impact: minor', `impact: ${'huge'.repeat(100)}`));
    await page.getByRole('heading', { name: '3 errors' }).or(page.getByText(impactPlace())).first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    writeFileSync(fileOf(SLOW), right);
    await page.getByText(impactPlace()).waitFor({ state: 'detached' });
    expect(offences).toEqual([]);
    await page.close();
  });
});

test('candor dev shows the letters of a status.yml that never was right, outside Git, and then the page', async () => {
  const folder = path.join(scratch, 'fresh');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'status.yml'), 'page: { name: "<i>Fresh</i>" }\ncomponents: 7\n');
  const fresh = await startPreview(folder);
  onTestFinished(async () => void (await fresh.interrupt()));
  // The usual port is taken, by the other preview or by what kept that one from it.
  expect(fresh.origin).not.toBe(preview.origin);
  const answer = await fetch(`${fresh.origin}/any/page/`);
  const html = await answer.text();
  expect(answer.status).toBe(503);
  expect(plain(html)).toContain('error: Cannot find "page.url"');
  expect(plain(html)).toContain('error: Cannot read "components"');
  expect(html).not.toContain('<i>');
  writeFileSync(path.join(folder, 'status.yml'), 'page: { name: Fresh, url: "https://status.example.org" }\n');
  await fresh.until('/', { has: 'Nothing is watched here yet.', lacks: 'error:' });
  expect(await fresh.interrupt()).toMatchObject({ exitCode: 0, signal: null });
});

describe('candor dev, interrupted', () => {
  test('ends with 0, and leaves no folder and no server', async () => {
    expect(preview.workFolders()).toBe(1);
    expect(await preview.interrupt()).toMatchObject({ exitCode: 0, signal: null });
    expect(preview.workFolders()).toBe(0);
    await expect(fetch(preview.origin)).rejects.toThrow('fetch failed');
  });
});
