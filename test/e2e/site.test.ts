/** The whole way from a repository to pages in a browser: three builds at once, then what readers and machines see. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser, Page } from 'playwright-core';
import Parser from 'rss-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startBrowser } from '../support/browser.ts';
import { leadsSomewhere, listFeedLinks, readFeedIds, readHead, readTree } from '../support/built-site.ts';
import { DRAFT_WORDS } from '../support/example-postmortems.ts';
import { HEADS } from '../support/example-heads.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
import { findHtmlFaults } from '../support/html-faults.ts';
import { walkByKeyboard } from '../support/keyboard-walk.ts';
import { findFaults } from '../support/page-faults.ts';
import { findLayoutFaults } from '../support/page-layout.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { visitPages } from '../support/visit-pages.ts';

const SITES = [
  { name: 'top', url: 'https://status.example.org', base: '/' },
  { name: 'sub', url: 'https://status.example.org/sub/path', base: '/sub/path/' },
] as const;
type SiteName = (typeof SITES)[number]['name'];

let scratch = '';
const results = new Map<string, CliResult>();
const trees = new Map<string, Map<string, string>>();

function treeOf(name: string): Map<string, string> {
  return trees.get(name) ?? new Map<string, string>();
}

function pagesOf(name: SiteName): [string, string][] {
  return [...treeOf(name)].filter(([file]) => file.endsWith('.html'));
}

/** The address of a file of a site, as a path on its host. */
function addressOf(file: string, base: string): string {
  return base + file.replace(/index\.html$/, '');
}

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'candor-site-'));
  for (const { name, url } of SITES) makeExampleRoot(path.join(scratch, name), url);
  const builds = [...SITES.map(({ name }) => ({ root: name, out: name })), { root: 'top', out: 'again' }];
  await Promise.all(
    builds.map(async ({ root, out }) => {
      const folder = path.join(scratch, 'out', out);
      const args = ['build', '--root', path.join(scratch, root), '--out', folder, '--now', EXAMPLE_NOW];
      const result = await runCli(args, { cwd: scratch });
      results.set(out, result);
      if (result.exitCode !== 0) throw new Error(`Cannot build ${out}: ${result.stderr}`);
      trees.set(out, await readTree(folder));
    }),
  );
}, 120_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('candor build', () => {
  test('exits 0, prints what it wrote and names each file that is shown in another form', () => {
    expect([...results.values()].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const { stdout, stderr } = results.get('top') ?? { stdout: '', stderr: '' };
    expect(stdout).toMatch(/^Wrote \d+ files to \S+\/out\/top\n$/);
    expect(stderr).toMatch(/^incidents\/2025\/2025-03-04-edge\.md is shown as of commit [0-9a-f]{8}:\n {2}incidents/);
    expect(stderr).toContain('\nincidents/2026/never-good.md is shown with its title alone:\n');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('gives the same bytes for the same content, also beside other builds', () => {
    expect(treeOf('top').size).toBeGreaterThan(10);
    expect(Object.fromEntries(treeOf('again'))).toEqual(Object.fromEntries(treeOf('top')));
  });

  test('has a page for every entry, former id and file that never was good', () => {
    expect([...treeOf('top').keys()]).toEqual(
      expect.arrayContaining([
        'index.html',
        '404.html',
        'history/index.html',
        'feed.xml',
        ...['2026-11-22-slow', '2026-11-20-api-errors', 'api-errors', '2025-03-04-edge', 'never-good'].map(
          (id) => `incidents/${id}/index.html`,
        ),
      ]),
    );
  });

  test('keeps the address of a removed file and says when it was withdrawn', () => {
    expect(treeOf('top').get('incidents/2025-05-06-gone/index.html')).toContain('withdrawn on 21 Nov 2026');
  });

  test("tells in an incident's page what was promised and kept, reported and found, in words", () => {
    const html = treeOf('top').get('incidents/2026-11-22-slow/index.html') ?? '';
    const text = html.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
    for (const words of [
      'Next update promised by 11:00 UTC; it came at 10:20 UTC',
      'Probably acme, a provider that we rely on',
      'To acme, 10:12 UTC (ticket &lt;b&gt;4711&lt;/b&gt;)',
      'Not known, as its commit is dated before its first update',
      'check web-front · error of the server · 2 times in a row',
    ]) {
      expect(text).toContain(words);
    }
    expect(html).not.toMatch(/status-data|href="javascript:/);
    expect(html).toContain('>status.acme.example.org</a>');
  });

  test('tells what was changed afterwards, on the page and in feeds', () => {
    const html = treeOf('top').get('incidents/2026-11-20-api-errors/index.html') ?? '';
    const text = html.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
    expect(text).toContain('Edited 81 days later We see Removed: odd answers, 0 &lt; 1 Added: elevated error rates');
    expect(treeOf('top').get('feed.json')).toMatch(/"date_modified": ?"2026-11-21T09:00:00Z"/);
  });

  test('shows the last good revision of a broken file and no text that was taken back', () => {
    expect(treeOf('top').get('incidents/2025-03-04-edge/index.html')).toContain('It works.');
    for (const text of treeOf('top').values()) expect(text).not.toContain('Ms Example');
  });

  test('says on the front page of what is corrected whether it is shown at all', () => {
    const notes = [...(treeOf('top').get('index.html') ?? '').matchAll(/<p>(One entry [^<]*)<\/p>.*?href="([^"]*)"/gs)];
    expect(notes.map(([, text = '', href = '']) => [text, href.split('/').at(-2)])).toEqual([
      ['One entry is being corrected. It is shown as it last was:', '2025-03-04-edge'],
      ['One entry is being corrected and cannot be shown yet:', 'never-good'],
    ]);
  });
});

describe('post-mortems', () => {
  const page = (file: string): string => treeOf('top').get(`${file}/index.html`) ?? '';

  test('have a page each once they are published, and an address when they are not any more', () => {
    const files = [...treeOf('top').keys()].filter((file) => /^postmortems\/.*\.html$/.test(file));
    const ids = ['2026-11-20-api-errors', 'broken-later', 'gone', 'hostile', 'taken-back'];
    expect(files.sort()).toEqual([...ids.map((id) => `postmortems/${id}/index.html`), 'postmortems/index.html'].sort());
    expect(page('postmortems/gone')).toContain('withdrawn on 21 Nov 2026');
    expect(page('postmortems/taken-back')).toContain('withdrawn on 21 Nov 2026');
    expect(page('postmortems/broken-later')).toContain('What you see is its last good version.');
  });

  test('leak no word of a draft, and of no text that somebody took out by a comment', () => {
    for (const [file, text] of treeOf('top')) {
      expect(text, file).not.toContain(DRAFT_WORDS);
      expect(text, file).not.toContain('the name of the customer');
    }
    expect(page('incidents/2026-11-22-slow')).toContain('We are writing a post-mortem');
  });

  test('are found from their incidents and from the history, and lead back', () => {
    const address = '/postmortems/2026-11-20-api-errors/';
    expect(page('incidents/2026-11-20-api-errors')).toContain(`href="${address}"`);
    expect(page('history')).toContain('href="/postmortems/"');
    expect(page('postmortems')).toContain(`href="${address}"`);
    expect(page('postmortems/2026-11-20-api-errors')).toContain('href="/incidents/2026-11-20-api-errors/"');
    expect(treeOf('top').get('sitemap.xml')).toContain(address);
  });

  test('tell when they were built only where they show a check as it is now', () => {
    expect(page('postmortems/2026-11-20-api-errors')).toContain('Page built');
    expect(page('postmortems/2026-11-20-api-errors')).toMatch(/href="\/components\/api\/"[^>]*>api-health/);
    expect(page('postmortems/hostile')).not.toContain('Page built');
    expect(page('postmortems/hostile')).toContain('Last changed');
  });

  test('make links of nothing but web addresses', () => {
    const links = [...page('postmortems/hostile').matchAll(/\shref="([^"]*)"/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !/^(https?:|mailto:|data:image\/svg|[/#])/.test(link))).toEqual([]);
  });
});

describe.each(SITES)('every page of the site below $base', ({ name, base }) => {
  test('is valid HTML', async () => {
    expect(await findHtmlFaults(pagesOf(name))).toEqual([]);
  });

  test('has a strict policy, and neither scripts of others nor styles in attributes', () => {
    for (const [file, html] of pagesOf(name)) {
      const policy = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1];
      expect(policy, file).toMatch(/^default-src 'none';/);
      expect(policy, file).not.toMatch(/unsafe|https?:/);
      expect(html, file).not.toMatch(/<[^>]+\s(style|on[a-z]+)=["']/i);
      expect(html, file).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="https?:\/\/(?!status\.example\.org)/);
      expect(html, file).not.toContain("alert('no')</script>");
    }
  });

  test('links only to what is there', () => {
    const tree = treeOf(name);
    const broken = pagesOf(name).flatMap(([file, html]) =>
      [...html.matchAll(/\s(?:href|src)="([^"]+)"/g)]
        .map(([, link = '']) => link.replaceAll('&amp;', '&').replaceAll('&#38;', '&'))
        .filter((link) => !leadsSomewhere({ link, from: addressOf(file, base), base, tree }))
        .map((link) => `${file}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test('has a sitemap that leads to pages alone', () => {
    const tree = treeOf(name);
    const addresses = [...(tree.get('sitemap.xml') ?? '').matchAll(/<loc>(.*?)<\/loc>/g)].map(
      ([, url = '']) => new URL(url),
    );
    expect(addresses.length).toBeGreaterThan(10);
    for (const { pathname } of addresses) {
      expect(leadsSomewhere({ link: pathname, from: base, base, tree }), pathname).toBe(true);
    }
    expect(tree.get('robots.txt')).toContain(`\nSitemap: https://status.example.org${base}sitemap.xml\n`);
  });

  test('names on every page its feeds, whose items lead to what they tell', async () => {
    const tree = treeOf(name);
    // What stands in a frame is no page to go on from.
    const pages = pagesOf(name).filter(([file]) => file !== 'embed/index.html');
    const named = pages.map(([file, html]) => {
      expect(listFeedLinks(html), file).toHaveLength(3);
      return listFeedLinks(html);
    });
    expect(named.flat()).toContain(`${base}components/api/atom.xml`);
    for (const href of new Set(named.flat())) expect(tree.has(href.slice(base.length)), href).toBe(true);
    const feed = await new Parser().parseString(tree.get('feed.xml') ?? '');
    expect(feed.items.length).toBeGreaterThan(8);
    expect(feed.items.map(({ title }) => title)).toContain("Investigating: Slow <b>answers</b> & 'timeouts' \" ]]> 🔥");
    for (const { link = '' } of feed.items) {
      expect(link).toMatch(/^https:\/\/status\.example\.org\//);
      const { pathname, hash } = new URL(link);
      expect(leadsSomewhere({ link: pathname + hash, from: base, base, tree }), link).toBe(true);
      expect(hash).not.toBe('');
    }
  });

  test('has the same items in each format of each feed', () => {
    const feeds = [...treeOf(name).keys()].filter((file) => file.endsWith('feed.xml'));
    expect(feeds.length).toBeGreaterThan(5);
    for (const file of feeds) {
      const [rss, ...others] = readFeedIds(treeOf(name), file);
      expect(others, file).toEqual([rss, rss]);
    }
  });
});

describe.each(SITES)('the head of a page below $base', ({ name, url }) => {
  test.each(HEADS)('/$path says what is seen of it where it is shared', ({ path: page, title, picture, type }) => {
    const tree = treeOf(name);
    const head = readHead(tree.get(`${page}index.html`) ?? '');
    const isEntry = page.startsWith('incidents/');
    expect(head.get('title')?.startsWith(title), head.get('title')).toBe(true);
    expect(head.get('title')).toContain(head.get('og:title'));
    expect([head.get('canonical'), head.get('og:url')]).toEqual([`${url}/${page}`, `${url}/${page}`]);
    expect(head.get('og:description')).toBe(head.get('description'));
    expect(head.get('og:image')?.split('?')[0]).toBe(`${url}/og/${picture}.png`);
    expect(tree.get(`og/${picture}.png`)).toContain('PNG');
    expect(head.get('og:image:alt')?.length).toBeGreaterThan(10);
    expect(head.get('og:type')).toBe(isEntry ? 'article' : 'website');
    expect(head.has('article:published_time')).toBe(isEntry);
    expect(head.has('robots')).toBe(false);
    const data = JSON.parse(head.get('data') ?? '{"@graph":[]}') as { '@graph': Record<string, unknown>[] };
    expect(data['@graph'].at(-1)?.['@type']).toBe(type);
  });

  test.each(['404.html', 'incidents/2025-05-06-gone/index.html', 'incidents/never-good/index.html'])(
    '%s keeps it out of search engines',
    (file) => {
      const head = readHead(treeOf(name).get(file) ?? '');
      expect(head.get('robots')).toBe('noindex');
      expect([...head.keys()].filter((key) => key === 'canonical' || key.startsWith('og:'))).toEqual([]);
    },
  );

  test('gives the browser the colour of the state on pages that tell how things are now, and on no other', () => {
    const colours = pagesOf(name).map(([file, html]) => [file, readHead(html).get('theme-color light')]);
    expect(Object.fromEntries(colours.filter(([, colour]) => colour !== undefined))).toEqual({
      'index.html': '#b0440c',
      'maintenance/index.html': '#b0440c',
      'components/api/index.html': '#b0440c',
      'components/web/index.html': '#8a5a00',
      'components/mail/index.html': '#2a5d9f',
      'components/long/index.html': '#8a5a00',
      'incidents/2026-11-22-slow/index.html': '#8a5a00',
      'incidents/2026-11-22-certificates/index.html': '#2a5d9f',
      'incidents/2026-11-24-database/index.html': '#2a5d9f',
      'postmortems/2026-11-20-api-errors/index.html': '#17694a',
      'postmortems/broken-later/index.html': '#17694a',
      'transparency/index.html': '#5c5952',
    });
  });
});

const browser: Browser | string = await startBrowser().catch((error: unknown) => {
  if (process.env['CI'] !== undefined) throw error;
  return `the browser cannot start here: ${String(error)}`;
});
const reason = typeof browser === 'string' ? ` (skipped: ${browser})` : '';

describe.skipIf(reason !== '')(`in a browser${reason}`, () => {
  afterAll(async () => {
    if (typeof browser !== 'string') await browser.close();
  });

  test.each(SITES)('pages below $base are quiet and ask no other host', async ({ name, base }) => {
    await visit({ name, base }, () => Promise.resolve());
  });

  test.each([{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const)(
    'pages in %o have no accessibility fault and fit 320 pixels',
    async (mode) => {
      await visit({ name: 'top', base: '/', ...mode }, async (page) => {
        expect(await findFaults(page), page.url()).toEqual([]);
        expect(await findLayoutFaults(page), page.url()).toEqual([]);
      });
    },
  );

  test.each([{}, { forcedColors: 'active' }] as const)(
    'the keyboard comes by everything in the order of reading, and its focus is seen: %o',
    async (mode) => {
      await visit({ name: 'top', base: '/', ...mode }, async (page) => {
        const { stops, faults } = await walkByKeyboard(page);
        expect(faults, page.url()).toEqual([]);
        expect(stops, page.url()).toBeGreaterThan(3);
      });
    },
  );

  test('the first stop of the keyboard leads over the links of the head to what the page is about', async () => {
    await visit({ name: 'top', base: '/' }, async (page) => {
      for (const key of ['Tab', 'Enter', 'Tab']) await page.keyboard.press(key);
      const where = await page.evaluate(
        `document.activeElement.closest('header.top, main, footer')?.tagName ?? 'BODY'`,
      );
      expect(where, page.url()).not.toBe('HEADER');
    });
  });

  test('paper has the strips of the days, and neither a slider nor what it last said', async () => {
    await visit({ name: 'top', base: '/' }, async (page) => {
      const strips = page.locator('.days');
      if ((await strips.count()) > 0) await strips.first().locator('input').focus();
      await page.emulateMedia({ media: 'print' });
      for (let index = 0; index < (await strips.count()); index += 1) {
        expect(
          await strips
            .nth(index)
            .locator(':scope > :visible')
            .evaluateAll((all) => all.map((each) => each.tagName)),
        ).toEqual(['svg']);
      }
      await page.emulateMedia({ media: null });
    });
  });
});

const VISITED = [
  'index',
  'history/index',
  'history/2026/11/index',
  'components/api/index',
  'maintenance/index',
  'subscribe/index',
  'transparency/index',
  'incidents/2026-11-22-slow/index',
  'incidents/never-good/index',
  'incidents/2026-11-20-api-errors/index',
  'postmortems/index',
  'postmortems/2026-11-20-api-errors/index',
  'postmortems/hostile/index',
  'postmortems/gone/index',
  '404',
];

interface Visit {
  name: SiteName;
  base: string;
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active';
}

/** Opens pages of a site one after the other, does something on each, and wants all of them quiet. */
async function visit({ name, base, ...mode }: Visit, onPage: (page: Page) => Promise<void>): Promise<void> {
  if (typeof browser === 'string') throw new Error(browser);
  const seen = { ...mode, viewport: { width: 320, height: 800 } };
  const paths = VISITED.map((file) => addressOf(`${file}.html`, ''));
  expect(await visitPages({ browser, files: treeOf(name), base, paths, seen }, onPage)).toEqual([]);
}
