/** What the page's one script makes of a page that is read later than it was built, or far away. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startBrowser } from '../support/browser.ts';
import { readTree, serveSite, type SiteServer } from '../support/built-site.ts';
import { writeFiles } from '../support/make-repo.ts';
import { runCli } from '../support/run-cli.ts';

const CONFIG = `page: { name: Example, url: "https://status.example.org", id: k7d0v3m9x2qa, staleAfter: 2d, accent: "#0b5fff" }
components:
  - { id: api, name: Public API, since: 2026-10-01 }
  - { id: web, name: Website, since: 2026-10-01 }
`;
const MAINTENANCE = `---
kind: maintenance
title: Database upgrade
components: [api]
scheduled: { from: 2026-11-24T22:00:00Z, until: 2026-11-24T23:30:00Z }
---

Expect short pauses.
`;
const CLOSED = `---
title: Slow answers
category: internal
impact: minor
components: { web: degraded_performance }
---

## Investigating · 2026-11-20T10:05:00Z · next: 2026-11-20T10:30:00Z

## Resolved · 2026-11-20T11:00:00Z
`;

let scratch = '';
let tree = new Map<string, string>();
let server: SiteServer | undefined;

async function build(now: string): Promise<Map<string, string>> {
  const out = path.join(scratch, `out-${now.replaceAll(':', '')}`);
  const result = await runCli(['build', '--root', path.join(scratch, 'root'), '--out', out, '--now', now], {
    cwd: scratch,
  });
  if (result.exitCode !== 0) throw new Error(result.stderr);
  return readTree(out);
}

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'candor-live-'));
  const files = { 'incidents/2026/upgrade.md': MAINTENANCE, 'incidents/2026/slow.md': CLOSED };
  writeFiles(path.join(scratch, 'root'), { 'status.yml': CONFIG, ...files });
  tree = await build('2026-11-24T20:00:00Z');
  server = await serveSite(tree, '/');
}, 120_000);

afterAll(async () => {
  await server?.close();
  await rm(scratch, { recursive: true, force: true });
});

describe('the pages of a build', () => {
  test('are the same in a later build, but for those that tell how things are now', async () => {
    const later = await build('2026-11-24T20:30:00Z');
    const changed = [...tree].filter(([file, text]) => later.get(file) !== text).map(([file]) => file);
    expect(changed.sort()).toEqual([
      'components/api/index.html',
      'components/web/index.html',
      'embed/index.html',
      'figures.json',
      'history/index.html',
      'incidents/upgrade/index.html',
      'index.html',
      'llms.txt',
      'maintenance/index.html',
      'og/incidents/upgrade.png',
      'og/status.png',
      'transparency.json',
      'transparency/index.html',
    ]);
  });

  test('carry at most 1,024 characters of script, and the front page no data beside it', () => {
    for (const [file, html] of tree) {
      if (!file.endsWith('.html')) continue;
      const scripts = [...html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)]
        .filter(([, attributes = '']) => file === 'index.html' || !attributes.includes('ld+json'))
        .map(([, , script = '']) => script);
      expect(scripts.join('').length, file).toBeLessThanOrEqual(1_024);
      // The search of the history is the one script that a page asks for.
      const external = html.match(/<script[^>]+src=/g) ?? [];
      expect(external.length, file).toBe(file === 'history/index.html' ? 1 : 0);
    }
  });
});

const browser: Browser | string = await startBrowser().catch((error: unknown) => {
  if (process.env['CI'] !== undefined) throw error;
  return `the browser cannot start here: ${String(error)}`;
});
const reason = typeof browser === 'string' ? ` (skipped: ${browser})` : '';

async function visit(
  options: BrowserContextOptions & { now: string; path?: string },
  look: (page: Page) => Promise<void>,
): Promise<void> {
  if (typeof browser === 'string') throw new Error(browser);
  const { now, path: address = '/', ...rest } = options;
  const context = await browser.newContext({ timezoneId: 'Etc/UTC', ...rest });
  try {
    const page = await context.newPage();
    await page.clock.install({ time: now });
    await page.goto(`${server?.origin ?? ''}${address}`);
    await look(page);
  } finally {
    await context.close();
  }
}

async function readPage(page: Page): Promise<unknown> {
  const texts = async (selector: string): Promise<string[]> =>
    (await page.locator(`${selector}:visible`).allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' ').trim());
  return {
    verdict: await texts('h1'),
    maintenance: await texts('article .label'),
    components: await texts('.component .state'),
    colour: await page.evaluate('document.body.className'),
  };
}

describe.skipIf(reason !== '')(`a page that is left open${reason}`, () => {
  afterAll(async () => {
    if (typeof browser !== 'string') await browser.close();
  });

  test('begins and ends a maintenance by itself, on a page that was built before', async () => {
    await visit({ now: '2026-11-24T21:59:00Z' }, async (page) => {
      expect(await readPage(page)).toEqual({
        verdict: ['All systems operational.'],
        maintenance: ['Scheduled'],
        components: ['Operational', 'Operational'],
        colour: 's-operational',
      });
      await page.clock.runFor('02:00');
      expect(await readPage(page)).toEqual({
        verdict: ['Public API is under maintenance.'],
        maintenance: ['In progress'],
        components: ['Under maintenance', 'Operational'],
        colour: 's-under_maintenance',
      });
      await page.clock.runFor('01:30:00');
      expect(await readPage(page)).toEqual({
        verdict: ['All systems operational.'],
        maintenance: ['Completed'],
        components: ['Operational', 'Operational'],
        colour: 's-operational',
      });
    });
  });

  test.each([
    ['/', ['All systems operational.', 'Public API is under maintenance.', 'All systems operational.'], ''],
    ['/components/api/', ['Operational', 'Under maintenance', 'Operational'], '.verdict .label'],
    ['/incidents/upgrade/', ['Scheduled', 'In progress', 'Completed'], '.head .phase'],
    ['/maintenance/', ['Scheduled', 'In progress', 'Maintenance'], ''],
  ] as const)('carries in title, icon and colour what the clock has brought: %s', async (address, stated, label) => {
    const colours = ['s-operational', 's-under_maintenance', 's-operational'];
    if (address === '/incidents/upgrade/') colours[0] = 's-under_maintenance';
    await visit({ now: '2026-11-24T21:59:00Z', path: address }, async (page) => {
      const icons: string[] = [];
      for (const [index, wait] of ['00:01', '02:00', '01:30:00'].entries()) {
        await page.clock.runFor(wait);
        expect((await page.title()).replaceAll('\u00a0', ' ')).toMatch(new RegExp(`^${stated[index] ?? ''}`));
        if (label !== '') expect(await page.locator(`${label}:visible`).allInnerTexts()).toEqual([stated[index]]);
        expect(await page.evaluate('document.body.className')).toBe(colours[index]);
        icons.push(String(await page.evaluate('document.querySelector("link[rel=icon]").href')));
      }
      expect(icons.map((icon) => icons.indexOf(icon))).toEqual(colours.map((colour) => colours.indexOf(colour)));
    });
  });

  test('counts what is at work and to come by the clock, where maintenance is told', async () => {
    await visit({ now: '2026-11-24T21:59:00Z', path: '/maintenance/' }, async (page) => {
      const lead = page.locator('.follow:visible').first();
      expect(await lead.innerText()).toBe('1 maintenance is planned.');
      await page.clock.runFor('02:00');
      expect(await lead.innerText()).toBe('1 maintenance is in progress.');
      await page.clock.runFor('01:30:00');
      expect(await lead.innerText()).toBe('Nothing is planned.');
    });
  });

  test.each([
    { contrast: 'no-preference', colour: 'rgb(11, 95, 255)' },
    { contrast: 'more', colour: 'rgb(23, 105, 74)' },
  ] as const)("has the operator's accent where contrast is $contrast: $colour", async ({ contrast, colour }) => {
    await visit({ now: '2026-11-24T21:00:00Z', contrast }, async (page) => {
      const messages: string[] = [];
      page.on('console', (message) => messages.push(message.text()));
      await page.reload();
      expect(await page.evaluate('getComputedStyle(document.body).borderTopColor')).toBe(colour);
      expect(messages).toEqual([]);
    });
  });

  test("shows times in the reader's zone, and the operator's beside a maintenance", async () => {
    await visit({ now: '2026-11-24T21:00:00Z', timezoneId: 'Asia/Tokyo' }, async (page) => {
      const side = page.locator('article .side').first();
      expect((await side.innerText()).replaceAll('\u00a0', ' ').split(/\n+/)).toEqual([
        '25 Nov 2026, 07:00 until 08:30',
        '24 Nov 2026, 22:00 to 23:30 UTC',
      ]);
      expect(await page.locator('.foot').innerText()).toContain('Times are those of your time zone; days are UTC.');
    });
  });

  test("leaves times in the operator's zone, with its name, where there is no script", async () => {
    await visit({ now: '2026-11-24T21:00:00Z', timezoneId: 'Asia/Tokyo', javaScriptEnabled: false }, async (page) => {
      const side = await page.locator('article .side').first().innerText();
      expect(side.replaceAll('\u00a0', ' ').trim()).toBe('24 Nov 2026, 22:00 UTC until 23:30 UTC');
    });
  });
});
