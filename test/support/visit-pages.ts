/** Walks through pages of a built site in a real browser. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { serveSite } from './built-site.ts';
import { watchNoise } from './page-faults.ts';

export interface Visit {
  browser: Browser;
  files: ReadonlyMap<string, string>;
  /** Where the site lives on its host: `/` or `/sub/path/`. */
  base?: string;
  /** The pages, as paths below the base. */
  paths: readonly string[];
  /** How they are seen. */
  seen: BrowserContextOptions;
}

/** Opens one page after the other and does something on each; gives the noise that they made, which none should. */
export async function visitPages(visit: Visit, onPage: (page: Page) => Promise<void>): Promise<string[]> {
  const { browser, files, base = '/', paths, seen } = visit;
  const server = await serveSite(files, base);
  const context = await browser.newContext(seen);
  try {
    const page = await context.newPage();
    const noise = watchNoise(page, server);
    for (const path of paths) {
      await page.goto(server.origin + base + path, { waitUntil: 'load' });
      await onPage(page);
    }
    return noise;
  } finally {
    await context.close();
    await server.close();
  }
}
