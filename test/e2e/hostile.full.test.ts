/** Every field of every file holds something hostile: what readers' browsers make of the page that is built from that. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import Parser from 'rss-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startBrowser } from '../support/browser.ts';
import { readHead, readTree } from '../support/built-site.ts';
import { HOSTILE_NOW, HOSTILE_VALUES, makeHostileRoot } from '../support/hostile-root.ts';
import { findHtmlFaults } from '../support/html-faults.ts';
import { findFaults } from '../support/page-faults.ts';
import { findLayoutFaults } from '../support/page-layout.ts';
import { runCli } from '../support/run-cli.ts';
import { visitPages } from '../support/visit-pages.ts';

let scratch = '';
let files = new Map<string, string>();
let pages: [string, string][] = [];

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'candor-hostile-'));
  const [root, out] = [path.join(scratch, 'root'), path.join(scratch, 'out')];
  makeHostileRoot(root, 'https://status.example.org');
  const { exitCode, stderr } = await runCli(['build', '--root', root, '--out', out, '--now', HOSTILE_NOW]);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  files = await readTree(out);
  pages = [...files].filter(([file]) => file.endsWith('.html'));
}, 120_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

test('every hostile value has its pages, none of which is left out or shown in another form', () => {
  for (const name of Object.keys(HOSTILE_VALUES)) {
    for (const page of [
      `components/${name}`,
      `incidents/2026-11-22-${name}`,
      `incidents/2026-11-19-${name}`,
      `postmortems/2026-11-19-${name}`,
    ]) {
      expect([...files.keys()]).toContain(`${page}/index.html`);
    }
  }
});

test('every page is valid HTML, with links to the web and within the site alone', async () => {
  expect(await findHtmlFaults(pages)).toEqual([]);
  for (const [file, html] of pages) {
    const links = [...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, link = '']) => link);
    expect(
      links.filter((link) => !/^(https?:\/\/|mailto:|data:image\/svg|\/(?!\/)|#)/i.test(link)),
      file,
    ).toEqual([]);
  }
});

test('every head says what it is to say: one title, the same where it is shared, and data that machines can read', () => {
  for (const [file, html] of pages) {
    expect(html.match(/<title>/g), file).toHaveLength(1);
    const head = readHead(html);
    expect(head.get('title'), file).toContain(head.get('og:title') ?? '');
    expect(() => JSON.parse(head.get('data') ?? '{}') as unknown, file).not.toThrow();
  }
  const title = readHead(files.get('incidents/2026-11-22-markup/index.html') ?? '').get('og:title');
  expect(title).toBe(`Investigating: ${HOSTILE_VALUES['markup']}`);
});

test('the feed is read by others, with the titles as they were written', async () => {
  const { items } = await new Parser().parseString(files.get('feed.xml') ?? '');
  expect(items.length).toBeGreaterThan(10);
  const titles = items.map(({ title }) => title);
  for (const name of ['markup', 'attribute', 'entities', 'template', 'hebrew', 'emoji', 'whole']) {
    expect(titles).toContain(`Investigating: ${HOSTILE_VALUES[name]}`);
  }
  for (const { link = '' } of items) expect(link).toMatch(/^https:\/\/status\.example\.org\//);
});

const browser = await startBrowser().catch((error: unknown) => {
  if (process.env['CI'] !== undefined) throw error;
  return `the browser cannot start here: ${String(error)}`;
});

/** Texts of the page, but for those that are Markdown, in which a turned direction does not end. */
const UNENDED = `(() => {
  const count = (text, signs) => text.match(signs)?.length ?? 0;
  const found = [];
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement.closest('.prose, script')) continue;
    const isEnded = count(node.data, /[\\u202a\\u202b\\u202d\\u202e]/g) === count(node.data, /\\u202c/g)
      && count(node.data, /[\\u2066-\\u2068]/g) === count(node.data, /\\u2069/g);
    if (!isEnded) found.push(node.data);
  }
  return found;
})()`;

describe.skipIf(typeof browser === 'string')('in a browser', () => {
  afterAll(async () => {
    if (typeof browser !== 'string') await browser.close();
  });

  test('nothing acts, nothing is asked of other hosts, no text spoils another, and 320 pixels hold it all', async () => {
    if (typeof browser === 'string') throw new Error(browser);
    const paths = pages.map(([file]) => file.replace(/index\.html$/, ''));
    const seen = { viewport: { width: 320, height: 800 } };
    const noise = await visitPages({ browser, files, paths, seen }, async (page) => {
      expect(await findLayoutFaults(page), page.url()).toEqual([]);
      expect(await page.evaluate(UNENDED), page.url()).toEqual([]);
    });
    expect(noise).toEqual([]);
  }, 60_000);

  test('assistive technology gets along with the pages of what stands between HTML and text', async () => {
    if (typeof browser === 'string') throw new Error(browser);
    const paths = ['', 'incidents/2026-11-22-markup/', 'postmortems/2026-11-19-invisible/', 'components/entities/'];
    const seen = { viewport: { width: 1440, height: 900 } };
    await visitPages({ browser, files, paths, seen }, async (page) => {
      expect(await findFaults(page), page.url()).toEqual([]);
    });
  }, 60_000);
});
