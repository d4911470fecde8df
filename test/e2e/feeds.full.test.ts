/** What readers of feeds and calendars take for the same, over a history that is edited, renamed and moved to another address. */
import { join } from 'node:path';

import ICAL from 'ical.js';
import { expect, test, vi } from 'vitest';

import { readTree } from '../support/built-site.ts';
import { commitFiles, makeFolder, makeTestRepo } from '../support/make-repo.ts';
import { runCli } from '../support/run-cli.ts';

vi.setConfig({ testTimeout: 120_000 });

function config(url: string): string {
  return `page: { name: Acme, url: ${url} }\ncomponents: [{ id: api, name: API }]\n`;
}

const UPDATES =
  '## Investigating · 2026-11-20T10:05:00Z\n\nWe look.\n\n## Resolved · 2026-11-20T11:00:00Z\n\nAll is well.\n';

function incident(title: string, { more = '', body = UPDATES } = {}): string {
  return `---\ntitle: ${title}\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }\n${more}---\n\n${body}`;
}

function maintenance(from: string, more = ''): string {
  const fields = `kind: maintenance\ntitle: Upgrade\ncomponents: [api]\nscheduled: { from: ${from}, until: 2026-11-28T02:00:00Z }\n${more}`;
  return `---\n${fields}---\n\n## Scheduled · 2026-11-19T10:00:00Z\n\nWe will upgrade.\n`;
}

function postmortem(text: string): string {
  const why = 'whys: [{ why: It failed, because: nobody looked }]';
  const factor = `- { text: Nobody looked, ${why}, becomes: { kind: accepted, reason: it is rare } }`;
  const said = `summary: It failed.\ntrigger: { kind: config }\ndetection: check\nfactors:\n  ${factor}\n`;
  return `---\nincidents: [api-errors]\nstatus: published\nauthors: [team]\n${said}---\n\n${text}\n`;
}

interface Read {
  /** By the feed's path: the ids of its items. */
  ids: Record<string, string[]>;
  tree: ReadonlyMap<string, string>;
}

const FEEDS = ['feed.xml', 'components/api/feed.xml', 'postmortems/feed.xml', 'maintenance/feed.xml', 'history.rss'];

async function build(root: string): Promise<Read> {
  const out = join(makeFolder(), 'out');
  const { exitCode, stderr } = await runCli(['build', '--root', root, '--out', out, '--now', '2026-11-21T12:00:00Z']);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const tree = await readTree(out);
  const textOf = (path: string): string => tree.get(path) ?? '';
  const idsOf = (path: string, pattern: RegExp): [string, string[]] => [
    path,
    [...textOf(path).matchAll(pattern)].map(([, id = '']) => id).sort(),
  ];
  const ids = Object.fromEntries([
    ...FEEDS.map((path) => idsOf(path, /<guid[^>]*>([^<]+)<\/guid>/g)),
    ...['atom.xml', 'history.atom'].map((path) => idsOf(path, /<id>([^<]+)<\/id>/g)),
    idsOf('feed.json', /"id":\s*"([^"]+)"/g),
    idsOf('maintenance.ics', /^UID:(.+?)\r?$/gm),
  ]);
  return { ids, tree };
}

function sequenceOf({ tree }: Read): number {
  const calendar = new ICAL.Component(ICAL.parse(tree.get('maintenance.ics') ?? '') as unknown[]);
  const [event] = calendar.getAllSubcomponents('vevent');
  return Number(event?.getFirstPropertyValue('sequence') ?? 0);
}

test('the ids of a built page stay the same when its files are edited, renamed and moved, and its address changes', async () => {
  const root = makeTestRepo();
  const files = {
    'incidents/2026/api-errors.md': incident('Errors'),
    'incidents/2026/upgrade.md': maintenance('2026-11-28T01:00:00Z'),
    'postmortems/2026/api-errors.md': postmortem('What we learnt.'),
  };
  commitFiles(root, { files: { 'status.yml': config('https://status.acme.example'), ...files } });
  const before = await build(root);
  expect(before.ids).toMatchObject({ 'history.rss': { length: 2 }, 'maintenance.ics': { length: 1 } });
  expect(before.ids['feed.xml']?.length).toBeGreaterThanOrEqual(3);
  expect(before.ids['postmortems/feed.xml']).toHaveLength(1);

  const moved = {
    'incidents/2026/api-errors.md': undefined,
    'incidents/2026/upgrade.md': undefined,
    'postmortems/2026/api-errors.md': undefined,
    'incidents/2026-11-20-wrong-answers.md': incident('Wrong answers', {
      more: 'formerly: [api-errors]\n',
      body: UPDATES.replace('We look.', 'We looked closely.'),
    }),
    'incidents/2026/database.md': maintenance('2026-11-28T01:30:00Z', 'formerly: [upgrade]\n'),
    'postmortems/api-errors.md': postmortem('What we have learnt since.').replace(
      '[api-errors]',
      '[2026-11-20-wrong-answers]',
    ),
  };
  const address = 'https://www.acme.example/status';
  commitFiles(root, { files: { 'status.yml': config(address), ...moved }, at: '2026-11-21T09:00:00Z' });
  const after = await build(root);
  expect(after.ids).toEqual(before.ids);
  expect(sequenceOf(after)).toBeGreaterThan(sequenceOf(before));
  const feed = after.tree.get('feed.xml') ?? '';
  expect(feed).toContain(`${address}/incidents/2026-11-20-wrong-answers/`);
  expect(feed).toContain('We looked closely.');
  expect(feed).not.toContain('status.acme.example');
});
