/** The search of the history in a real browser, on a page below a sub-path that holds hostile words. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startBrowser } from '../support/browser.ts';
import { readTree, serveSite } from '../support/built-site.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
import { commitFiles } from '../support/make-repo.ts';
import { findFaults } from '../support/page-faults.ts';
import { runCli } from '../support/run-cli.ts';

const BASE = '/sub/path/';
const HOSTILE = '<img src=x onerror=alert(1)> & "quoted"';

function incident(number: number): string {
  const day = new Date(Date.UTC(2024, 0, 1 + 5 * number)).toISOString().slice(0, 10);
  return `---
title: Quiet trouble ${number}
category: customer
impact: none
components: { ${number % 2 === 0 ? 'web' : 'old'}: operational }
---

## Investigating · ${day}T10:00:00Z

Queues are long in Zürich.

## Resolved · ${day}T11:00:00Z
`;
}

const HOSTILE_INCIDENT = `---
title: '${HOSTILE}'
category: internal
impact: minor
components: { mail: degraded_performance }
---

## Investigating · 2026-11-10T10:00:00Z

<script>alert(2)</script> ${'データベースの障害が発生しました。'.repeat(20)}

<!-- never shown -->

## Resolved · 2026-11-10T11:00:00Z
`;

let scratch = '';
let tree = new Map<string, string>();

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'candor-search-'));
  const root = path.join(scratch, 'root');
  makeExampleRoot(root, 'https://status.example.org/sub/path');
  const quiet = Array.from({ length: 60 }, (_, index) => index + 1);
  const files = Object.fromEntries(quiet.map((number) => [`incidents/2024/quiet-${number}.md`, incident(number)]));
  commitFiles(root, { at: '2026-11-21T10:00:00Z', files: { ...files, 'incidents/hostile.md': HOSTILE_INCIDENT } });
  const out = path.join(scratch, 'out');
  const result = await runCli(['build', '--root', root, '--out', out, '--now', EXAMPLE_NOW], { cwd: scratch });
  if (result.exitCode !== 0) throw new Error(result.stderr);
  tree = await readTree(out);
}, 120_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('the index of the history', () => {
  test('has a file a year, without comments and without a text that was taken back', () => {
    const files = [...tree.keys()].filter((file) => /^history\/\d+\.json$/.test(file));
    expect(files).toEqual(['history/2024.json', 'history/2025.json', 'history/2026.json']);
    const texts = files.map((file) => tree.get(file) ?? '').join('');
    expect(texts).toContain('Elevated errors on the public API');
    expect(texts).not.toMatch(/never shown|Ms Example/);
  });

  test('is searched by one small script, which the history alone carries', () => {
    const carrying = [...tree].filter(([file, text]) => file.endsWith('.html') && /<script[^>]+src=/.test(text));
    expect(carrying.map(([file]) => file)).toEqual(['history/index.html']);
    const scripts = [...tree].filter(([file]) => file.endsWith('.js') && !file.startsWith('embed/'));
    expect(scripts.length).toBe(1);
    expect(gzipSync(scripts[0]?.[1] ?? '').length).toBeLessThan(4_000);
  });

  test('shortens the page of a component to its newest 20 entries, with the way to all others', () => {
    const page = tree.get('components/web/index.html') ?? '';
    expect(page.match(/class="row"/g)).toHaveLength(20);
    expect(page).toContain('href="/sub/path/history/?component=web"');
    expect(page).toContain('href="/sub/path/history/2024/01/"');
    expect(tree.get('components/api/index.html')).not.toContain('?component=');
  });
});

const browser: Browser | string = await startBrowser().catch((error: unknown) => {
  if (process.env['CI'] !== undefined) throw error;
  return `the browser cannot start here: ${String(error)}`;
});
const reason = typeof browser === 'string' ? ` (skipped: ${browser})` : '';

interface Visit extends BrowserContextOptions {
  /** After the address of the history. */
  search?: string;
  /** Files that the server does not have. */
  missing?: readonly string[];
  /** Whether the script comes only after the page has been shown. */
  slowScript?: boolean;
}

/** Opens the history and wants nothing on the console but what a missing file brings. */
async function visit(
  { search = '', missing = [], slowScript = false, ...options }: Visit,
  look: (page: Page, asked: string[]) => Promise<void>,
): Promise<void> {
  if (typeof browser === 'string') throw new Error(browser);
  const served = new Map([...tree].filter(([file]) => !missing.includes(file)));
  const server = await serveSite(served, BASE);
  const context = await browser.newContext(options);
  const seen: string[] = [];
  const asked: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => seen.push(error.message));
    page.on('console', (message) => seen.push(message.text()));
    page.on('request', (request) => {
      if (request.url().endsWith('.json')) asked.push(path.basename(request.url()));
    });
    if (slowScript) {
      await page.route('**/*.js', (route) => new Promise((done) => setTimeout(done, 300)).then(() => route.continue()));
    }
    await page.goto(`${server.origin}${BASE}history/${search}`);
    await look(page, asked);
    expect(seen.filter((text) => missing.length === 0 || !text.includes('404'))).toEqual([]);
  } finally {
    await context.close();
    await server.close();
  }
}

async function expectStatus(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.locator('#search-status').textContent()).toBe(text);
}

function titles(page: Page): Promise<string[]> {
  return page.locator('#search-found .row a').allInnerTexts();
}

function queryOf(page: Page): string {
  return new URL(page.url()).search;
}

describe.skipIf(reason !== '')(`the search of the history${reason}`, () => {
  afterAll(async () => {
    if (typeof browser !== 'string') await browser.close();
  });

  test('is not there without a script, and the archive is', async () => {
    await visit({ javaScriptEnabled: false, search: '?q=nothing' }, async (page) => {
      expect(await page.locator('#search').isVisible()).toBe(false);
      expect(await page.locator('#archive .row a').first().isVisible()).toBe(true);
    });
  });

  test('moves nothing when it appears, however late its script comes', async () => {
    await visit({ slowScript: true }, async (page) => {
      await expect.poll(() => page.locator('#search').isVisible()).toBe(true);
      const observe = `new PerformanceObserver((list) => done(list.getEntries().length))
        .observe({ type: 'layout-shift', buffered: true })`;
      const shifts = await page.evaluate(`new Promise((done) => { ${observe}; setTimeout(done, 200, 0); })`);
      expect(shifts).toBe(0);
    });
  });

  test('loads nothing until it is touched, then year by year as far as it must', async () => {
    await visit({}, async (page, asked) => {
      expect(asked).toEqual([]);
      await page.locator('#search-text').focus();
      await page.waitForResponse((response) => response.url().endsWith('2026.json'));
      expect(asked).toEqual(['2026.json']);
      await page.keyboard.type('zurich queues');
      await expectStatus(page, '60 entries found; the newest 50 are shown.');
      expect(asked).toEqual(['2026.json', '2025.json', '2024.json']);
    });
  });

  test('finds every word in titles and updates, newest first, and marks what it found', async () => {
    await visit({}, async (page) => {
      await page.locator('#search-text').fill('ERRÓRS api');
      await expectStatus(page, '2 entries found.');
      expect(await titles(page)).toEqual(['Elevated errors on the public API', 'Elevated errors on the public API']);
      expect(await page.locator('#search-found h2').allInnerTexts()).toEqual(['2026', '2025']);
      expect(await page.locator('#search-found .day > .side').allInnerTexts()).toEqual(['20 Nov', '4 Mar']);
      expect(await page.locator('#search-found a mark').allInnerTexts()).toEqual(['errors', 'API', 'errors', 'API']);
      expect(await page.locator('#archive').isVisible()).toBe(false);
      await page.locator('#search-found .row a').first().click();
      await page.waitForURL(`**${BASE}incidents/2026-11-20-api-errors/`);
    });
  });

  test('shows 50 at a time; "more" leads the keyboard to the first of the next', async () => {
    await visit({ search: '?q=quiet' }, async (page) => {
      await expectStatus(page, '60 entries found; the newest 50 are shown.');
      expect(await titles(page)).toHaveLength(50);
      await page.getByRole('button', { name: 'Show older ones' }).press('Enter');
      await expectStatus(page, '60 entries found.');
      expect(await titles(page)).toHaveLength(60);
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Quiet trouble 10');
      expect(await page.getByRole('button', { name: 'Show older ones' }).isVisible()).toBe(false);
    });
  });

  test('shows hostile words as the words they are', async () => {
    await visit(
      { search: `?${new URLSearchParams({ q: '<img 障害', component: 'mail' }).toString()}` },
      async (page) => {
        await expectStatus(page, 'One entry found.');
        expect(await titles(page)).toEqual([HOSTILE]);
        expect(await page.locator('#search-found .row .excerpt').innerText()).toMatch(/^…?.*データベースの障害/);
        expect(await page.locator('#search-found img, #search-found script').count()).toBe(0);
        expect(await page.locator('#search-component option:checked').innerText()).toBe('Mail <in & out>');
      },
    );
  });

  test('keeps what is asked in the address: shared, reloaded, and back step by step', async () => {
    await visit({}, async (page) => {
      await page.locator('#search-text').pressSequentially('trouble', { delay: 30 });
      await expectStatus(page, '60 entries found; the newest 50 are shown.');
      await page.locator('#search-component').selectOption({ label: 'Old thing (retired)' });
      await expectStatus(page, '30 entries found.');
      expect(queryOf(page)).toBe('?q=trouble&component=old');
      await page.reload();
      await expectStatus(page, '30 entries found.');
      expect(await page.locator('#search-text').inputValue()).toBe('trouble');
      await page.goBack();
      await expectStatus(page, '60 entries found; the newest 50 are shown.');
      expect(queryOf(page)).toBe('?q=trouble');
      await page.goBack();
      await expectStatus(page, '');
      expect(queryOf(page)).toBe('');
      expect(await page.locator('#archive').isVisible()).toBe(true);
    });
  });

  test('takes each choice of the address, and leaves out one that no list offers', async () => {
    await visit({ search: '?component=nothing&category=customer&impact=none&kind=incident' }, async (page) => {
      await expectStatus(page, '60 entries found; the newest 50 are shown.');
      const chosen = await page.locator('#search option:checked').allInnerTexts();
      expect(chosen).toEqual(['All components', 'The activity of one customer', 'None', 'Incidents']);
    });
  });

  test('says so where nothing is found, and offers to clear', async () => {
    await visit({ search: '?q=zebra&kind=maintenance' }, async (page) => {
      await expectStatus(page, 'Nothing in the history matches this search.');
      await page.getByRole('button', { name: 'Clear the search' }).click();
      await expectStatus(page, '');
      expect([queryOf(page), await page.locator('#search-kind').inputValue()]).toEqual(['', '']);
      expect(await page.evaluate('document.activeElement.id')).toBe('search-text');
      expect(await page.locator('#archive').isVisible()).toBe(true);
    });
  });

  test('says so where the index cannot be loaded, leaves the archive, and can try again', async () => {
    await visit({ search: '?q=api', missing: ['history/2026.json'] }, async (page) => {
      await expectStatus(page, 'The search could not be loaded. The history by month is below, whole.');
      expect(await page.locator('#archive').isVisible()).toBe(true);
      await page.route('**/2026.json', (route) => route.fulfill({ body: tree.get('history/2026.json') ?? '' }));
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect.poll(() => titles(page)).toContain('Elevated errors on the public API');
      expect(await page.locator('#archive').isVisible()).toBe(false);
    });
  });

  test('keeps what it found where an older year cannot be loaded', async () => {
    await visit({ search: '?q=elevated', missing: ['history/2025.json'] }, async (page) => {
      await expectStatus(page, 'Older entries could not be loaded. The history by month is below, whole.');
      expect(await titles(page)).toEqual(['Elevated errors on the public API']);
      expect(await page.locator('#archive').isVisible()).toBe(true);
    });
  });

  test.each([
    { colorScheme: 'light', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'none' },
    { colorScheme: 'light', forcedColors: 'active' },
  ] as const)('has no accessibility fault and fits 320 pixels: %o', async (options) => {
    const viewport = { width: 320, height: 800 };
    await visit({ ...options, viewport, search: '?q=in' }, async (page) => {
      await expect.poll(() => page.locator('#search-found mark').count()).toBeGreaterThan(0);
      expect(await findFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    });
  });
});
