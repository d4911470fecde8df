/** What the page's script does in a real browser: it goes with the clock, and lets a reader walk the days of a strip. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startBrowser } from '../support/browser.ts';
import { readTree, serveSite, type SiteServer } from '../support/built-site.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
import { runCli } from '../support/run-cli.ts';

let scratch = '';
let server: SiteServer | undefined;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'candor-strip-'));
  makeExampleRoot(path.join(scratch, 'root'), 'https://status.example.org');
  const out = path.join(scratch, 'out');
  const result = await runCli(['build', '--root', path.join(scratch, 'root'), '--out', out, '--now', EXAMPLE_NOW], {
    cwd: scratch,
  });
  if (result.exitCode !== 0) throw new Error(result.stderr);
  server = await serveSite(await readTree(out), '/');
}, 120_000);

afterAll(async () => {
  await server?.close();
  await rm(scratch, { recursive: true, force: true });
});

const browser: Browser | string = await startBrowser().catch((error: unknown) => {
  if (process.env['CI'] !== undefined) throw error;
  return `the browser cannot start here: ${String(error)}`;
});
afterAll(async () => {
  if (typeof browser !== 'string') await browser.close();
});
const reason = typeof browser === 'string' ? ` (skipped: ${browser})` : '';

interface Look {
  address?: string;
  now?: string;
  timezoneId?: string;
  width?: number;
  javaScriptEnabled?: boolean;
}

async function visit(options: Look, look: (page: Page) => Promise<void>): Promise<void> {
  if (typeof browser === 'string') throw new Error(browser);
  const { address = '/', now = EXAMPLE_NOW, width = 1280, javaScriptEnabled = true } = options;
  const { timezoneId = 'America/New_York' } = options;
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ timezoneId, viewport, javaScriptEnabled });
  try {
    const page = await context.newPage();
    await page.clock.install({ time: now });
    await page.goto(`${server?.origin ?? ''}${address}`);
    await look(page);
  } finally {
    await context.close();
  }
}

/** What a reader at that time sees of these elements. */
async function findTexts(selector: string, address: string, now: string): Promise<string[]> {
  let texts: string[] = [];
  await visit({ address, now, timezoneId: 'Etc/UTC' }, async (page) => {
    texts = await page.locator(selector).filter({ visible: true }).allInnerTexts();
  });
  return texts.map((text) => text.replaceAll('\u00a0', ' '));
}

function stripOf(page: Page, name: string): Locator {
  return page.getByRole('slider', { name: `${name}, day by day` });
}

describe.skipIf(reason !== '')(`a page with strips${reason}`, () => {
  test('has one tab stop for each, and that says each day to who walks it with arrow keys, Home and End', async () => {
    await visit({}, async (page) => {
      const strip = stripOf(page, 'Public API');
      const said = (): Promise<string | null> => strip.getAttribute('aria-valuetext');
      await strip.focus();
      expect(await said()).toMatch(/^22 November 2026: .*1 incident/);
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      expect(await said()).toMatch(
        /^20 November 2026: [\d.]+% up, 1 incident, 26 minutes down, 15 minutes partly down/,
      );
      await page.keyboard.press('Home');
      expect(await said()).toMatch(/^25 August 2026: /);
      await page.keyboard.press('End');
      expect(await said()).toMatch(/^22 November 2026: /);
      await page.getByRole('link', { name: 'Website' }).focus();
      await page.keyboard.press('Tab');
      await expect.poll(() => page.evaluate('document.activeElement.ariaLabel')).toBe('Website, day by day');
    });
  });

  test('needs no further tab stop on a day without anything to tell', async () => {
    await visit({}, async (page) => {
      await stripOf(page, 'Mail <in & out>').focus();
      await page.keyboard.press('ArrowLeft');
      expect(await page.locator('.days a:visible').innerText()).toBe('21 November 2026: 100% up');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('/components/long/');
    });
  });

  test("leads to that day's incidents", async () => {
    await visit({}, async (page) => {
      await stripOf(page, 'Public API').focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/components/api/#2026-11-20');
      expect(await page.locator('li:target').innerText()).toMatch(/^20 Nov\s+.*Elevated errors on the public API$/);
    });
  });

  test.each([1280, 360])('shows the day under the pointer, %i pixels wide', async (width) => {
    await visit({ width }, async (page) => {
      const strip = stripOf(page, 'Public API');
      await strip.scrollIntoViewIfNeeded();
      const box = await strip.boundingBox();
      if (box === null) throw new Error('Cannot find the strip');
      // The third day from the end, its middle and just inside its edges.
      for (const place of [87.05, 87.5, 87.95]) {
        await page.mouse.move(box.x + (box.width * place) / 90, box.y + box.height / 2);
        expect(await page.locator('.days a:visible').innerText(), `at ${place}`).toMatch(/^20 November 2026: /);
      }
    });
  });

  test('is a picture with its sum in words where there is no script', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      expect(await page.getByRole('slider').count()).toBe(0);
      expect(await page.locator('.days a:visible').count()).toBe(0);
      const label = await page.locator('.days svg').first().getAttribute('aria-label');
      expect(label).toBe('Ninety days, 2 of them with trouble');
    });
  });
});

describe.skipIf(reason !== '')(`a page with live state${reason}`, () => {
  test('says how long ago the checks ran, with the time as title, and goes with the clock', async () => {
    await visit({}, async (page) => {
      const ago = page.locator('[data-ago]').first();
      const read = async (): Promise<unknown> => [await ago.innerText(), await ago.getAttribute('title')];
      expect(await read()).toEqual(['1 hour ago', '22 Nov 2026, 09:40\u00a0UTC']);
      await page.clock.runFor('01:00:00');
      expect(await read()).toEqual(['2 hours ago', '22 Nov 2026, 09:40\u00a0UTC']);
    });
  });

  test('says that it is old once the checks ran longer ago than staleAfter, and not before', async () => {
    expect(await findTexts('.note', '/maintenance/', '2026-11-22T12:39:00Z')).toEqual([]);
    expect(await findTexts('.note', '/maintenance/', '2026-11-22T12:41:00Z')).toEqual([
      'This page may be out of date: the checks last ran 22 Nov 2026, 09:40 UTC.',
    ]);
  });

  test.each([
    ['/', '.promise, .follow'],
    ['/incidents/2026-11-22-slow/', '.promise'],
  ])('says on %s that a promised update is late once its time is over, and not before', async (address, selector) => {
    const promised = await findTexts(selector, address, '2026-11-22T11:29:00Z');
    expect(promised.join(' ')).toMatch(/next update by 11:30 UTC/i);
    expect(promised.join(' ')).not.toContain('late');
    const late = await findTexts(selector, address, '2026-11-22T11:31:00Z');
    expect(late).toHaveLength(promised.length);
    for (const text of late) expect(text).toMatch(/promised by 11:30 UTC (and )?is late/);
  });
});
