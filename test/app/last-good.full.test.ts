/** Every way in which a file may be broken on main: pages and feeds go on with what it last said. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import type { SiteReading } from '../../src/app/read-site-content.ts';
import { createBuildPorts } from '../../src/cli/commands/build.ts';
import { renderRss } from '../../src/feeds/rss.ts';
import { listFeeds } from '../../src/feeds/scopes.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { runAt, startService, statusFile } from '../support/check-root.ts';
import { at } from '../support/builders.ts';
import { readTree } from '../support/built-site.ts';
import { cloneOf, commitFiles, git, makeBareRemote, makeTestRepo, writeFiles } from '../support/make-repo.ts';
import { runCli } from '../support/run-cli.ts';

vi.setConfig({ testTimeout: 120_000 });

const NOW = at('2026-11-20T12:00:00Z');
const ID = '2026-11-20-api';
const FILE = `incidents/2026/${ID}.md`;
const INCIDENT = `---
title: Elevated errors
category: internal
impact: major
components:
  api: partial_outage
---

## Investigating · 2026-11-20T10:05:00Z

We are looking into it.

## Identified · 2026-11-20T10:20:00Z

A disk is full.
`;
const MAINTENANCE = `---
title: Backups
kind: maintenance
components: [api]
scheduled: { from: 2026-11-21T02:00:00Z, until: 2026-11-21T04:00:00Z }
---
`;
const POSTMORTEM = `---
incidents: [${ID}]
status: draft
---
`;
const conflict = (ours: string, theirs: string): string => `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> work`;
const commit = (root: string, text: string): string => commitFiles(root, { files: { [FILE]: text } });

/** What somebody does to a good file, in the order in which they do it. */
const BREAKAGES: Record<string, (root: string) => void> = {
  'a conflict in the front matter': (root) =>
    commit(root, INCIDENT.replace('impact: major', conflict('impact: minor', 'impact: major'))),
  'a conflict in the text of an update': (root) =>
    commit(root, INCIDENT.replace('A disk is full.', conflict('A disk is full.', 'A disk is broken.'))),
  'a conflict around the heading of an update': (root) =>
    commit(
      root,
      INCIDENT.replace(
        '## Identified · 2026-11-20T10:20:00Z',
        conflict('## Identified · 2026-11-20T10:20:00Z', '## Resolved'),
      ),
    ),
  'a conflict around the whole file': (root) => commit(root, conflict(INCIDENT, INCIDENT.replace('major', 'minor'))),
  'front matter that is gone': (root) => commit(root, INCIDENT.slice(INCIDENT.indexOf('## '))),
  'half of the front matter': (root) => commit(root, INCIDENT.slice(4)),
  'no text at all': (root) => commit(root, ''),
  'bytes that are no text': (root) => commit(root, '\0\xff'.repeat(100)),
  'a post-mortem in its place': (root) => commit(root, POSTMORTEM),
  'a heading without a time': (root) => commit(root, `${INCIDENT}\n## Resolved\n\nIt works.\n`),
  'a value that there is not': (root) => commit(root, INCIDENT.replace('major', 'huge')),
  'several commits, each broken in another way': (root) => {
    commit(root, INCIDENT.replace('major', 'huge'));
    commit(root, '');
    commit(root, conflict('one', 'two'));
  },
  'an edit that is not committed': (root) => writeFiles(root, { [FILE]: INCIDENT.replace('major', 'huge') }),
  'a move to another folder while it is broken': (root) => {
    commit(root, INCIDENT.replace('major', 'huge'));
    commitFiles(root, { files: { [FILE]: undefined, [`incidents/${ID}.md`]: INCIDENT.replace('major', 'huge') } });
  },
  'a move that is not committed': (root) => {
    rmSync(join(root, FILE));
    writeFiles(root, { [`incidents/${ID}.md`]: INCIDENT.replace('major', 'huge') });
  },
  'a merge that is not finished': (root) => {
    git(root, ['switch', '--quiet', '--create', 'work']);
    commit(root, INCIDENT.replace('A disk is full.', 'A disk is broken.'));
    git(root, ['switch', '--quiet', 'main']);
    commit(root, INCIDENT);
    git(root, ['merge', '--quiet', '--no-ff', '--no-commit', 'work']);
    commit(root, INCIDENT.replace('A disk is full.', conflict('A disk is full.', 'A disk is broken.')));
  },
};

function makeRoot(url = 'http://127.0.0.1:9'): string {
  const commits = [{ files: { 'status.yml': statusFile({ components: { api: `${url}/api` } }), [FILE]: INCIDENT } }];
  return makeTestRepo({ commits });
}

async function read(root: string): Promise<SiteReading> {
  return (await createBuildPorts(root, NOW)).readContent();
}

/** Every feed as it is written. */
function feedsOf({ content }: SiteReading): string[] {
  const site = { content, model: deriveSiteModel(content) };
  return listFeeds(site).map((source) => renderRss(source.read()));
}

describe('a file that is broken on main', () => {
  test.each(Object.entries(BREAKAGES))('by %s is shown, and stands in feeds, as it last was', async (_, spoil) => {
    const root = makeRoot();
    const before = await read(root);
    spoil(root);
    const after = await read(root);
    expect(after.content.entries).toEqual(before.content.entries);
    expect(feedsOf(after)).toEqual(feedsOf(before));
    expect(after.content.broken).toMatchObject([{ id: ID, title: 'Elevated errors' }]);
    expect(after.content.withdrawn).toEqual([]);
    expect(after.warnings.join('\n')).toMatch(/is shown as of commit [0-9a-f]{8}:\n {2}\S+: error: /);
  });

  test('and renamed keeps its old address and its items', async () => {
    const root = makeRoot();
    const before = await read(root);
    commit(root, '');
    const text = INCIDENT.replace('---\n', `---\nformerly: [${ID}]\n`).replace('impact: major', conflict('a', 'b'));
    commitFiles(root, { files: { [FILE]: undefined, 'incidents/2026/disk-full.md': text } });
    const after = await read(root);
    expect(after.content.entries).toMatchObject([{ id: 'disk-full', frontMatter: { formerly: [ID] } }]);
    expect(after.content.withdrawn).toEqual([]);
    const renamed = feedsOf(before).map((feed) => feed.replaceAll(`/incidents/${ID}/`, '/incidents/disk-full/'));
    expect(feedsOf(after)).toEqual(renamed);
  });

  test('and never was good on main is shown as a branch had it that was merged', async () => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': statusFile({ components: {} }) } }] });
    git(root, ['switch', '--quiet', '--create', 'work']);
    commit(root, INCIDENT);
    commit(root, INCIDENT.replace('major', 'huge'));
    git(root, ['switch', '--quiet', 'main']);
    git(root, ['merge', '--quiet', '--no-ff', '--no-edit', 'work']);
    expect((await read(root)).content.entries).toMatchObject([{ id: ID, impact: 'major' }]);
  });

  test.each([
    [`${conflict(INCIDENT, INCIDENT)}\n`, 'Elevated errors'],
    [INCIDENT.replace('title: Elevated errors', conflict('title: One', 'title: Two')), 'One'],
    ['## Investigating\n\nWe see it.\n', ID],
    ['# Errors of the API\n\nWe see them.\n', 'Errors of the API'],
    [conflict('It is slow.', 'It is down.'), ID],
  ])('and never was good has a title and no state (%#)', async (text, title) => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': statusFile({ components: {} }), [FILE]: text } }] });
    const { content } = await read(root);
    expect([content.entries, content.broken.map((file) => file.title)]).toEqual([[], [title]]);
  });

  test('is shown with its title alone in a clone that ends before it was good', async () => {
    const root = makeRoot();
    commit(root, INCIDENT.replace('major', 'huge'));
    const { content } = await read(cloneOf(makeBareRemote(root), ['--depth=1']));
    expect([content.entries, content.broken.map(({ title }) => title)]).toEqual([[], ['Elevated errors']]);
  });
});

test('the built page says that the entry is being corrected, and tells what it told', async () => {
  const root = makeRoot();
  const scheduled = MAINTENANCE.replace(' }', ', timeZone: Etc/UTC, recurrence: FREQ=WEEKLY }');
  commitFiles(root, { files: { 'incidents/2026/backups.md': scheduled } });
  const before = await read(root);
  commit(root, conflict(INCIDENT, ''));
  const out = join(root, 'site');
  const { exitCode, stderr } = await runCli(['build', '--root', root, '--out', out, '--now', '2026-11-20T12:00:00Z']);
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining(`${FILE} is shown as of commit `)]);
  const tree = await readTree(out);
  expect(tree.get('feed.xml')).toBe(feedsOf(before)[0]);
  const page = tree.get(`incidents/${ID}/index.html`) ?? '';
  for (const said of ['This entry is being corrected', 'Elevated errors', 'A disk is full.'])
    expect(page).toContain(said);
  expect(page).not.toContain('&lt;&lt;&lt;');
  expect(tree.get('index.html')).toContain('being corrected');
  // A recurring maintenance tells of the windows after the next, too.
  expect(tree.get('maintenance/index.html')).toMatch(/Then [^<]*28 Nov[^<]* · [^<]*5 Dec/);
});

const CLOSED = `${INCIDENT}\n## Resolved · 2026-11-20T10:40:00Z\n`;

describe('a run of the checks', () => {
  test.each<[string, string, string, boolean]>([
    // what it was, good text, broken text, whether its component's failure opens an incident
    ['an open incident', INCIDENT, conflict(INCIDENT, ''), false],
    ['an open incident that has lost its front matter', INCIDENT, '## Monitoring\n\nIt is the disk.\n', false],
    [
      'an incident that was closed long ago',
      CLOSED,
      CLOSED.replace('## Identified · 2026', '## Identified · on 2026'),
      true,
    ],
    [
      'one that was opened again since',
      CLOSED,
      `${CLOSED}\n## Investigating · 2026-11-24T09:00:00Z · api: down\n`,
      false,
    ],
    ['a maintenance that is over', MAINTENANCE, MAINTENANCE.replace('until', 'til'), true],
    [
      'a maintenance at work',
      MAINTENANCE.replaceAll('11-21', '11-24').replace('04:00', '23:00'),
      MAINTENANCE.replace('until', 'til'),
      false,
    ],
    ['a text about other things that was never good', 'The api is fine', 'The api is fine.', false],
  ])('goes on beside a broken file that was %s', async (_, ...[good, broken, opens]) => {
    const service = await startService();
    service.failing.set('/api', 500);
    const root = makeRoot(service.url);
    commit(root, good);
    commit(root, broken);
    await runAt(root, '2026-11-24T10:00:00Z');
    const { plan, notes } = await runAt(root, '2026-11-24T10:05:00Z');
    expect(notes).toEqual([expect.stringMatching(/^Left alone, it cannot be read: /)]);
    expect([plan.steps.map(({ kind }) => kind), plan.unopened.map(({ why }) => why)]).toEqual(
      opens ? [['open'], []] : [[], [expect.any(String)]],
    );
    expect(git(root, ['show', `main:${FILE}`])).toBe(broken.trimEnd());
  });
});
