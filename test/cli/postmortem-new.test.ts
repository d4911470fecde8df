import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { runPostmortemNew } from '../../src/cli/commands/postmortem-new.ts';
import { at } from '../support/builders.ts';
import { git, makeTestRepo } from '../support/make-repo.ts';
import { listen } from '../support/said.ts';

const INCIDENT = `---
title: "Elevated errors: the API"
category: internal
impact: major
components: { api: partial_outage }
---

## Investigating · 2026-11-20T10:05:00Z
`;
const FILES = {
  'status.yml': 'page: { name: Example, url: https://status.example.org }\ncomponents: [{ id: api, name: API }]\n',
  'incidents/2026/2026-11-20-api.md': INCIDENT,
  'incidents/2026/2026-11-20-news.md':
    '---\nkind: announcement\ntitle: News\n---\n\n## Announced · 2026-11-20T10:05:00Z\n',
};
const PATH = 'postmortems/2026/2026-11-20-api.md';
const now = at('2026-11-21T09:00:00Z');

describe('runPostmortemNew()', () => {
  test('writes a draft and says what to do next, and refuses a second one', async () => {
    const root = makeTestRepo({ commits: [{ files: FILES }] });
    const { value, stdout, stderr } = await listen(() => runPostmortemNew('2026-11-20-a', { root, now }));
    expect(value).toBe(0);
    expect(stdout).toContain('+incidents: [2026-11-20-api]');
    expect(stderr).toContain(`Wrote ${PATH}. It is not committed`);
    expect(stderr).toContain('It is a draft, which is shown nowhere, with 15 places to fill, each marked "TODO".');
    const written = readFileSync(join(root, PATH), 'utf8');
    await expect(runPostmortemNew('2026-11-20-api', { root, now })).rejects.toThrow(
      `Cannot begin a second post-mortem of "2026-11-20-api": there is ${PATH}.`,
    );
    expect(readFileSync(join(root, PATH), 'utf8')).toBe(written);
  });

  test('commits exactly that file', async () => {
    const root = makeTestRepo({ commits: [{ files: FILES }] });
    const { stdout } = await listen(() => runPostmortemNew('2026-11-20-api', { root, now, commit: true, json: true }));
    expect(JSON.parse(stdout)).toMatchObject({ path: PATH, incident: '2026-11-20-api', isDryRun: false });
    expect(git(root, ['show', '--name-only', '--format=%s'])).toBe(
      `Begin a post-mortem: Elevated errors: the API\n\n${PATH}`,
    );
    expect(git(root, ['status', '--short'])).toBe('');
  });

  test('names an incident that has none yet, where nobody says which and nobody can be asked', async () => {
    const resolved = `${INCIDENT}\n## Resolved · 2026-11-20T11:00:00Z\n`;
    const files = { ...FILES, 'incidents/2026/2026-11-20-web.md': resolved };
    const root = makeTestRepo({ commits: [{ files }] });
    await expect(runPostmortemNew(undefined, { root, now })).rejects.toMatchObject({
      message: 'Cannot begin a post-mortem: expected the incident that it is about.',
      hint: 'For example: candor postmortem new 2026-11-20-web',
    });
  });

  test.each([
    ['no such incident', '2026-11-19', 'Cannot find "2026-11-19" in incidents/.'],
    ['an announcement', '2026-11-20-news', 'Cannot write a post-mortem of "2026-11-20-news": it is an announcement.'],
  ])('writes nothing for %s', async (_what, wanted, letter) => {
    const root = makeTestRepo({ commits: [{ files: FILES }] });
    await expect(runPostmortemNew(wanted, { root, now })).rejects.toThrow(letter);
    expect(git(root, ['status', '--short'])).toBe('');
  });
});
