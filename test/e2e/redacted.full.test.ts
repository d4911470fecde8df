/** A text that was taken back is nowhere in the page, also not as it was before it was changed, moved or taken out. */
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { readTree } from '../support/built-site.ts';
import { commitFiles, makeTestRepo, type TestCommit } from '../support/make-repo.ts';
import { runCli } from '../support/run-cli.ts';

vi.setConfig({ testTimeout: 240_000 });

const CONFIG = `page: { name: Example, url: https://status.example.org, description: An example }
components: [{ id: api, name: API }]
`;
const SECRETS = /frobnicator|quuxberg|wibblesen|plughton|xyzzyford/i;

function incident(updates: Readonly<Record<string, string>>): string {
  const sections = Object.entries(updates).map(([heading, text]) => `## ${heading}\n\n${text}\n`);
  return `---
title: Errors
category: internal
impact: major
components: { api: partial_outage }
---

${sections.join('\n')}`;
}

const OPEN = 'Investigating · 2026-11-20T10:05:00Z';
const MOVED = 'Investigating · 2026-11-20T10:04:00Z';
const LATER = 'Monitoring · 2026-11-20T10:40:00Z';
const OUT = 'Monitoring · 2026-11-20T10:45:00Z';
const DONE = 'Resolved · 2026-11-20T11:00:00Z';

const other = (kind: string, front: string, heading: string): string =>
  `---\nkind: ${kind}\ntitle: A ${kind}\ncomponents: [api]\n${front}---\n\n## ${heading} · 2026-11-18T10:05:00Z\n\nWe tell Xyzzyford.\n`;

const day = (date: number): string => `2026-11-${date}T12:00:00Z`;
const FILE = 'incidents/2026/errors.md';
const HISTORY: TestCommit[] = [
  {
    files: {
      'status.yml': CONFIG,
      [FILE]: incident({
        [OPEN]: 'Frobnicator [sees](https://quuxberg.example.org) errors.',
        [OUT]: 'Wibblesen waits.',
      }),
      'incidents/2026/work.md': other(
        'maintenance',
        'scheduled: { from: 2026-11-19T10:00:00Z, until: 2026-11-19T12:00:00Z }\n',
        'Scheduled',
      ),
      'incidents/2026/news.md': other('announcement', '', 'Announced'),
    },
    at: day(20),
  },
  { files: { [FILE]: incident({ [OPEN]: 'Frobnicator sees *many* errors.', [DONE]: 'It is over.' }) }, at: day(21) },
  {
    files: { [FILE]: incident({ [MOVED]: 'Frobnicator sees *many* errors.', [LATER]: 'Plughton.', [DONE]: 'Over.' }) },
    at: day(22),
  },
];
const REDACTIONS = [
  ['errors', '2026-11-20T10:05:00Z'],
  ['errors', '2026-11-20T10:40:00Z'],
  ['errors', '2026-11-20T10:45:00Z'],
  ['work', '2026-11-18T10:05:00Z'],
  ['news', '2026-11-18T11:05:00+01:00'],
];

async function build(root: string): Promise<Map<string, string>> {
  const out = join(root, '.site');
  const { exitCode, stderr } = await runCli(['build', '--root', root, '--out', out, '--now', day(25)]);
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  return readTree(out);
}

const namesOf = (tree: ReadonlyMap<string, string>): string[] =>
  [...tree].filter(([, text]) => SECRETS.test(text)).map(([name]) => name);

test('what is redacted is in no page, feed or document, and the page says so', async () => {
  const root = makeTestRepo({ commits: HISTORY });
  const list = REDACTIONS.map(
    ([id, update]) => `  - { incident: ${id}, update: "${update}", reason: a name, by: ada }`,
  );
  // The time that the update has now, and the one that it had.
  list.push('  - { incident: errors, update: 2026-11-20T10:04:00Z, reason: a name, by: ada }');
  commitFiles(root, { files: { 'status.yml': `${CONFIG}redactions:\n${list.join('\n')}\n` }, at: day(23) });
  const { exitCode } = await runCli(['validate', '--root', root, '--now', day(25)]);
  expect(exitCode).toBe(0);
  const tree = await build(root);
  expect(namesOf(tree)).toEqual([]);
  const page = (tree.get('incidents/errors/index.html') ?? '').replace(/\s+/g, ' ');
  expect(page.match(/The text of this update was removed on 23 Nov 2026: a name/g)).toHaveLength(2);
  for (const feed of ['feed.xml', 'atom.xml', 'feed.json', 'history.atom', 'api/v2/incidents.json'])
    expect(tree.get(feed)).toContain('This text was removed: a name');
});
