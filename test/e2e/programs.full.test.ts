/** What programs read of a page that was built and is served over HTTP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startBrowser } from '../support/browser.ts';
import { leadsSomewhere, readTree, serveSite, type SiteServer } from '../support/built-site.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
import { findHtmlFaults } from '../support/html-faults.ts';
import { findFaults } from '../support/page-faults.ts';
import { findLayoutFaults } from '../support/page-layout.ts';
import { runCli } from '../support/run-cli.ts';
import { readByClient, readDocuments } from '../support/statuspage-client.ts';

const BASE = '/sub/path/';

let scratch = '';
let tree = new Map<string, string>();
let server: SiteServer | undefined;
/** Where the page is served, without a slash at its end. */
let address = '';

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'candor-programs-'));
  const root = path.join(scratch, 'root');
  const out = path.join(scratch, 'out');
  makeExampleRoot(root, `https://status.example.org${BASE}`);
  const result = await runCli(['build', '--root', root, '--out', out, '--now', EXAMPLE_NOW], { cwd: scratch });
  if (result.exitCode !== 0) throw new Error(result.stderr);
  tree = await readTree(out);
  server = await serveSite(tree, BASE);
  address = server.origin + BASE.slice(0, -1);
}, 120_000);

afterAll(async () => {
  await server?.close();
  await rm(scratch, { recursive: true, force: true });
});

describe('programs that read a Statuspage', () => {
  test('find every document in the shape that the strictest of them asks for', async () => {
    const documents = await readDocuments(address);
    expect(documents['summary.json']).toMatchObject({
      page: { id: 'k7d0v3m9x2qa', name: 'Example <Cloud> & Sons', url: 'https://status.example.org/sub/path' },
      status: { indicator: 'major' },
      incidents: [{ id: '2026-11-22-slow' }],
      scheduled_maintenances: [{ status: 'scheduled' }, { status: 'in_progress' }],
    });
    expect(documents['incidents.json']).toMatchObject({
      // The first by its earlier name, the last as it last was good.
      incidents: [{ id: '2026-11-22-slow' }, { id: 'api-errors' }, { id: '2025-03-04-edge' }],
    });
    expect(JSON.stringify(documents['incidents.json'])).toContain('This text was removed: it named a customer');
  });

  test('get it by the client that npm has', async () => {
    const read = await readByClient(address);
    expect(Object.keys(read)).toHaveLength(6);
    expect(await readDocuments(address)).toMatchObject(read);
  });
});

describe('pages of others', () => {
  test('get a frame of less than 4 kB by a script of less than 1 kB', () => {
    expect(Buffer.byteLength(tree.get('embed/index.html') ?? '')).toBeLessThan(4_000);
    expect(Buffer.byteLength(tree.get('embed/status.js') ?? '')).toBeLessThan(1_000);
    expect(tree.get('embed/index.html')).toContain('>Public API is partly down.<');
  });

  test('show the sentence in a frame as high as it is, named, and ask nobody else', async () => {
    const around = `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1>
      <script async src="${address}/embed/status.js"></script></main></html>`;
    const shop = await serveSite(new Map([['index.html', around]]), '/');
    const browser = await startBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 320, height: 600 } });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).origin));
      await page.goto(`${shop.origin}/`);
      const frame = page.frameLocator('iframe[title="Example <Cloud> & Sons status"]');
      const sentence = frame.getByRole('link', { name: 'Public API is partly down.' });
      await sentence.waitFor();
      expect(await sentence.getAttribute('href')).toBe(BASE);
      expect(await frame.locator('main').innerText()).toContain('This page may be out of date');
      await page.waitForFunction(`document.querySelector('iframe').height !== '96'`);
      expect(await page.evaluate(`document.querySelector('iframe').offsetHeight`)).toBeGreaterThan(60);
      expect([...new Set(asked)].sort()).toEqual([shop.origin, server?.origin].sort());
      expect(await findFaults(page)).toEqual([]);
      await page.goto(`${address}/embed/`);
      expect(await findFaults(page)).toEqual([]);
      expect(await findLayoutFaults(page)).toEqual([]);
    } finally {
      await browser.close();
      await shop.close();
    }
  });

  test.each(['embed/index.html', 'subscribe/index.html', 'components/api/index.html', 'maintenance/index.html'])(
    '%s is valid HTML',
    async (file) => {
      expect(await findHtmlFaults([[file, tree.get(file) ?? '']])).toEqual([]);
    },
  );

  test('have a picture of each state, whose words are found', async () => {
    const files = [...tree.keys()].filter((file) => /^badges?(\/.*)?\.svg$/.test(file));
    expect(files).toEqual(['badge.svg', ...['api', 'long', 'mail', 'old', 'web'].map((id) => `badges/${id}.svg`)]);
    const response = await fetch(`${address}/badges/mail.svg`);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(await response.text()).toContain('<title>Mail &lt;in &amp; out&gt;: Under maintenance</title>');
    expect(await (await fetch(`${address}/badge.json`)).json()).toMatchObject({ message: 'Partial outage' });
    // Whatever shows the badge of a component that is retired goes on showing it.
    expect(tree.get('badges/old.svg')).toContain('<title>Old thing: Retired</title>');
  });

  test('are sent what lets them read it, by hosts that read a file of headers', () => {
    const rules = (tree.get('_headers') ?? '').split('\n\n').map((rule) => rule.trim().split('\n'));
    const sent = (path: string): string[] =>
      rules
        .filter(([rule = '']) => (rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule))
        .flatMap(([, ...headers]) => headers.map((header) => header.trim()));
    for (const path of ['api/v2/summary.json', 'badges/api.svg', 'badge.json', 'maintenance.ics', 'feed.json']) {
      expect(sent(BASE + path), path).toContain('Access-Control-Allow-Origin: *');
      expect(sent(BASE + path), path).toContain('X-Content-Type-Options: nosniff');
    }
    for (const path of ['', 'incidents/2026-11-22-slow/', 'history/2026/11/', 'components/api/', 'subscribe/']) {
      expect(sent(BASE + path), path).toContain("Content-Security-Policy: frame-ancestors 'none'");
      expect(sent(BASE + path), path).not.toContain('Access-Control-Allow-Origin: *');
    }
    expect(sent(`${BASE}embed/`).join()).not.toMatch(/frame/i);
  });

  test('lead a language model to what it looks for', () => {
    const text = tree.get('llms.txt') ?? '';
    expect(text).toMatch(/^# Example \\<Cloud\\> & Sons status\n\n> Public API is partly down\.\n/);
    const links = [...text.matchAll(/\]\((\S+)\)/g)].map(([, link = '']) => new URL(link).pathname);
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) expect(leadsSomewhere({ link, from: BASE, base: BASE, tree }), link).toBe(true);
  });
});

describe('calendars', () => {
  test('get every maintenance of the page, each leading to its own', async () => {
    const response = await fetch(`${address}/maintenance.ics`);
    const calendar = new ICAL.Component(ICAL.parse(await response.text()) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent');
    expect(events.map((event) => event.getFirstPropertyValue('summary'))).toEqual([
      'Database upgrade',
      'New certificates',
    ]);
    for (const event of events) {
      const url = String(event.getFirstPropertyValue('url'));
      expect(tree.has(`${url.replace(`https://status.example.org${BASE}`, '')}index.html`), url).toBe(true);
    }
  });
});
