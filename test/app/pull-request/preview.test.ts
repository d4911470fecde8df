import { symlinkSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { previewChange } from '../../../src/app/pull-request/preview.ts';
import { createPreviewPorts } from '../../../src/cli/commands/pull-request-preview.ts';
import { MAX_FILE_BYTES } from '../../../src/content/text.ts';
import { type ContentPreview, type Preview, PreviewSchema } from '../../../src/schema/preview.ts';
import { at } from '../../support/builders.ts';
import { commitFiles, git, makeFolder, makeTestRepo, writeFiles } from '../../support/make-repo.ts';

const NOW = at('2026-11-21T00:00:00Z');
const CONFIG =
  'page: { name: Example, url: https://status.example.org, id: k7d0v3m9x2qa }\ncomponents: [{ id: api, name: API, since: 2026-11-01 }]\n';
const FILE = 'incidents/2026/a.md';
const OPEN =
  '---\ntitle: T\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }\n---\n\n## Investigating · 2026-11-20T10:05:00Z\n\nWe look.\n';
const RESOLVED = `${OPEN}\n## Resolved · 2026-11-20T11:00:00Z\n\nIt works.\n`;

type Files = Record<string, string | undefined>;

/** A repository with a commit, and the change of it in the working tree. */
function makeChange(base: Files, change: Files): string {
  const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG, ...base } }] });
  writeFiles(root, change);
  return root;
}

async function preview(root: string, since = 'HEAD'): Promise<Preview> {
  const found = await previewChange(await createPreviewPorts(root, since), NOW);
  expect(PreviewSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
  return found;
}

async function previewContent(root: string, since?: string): Promise<ContentPreview> {
  const found = await preview(root, since);
  if (found.scope !== 'content') throw new RangeError(`not of content: ${found.paths.join(' ')}`);
  return found;
}

describe('previewChange()', () => {
  test('shows what the change brings, and nothing of what came to main meanwhile', async () => {
    const root = makeChange({ [FILE]: OPEN }, {});
    git(root, ['switch', '--quiet', '-c', 'head']);
    commitFiles(root, { files: { [FILE]: RESOLVED } });
    git(root, ['switch', '--quiet', 'main']);
    commitFiles(root, { files: { 'incidents/2026/later.md': RESOLVED } });
    git(root, ['merge', '--quiet', '--no-ff', 'head']);
    const found = await previewContent(root, 'HEAD^1');
    expect(found.entries).toMatchObject([
      { path: FILE, change: 'changed', updates: [{ change: 'new', text: 'It works.' }] },
    ]);
    expect(found.verdict).toEqual({
      before: 'API is partly down. We are looking into it.',
      after: 'All systems operational.',
    });
    expect(found.problems).toEqual([]);
  });

  test('shows what a broken file leaves, and where to mend it', async () => {
    const found = await previewContent(makeChange({ [FILE]: RESOLVED }, { [FILE]: RESOLVED.replace('major', 'huge') }));
    expect(found).toMatchObject({
      entries: [{ path: FILE, change: 'unreadable', title: 'T', updates: [] }],
      problems: [{ severity: 'error', file: FILE, line: 4 }],
    });
  });

  test('shows a new file that cannot be read with its title alone, as its page does', async () => {
    const found = await previewContent(makeChange({}, { [FILE]: OPEN.replace('major', 'huge') }));
    expect(found.entries).toEqual([
      {
        path: FILE,
        ...{ kind: 'incident', change: 'unreadable', title: 'T', facts: [], updates: [], moreUpdates: 0 },
        line: 'This entry is being corrected and will be shown soon.',
      },
    ]);
  });

  test.each([
    ['has gone', undefined, 'Cannot find status.yml'],
    ['is far too large', `${CONFIG}#${' '.repeat(10 * MAX_FILE_BYTES)}\n`, 'Cannot read a file of this size'],
    ['is no YAML', '{[', 'Cannot find the end'],
    [
      'holds a password for a channel',
      `${CONFIG}channels: [{ id: a, type: slack, url: hunter2, tokn: hunter2 }]\n`,
      'Cannot',
    ],
  ])('goes by the status.yml that was good where the new one %s', async (_, text, letter) => {
    const found = await previewContent(makeChange({ [FILE]: OPEN }, { 'status.yml': text, [FILE]: RESOLVED }));
    expect(found.verdict.after).toBe('All systems operational.');
    expect(found.problems[0]).toMatchObject({ severity: 'error', file: 'status.yml' });
    expect(found.problems[0]?.text).toContain(letter);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('tells nothing of what lies behind a link that leaves the folder', async () => {
    const outside = makeFolder();
    writeFiles(outside, { 'secret.md': OPEN.replace('title: T', 'title: Secret') });
    const root = makeChange({ [FILE]: OPEN }, { [FILE]: undefined });
    symlinkSync(path.join(outside, 'secret.md'), path.join(root, FILE));
    symlinkSync(outside, path.join(root, 'incidents/2027'));
    const found = await previewContent(root);
    expect(JSON.stringify(found)).not.toContain('Secret');
    expect(found.problems).toMatchObject([
      { file: FILE, text: expect.stringContaining('leaves the folder') as unknown },
    ]);
  });

  test.each([
    ['the engine', { 'src/cli/main.ts': 'x', 'docs/a.png': 'x' }, { paths: ['src/cli/main.ts'], content: [] }],
    [
      'an incident and a workflow',
      { [FILE]: RESOLVED, '.github/workflows/a.yml': 'x' },
      { paths: ['.github/workflows/a.yml'], content: [FILE] },
    ],
    [
      'the packages, which it calls a logo',
      { 'status.yml': `${CONFIG}#\n`, 'package.json': '{}' },
      { paths: ['package.json'], content: ['status.yml'] },
    ],
  ] satisfies [string, Files, { paths: string[]; content: string[] }][])(
    'shows nothing of a change of %s',
    async (_, change, told) => {
      const found = await preview(makeChange({ [FILE]: OPEN }, change));
      expect(found).toEqual({ version: 1, scope: 'engine', ...told, more: { paths: 0, content: 0 } });
    },
  );

  test('takes an incidents/ that is a link for more than content', async () => {
    const root = makeChange({}, {});
    symlinkSync('/etc', path.join(root, 'incidents'));
    expect(await preview(root)).toMatchObject({ scope: 'engine', paths: ['incidents'] });
  });
});
