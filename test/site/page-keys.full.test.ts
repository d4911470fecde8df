import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createBuildPorts, listKeys } from '../../src/cli/commands/build.ts';
import { ENGINE_FOLDER } from '../../src/cli/root.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import type { Entry, SiteContent } from '../../src/site/site-content.ts';
import { openPages, type OpenPages } from '../../src/store/open-pages.ts';
import { createWorkFolder, type WorkFolder } from '../../src/store/work-folder.ts';
import { at, makePostmortem } from '../support/builders.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';

const DAY_MS = 86_400_000;
const ENGINE = 'this engine';

interface Rendered {
  keys: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, string>;
}

let folder: string;
let before: SiteContent;
let settled: Incident;
let pages: OpenPages;
let workFolder: WorkFolder;
let first: Rendered;

/** Every file that has a key, as a build of the content would write it. */
async function render(content: SiteContent): Promise<Rendered> {
  const site = { content, model: deriveSiteModel(content) };
  const keys = listKeys(site, ENGINE);
  await pages.show(site);
  const files = new Map<string, string>();
  for (const file of keys.keys()) files.set(file, Buffer.from((await pages.render(file)) ?? '').toString());
  return { keys, files };
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'page-keys-'));
  const root = path.join(folder, 'root');
  makeExampleRoot(root, 'https://status.example.org/sub/path');
  before = (await (await createBuildPorts(root, at(EXAMPLE_NOW))).readContent()).content;
  workFolder = await createWorkFolder(ENGINE_FOLDER);
  const place = { pageUrl: before.config.page.url, engineFolder: ENGINE_FOLDER };
  pages = await openPages({ ...place, workFolder: workFolder.path });
  first = await render(before);
  const found = before.entries.find(
    (entry) => entry.kind === 'incident' && first.keys.has(`incidents/${entry.id}/index.html`),
  );
  if (found?.kind !== 'incident') throw new Error('the example has no incident that is over');
  settled = found;
});

afterAll(async () => {
  await pages.close();
  await workFolder.remove();
  rmSync(folder, { recursive: true, force: true });
});

function withPage(page: Partial<SiteContent['config']['page']>): Partial<SiteContent> {
  return { config: { ...before.config, page: { ...before.config.page, ...page } } };
}

/** The content with the incident that is over written in another way. */
function rewritten(change: Partial<Incident>): Partial<SiteContent> {
  return { entries: before.entries.map((entry): Entry => (entry === settled ? { ...settled, ...change } : entry)) };
}

const CHANGES: [what: string, change: () => Partial<SiteContent>][] = [
  ['another name of the page', () => withPage({ name: 'Another name' })],
  ['another language', () => withPage({ locale: 'de' })],
  ['another time zone', () => withPage({ timeZone: 'Asia/Tokyo' })],
  ['another way to talk to us', () => withPage({ supportUrl: 'https://help.example.org' })],
  ['another accent', () => withPage({ accent: '#0a7' })],
  [
    'another name of a component',
    () => ({
      config: {
        ...before.config,
        components: before.config.components.map((component) => ({ ...component, name: `New ${component.name}` })),
      },
    }),
  ],
  [
    'a text taken back',
    () => {
      const update = settled.updates.at(-1)?.at ?? 0;
      const redaction = { incident: settled.id, update: new Date(update).toISOString(), reason: 'a name', by: 'ops' };
      return { config: { ...before.config, redactions: [redaction] } };
    },
  ],
  ['no day on which Git knows a text to be taken back', () => ({ redactedAt: new Map() })],
  ['another title of one incident', () => rewritten({ title: 'Another title' })],
  [
    'another word in one update',
    () => rewritten({ updates: settled.updates.map((update) => ({ ...update, text: `${update.text} So it was.` })) }),
  ],
  [
    'another start that is written down',
    () => rewritten({ startedAt: settled.startedAt - 60_000, frontMatter: { ...settled.frontMatter, outreach: [] } }),
  ],
  [
    'another time at which it went live',
    () => {
      const publication = { kind: 'live', at: settled.startedAt + 240_000, committedAt: settled.startedAt } as const;
      return { known: new Map(before.known).set(settled.id, { publication, detections: [] }) };
    },
  ],
  ['an incident less', () => ({ entries: before.entries.filter((entry) => entry !== settled) })],
  [
    'a post-mortem more',
    () => {
      const published = [...before.postmortems.published, makePostmortem({ id: 'learned', incidents: [settled.id] })];
      return { postmortems: { ...before.postmortems, published } };
    },
  ],
  [
    'a post-mortem in work',
    () => ({ postmortems: { ...before.postmortems, inWork: [...before.postmortems.inWork, settled.id] } }),
  ],
  [
    'a file that cannot be read any more',
    () => {
      const file = { path: `incidents/${settled.id}.md`, title: settled.title, shownCommit: 'abc', problems: [] };
      return { broken: [...before.broken, { id: settled.id, ...file }] };
    },
  ],
  ['a later build', () => ({ now: before.now + 3_600_000 })],
  ['a build a day later', () => ({ now: before.now + DAY_MS })],
  ['a build a month later', () => ({ now: before.now + 30 * DAY_MS })],
  ['a build a year later', () => ({ now: before.now + 365 * DAY_MS })],
  ['nothing that Git tells', () => ({ provenance: new Map() })],
  ['nothing that is known beyond the files', () => ({ known: new Map() })],
  ['no plan that Git tells', () => ({ plans: new Map() })],
  ['no state of an action', () => ({ actionStates: new Map() })],
  ['no measurements', () => ({ measurements: new Map(), firstMeasured: new Map(), checkedAt: undefined })],
];

describe('listKeys()', () => {
  test('names the pages of what is over, and feeds', () => {
    expect(first.files.size).toBeGreaterThan(20);
    for (const [file, text] of first.files) expect(text, file).not.toBe('');
  });

  test.each(CHANGES)('gives what differs after %s another key', async (_, change) => {
    const after = await render({ ...before, ...change() });
    for (const [file, key] of after.keys) {
      if (first.keys.get(file) === key) expect(after.files.get(file), file).toBe(first.files.get(file));
    }
  });

  test.each([
    ['a later build', { now: 3_600_000 }],
    ['the very same content', { now: 0 }],
  ])('gives nothing another key for %s', (_, { now }) => {
    const content = { ...before, now: before.now + now, measurements: new Map() };
    const keys = listKeys({ content, model: deriveSiteModel(content) }, ENGINE);
    const same = [...first.keys].filter(([file, key]) => keys.get(file) === key);
    expect(same.length).toBeGreaterThan(0.9 * first.keys.size);
  });

  test('gives another word in one incident no other page another key', () => {
    const content = { ...before, ...rewritten({ title: 'Another title' }) };
    const keys = listKeys({ content, model: deriveSiteModel(content) }, ENGINE);
    const changed = [...first.keys].filter(([file, key]) => keys.get(file) !== key).map(([file]) => file);
    expect(changed.filter((file) => file.startsWith('incidents/'))).toEqual([`incidents/${settled.id}/index.html`]);
    expect(changed).toContain('feed.xml');
  });

  test('gives everything another key for another engine', () => {
    const keys = listKeys({ content: before, model: deriveSiteModel(before) }, 'another engine');
    for (const [file, key] of first.keys) expect(keys.get(file)).not.toBe(key);
  });
});
