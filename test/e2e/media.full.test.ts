/** Every kind of page as people set up their screens and their paper: how wide, how large, in which colours. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startBrowser } from '../support/browser.ts';
import { readTree } from '../support/built-site.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
import { HOSTILE_NOW, makeHostileRoot } from '../support/hostile-root.ts';
import { walkByKeyboard } from '../support/keyboard-walk.ts';
import { findFaults } from '../support/page-faults.ts';
import { findLayoutFaults } from '../support/page-layout.ts';
import { runCli } from '../support/run-cli.ts';
import { visitPages } from '../support/visit-pages.ts';

/** What the hostile root is looked at in: where a text is set otherwise. Colours are the same for every text. */
const OTHERWISE_SET = ['light', 'print', 'letters of twice the size'];
const ROOTS = [
  { name: 'example', make: makeExampleRoot, now: EXAMPLE_NOW, media: undefined },
  { name: 'hostile', make: makeHostileRoot, now: HOSTILE_NOW, media: OTHERWISE_SET },
];
const WIDTHS = [320, 768, 1440, 3840];

interface Medium {
  medium: string;
  seen?: BrowserContextOptions;
  /** What is done to the page before it is looked at. */
  prepare?: (page: Page) => Promise<unknown>;
}

const MEDIA: Medium[] = [
  { medium: 'light', seen: { colorScheme: 'light' } },
  { medium: 'dark', seen: { colorScheme: 'dark' } },
  { medium: 'forced colours', seen: { forcedColors: 'active' } },
  { medium: 'forced colours, dark', seen: { forcedColors: 'active', colorScheme: 'dark' } },
  { medium: 'more contrast', seen: { contrast: 'more' } },
  { medium: 'more contrast, dark', seen: { contrast: 'more', colorScheme: 'dark' } },
  { medium: 'reduced motion', seen: { reducedMotion: 'reduce' } },
  { medium: 'print', prepare: (page) => page.emulateMedia({ media: 'print' }) },
  {
    medium: 'letters of twice the size',
    prepare: (page) => page.evaluate(`document.documentElement.style.fontSize = '200%'`),
  },
];

const trees = new Map<string, Map<string, string>>();
let scratch = '';

/** The addresses of the pages of a site. */
function pathsOf(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()].filter((file) => file.endsWith('.html')).map((file) => file.replace(/index\.html$/, ''));
}

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'candor-media-'));
  for (const { name, make, now } of ROOTS) {
    const [root, out] = [path.join(scratch, name), path.join(scratch, 'out', name)];
    make(root, 'https://status.example.org');
    const { exitCode } = await runCli(['build', '--root', root, '--out', out, '--now', now]);
    expect(exitCode).toBe(0);
    trees.set(name, await readTree(out));
  }
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

const browser = await startBrowser().catch((error: unknown) => {
  if (process.env['CI'] !== undefined) throw error;
  return `the browser cannot start here: ${String(error)}`;
});

describe.skipIf(typeof browser === 'string').each(ROOTS)('every page of the $name root', ({ name, media }) => {
  const looked = MEDIA.filter(({ medium }) => media?.includes(medium) ?? true);
  const used = media === undefined ? looked : [];

  async function visit({ seen = {}, prepare }: Omit<Medium, 'medium'>, onPage: (page: Page) => Promise<void>) {
    if (typeof browser === 'string') throw new Error(browser);
    const files = trees.get(name) ?? new Map<string, string>();
    const noise = await visitPages({ browser, files, paths: pathsOf(files), seen }, async (page) => {
      await prepare?.(page);
      await onPage(page);
    });
    expect(noise).toEqual([]);
  }

  test.each(looked)(
    'is well set in $medium, on every width',
    async ({ seen, prepare }) => {
      for (const width of WIDTHS) {
        const sized = { ...seen, viewport: { width, height: 900 } };
        await visit({ seen: sized, ...(prepare && { prepare }) }, async (page) => {
          expect(await findLayoutFaults(page), `${page.url()} at ${width} pixels`).toEqual([]);
        });
      }
    },
    600_000,
  );

  test.each(WIDTHS)(
    'is well set at twice the size in a window of %d pixels',
    async (width) => {
      const seen = { viewport: { width: width / 2, height: 450 }, deviceScaleFactor: 2 };
      await visit({ seen }, async (page) => {
        expect(await findLayoutFaults(page), page.url()).toEqual([]);
      });
    },
    600_000,
  );

  test.each(used)(
    'has no accessibility fault in $medium',
    async ({ seen, prepare }) => {
      const sized = { ...seen, viewport: { width: 1440, height: 900 } };
      await visit({ seen: sized, ...(prepare && { prepare }) }, async (page) => {
        expect(await findFaults(page), page.url()).toEqual([]);
      });
    },
    600_000,
  );

  test.each(used.filter(({ medium }) => medium !== 'print'))(
    'is walked by keyboard in $medium',
    async ({ seen, prepare }) => {
      const sized = { ...seen, viewport: { width: 768, height: 900 } };
      await visit({ seen: sized, ...(prepare && { prepare }) }, async (page) => {
        const { stops, faults } = await walkByKeyboard(page);
        expect(faults, page.url()).toEqual([]);
        // What stands in the frame of another page is one link.
        expect(stops).toBeGreaterThan(page.url().endsWith('/embed/') ? 0 : 3);
      });
    },
    600_000,
  );
});
