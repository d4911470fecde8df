/** What programs read of a page that was built and is served over HTTP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readTree, serveSite, type SiteServer } from '../support/built-site.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
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
