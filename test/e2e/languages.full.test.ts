/** The example site in two languages that are far from each other: nothing of it is left in English. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CATALOGUES } from '../../src/site/strings/choose.ts';
import { startBrowser } from '../support/browser.ts';
import { readTree, serveSite } from '../support/built-site.ts';
import { listPhrases } from '../support/catalogue.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
import { findHtmlFaults } from '../support/html-faults.ts';
import { runCli } from '../support/run-cli.ts';

const LOCALES = ['de-AT', 'ja'] as const;
type Locale = (typeof LOCALES)[number];

let scratch = '';
const trees = new Map<string, Map<string, string>>();

function treeOf(locale: Locale): Map<string, string> {
  return trees.get(locale) ?? new Map<string, string>();
}

function pagesOf(locale: Locale): [string, string][] {
  return [...treeOf(locale)].filter(([file]) => file.endsWith('.html'));
}

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'candor-languages-'));
  await Promise.all(
    LOCALES.map(async (locale) => {
      const root = path.join(scratch, locale);
      makeExampleRoot(root, 'https://status.example.org', locale);
      const out = path.join(scratch, `out-${locale}`);
      const { exitCode, stderr } = await runCli(['build', '--root', root, '--out', out, '--now', EXAMPLE_NOW], {
        cwd: scratch,
      });
      if (exitCode !== 0) throw new Error(`Cannot build ${locale}: ${stderr}`);
      trees.set(locale, await readTree(out));
    }),
  );
}, 120_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decode(html: string): string {
  return html.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string) =>
    code === undefined ? (ENTITIES[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
}

/** What a person reads or hears of a page: its texts and the attributes that are texts. */
function readableOf(html: string): string {
  const body = html.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, '');
  const attributes = [...body.matchAll(/\s(?:content|title|alt|aria-label|data-days|data-quiet)="([^"]*)"/g)];
  const texts = body.replace(/<[a-z!/](?:"[^"]*"|[^">])*>/gi, '\n');
  return decode([texts, ...attributes.map(([, text = '']) => text)].join('\n'));
}

/** The pieces of a catalogue between what is put into its texts; a lone small word could be one of an address or name. */
function piecesOf(language: keyof typeof CATALOGUES): string[] {
  const pieces = listPhrases(CATALOGUES[language], CATALOGUES.en).flatMap(({ text }) => text.split(/700\d/));
  return pieces
    .map((piece) => piece.replace(/^[\s:;,.·()]+|[\s:;,.·()]+$/g, ''))
    .filter((piece) => piece.length > 4 && /[A-Z\s]/.test(piece));
}

function holds(text: string, piece: string): boolean {
  const at = [...text.matchAll(new RegExp(piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map(
    ({ index }) => index,
  );
  return at.some((index) => !/\p{L}/u.test((text[index - 1] ?? ' ') + (text[index + piece.length] ?? ' ')));
}

describe.each(LOCALES)('the site in %s', (locale) => {
  const language = locale.slice(0, 2) as 'de' | 'ja';

  test('is valid HTML that names its language', async () => {
    expect(pagesOf(locale).length).toBeGreaterThan(10);
    expect(await findHtmlFaults(pagesOf(locale))).toEqual([]);
    for (const [file, html] of pagesOf(locale)) expect(html, file).toContain(`<html lang="${locale}"`);
  });

  test('has no English word of the catalogue on any page or in the feed', () => {
    const own = piecesOf(language).join('\n');
    const english = piecesOf('en').filter((piece) => !holds(own, piece));
    expect(english.length).toBeGreaterThan(100);
    const left = [...pagesOf(locale), ['feed.xml', treeOf(locale).get('feed.xml') ?? ''] as const].flatMap(
      ([file, text]) => {
        const readable = readableOf(text);
        return english.filter((piece) => holds(readable, piece)).map((piece) => `${file}: ${piece}`);
      },
    );
    expect(left).toEqual([]);
  });

  test('says the language in the feed', () => {
    expect(treeOf(locale).get('feed.xml')).toContain(`<language><![CDATA[${locale}]]></language>`);
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

  test.each<[Locale, string, string]>([
    ['de-AT', '22. Nov. 2026, 19:02', 'Zeiten sind in Ihrer Zeitzone angegeben, Tage in UTC.'],
    ['ja', '2026年11月22日 19:02', '時刻はお使いのタイムゾーン、日付はUTCです。'],
  ])(
    'a reader in Tokyo has times of their zone in the form of %s, and room for them on a phone',
    async (locale, time, zone) => {
      if (typeof browser === 'string') throw new Error(browser);
      const server = await serveSite(treeOf(locale), '/');
      const context = await browser.newContext({ timezoneId: 'Asia/Tokyo', viewport: { width: 320, height: 800 } });
      try {
        const page = await context.newPage();
        await page.clock.setFixedTime(EXAMPLE_NOW);
        await page.goto(`${server.origin}/incidents/2026-11-22-slow/`);
        expect(await page.locator('.facts time[data-year]').first().textContent()).toBe(time);
        expect(await page.locator('footer').innerText()).toContain(zone);
        for (const file of [
          '',
          'history/',
          'components/api/',
          'subscribe/',
          'transparency/',
          'incidents/2026-11-22-slow/',
        ]) {
          await page.goto(`${server.origin}/${file}`);
          expect(await page.evaluate('document.documentElement.scrollWidth'), file).toBeLessThanOrEqual(320);
        }
      } finally {
        await context.close();
        await server.close();
      }
    },
  );
});
