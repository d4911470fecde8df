import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import type { SiteReading } from '../../src/app/read-site-content.ts';
import { createBuildPorts } from '../../src/cli/commands/build.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import {
  cloneOf,
  commitFiles,
  git,
  makeBareRemote,
  makeFolder,
  makeTestRepo,
  writeFiles,
} from '../support/make-repo.ts';
import { at } from '../support/builders.ts';

const NOW = at('2026-11-20T12:00:00Z');
const CONFIG = `page: { name: Example Cloud, url: "https://status.example.org", id: k7d0v3m9x2qa }
components: [{ id: api, name: Public API }]
`;
const WITHOUT_ID = CONFIG.replace(', id: k7d0v3m9x2qa', '');
const WITH_CHECK = CONFIG.replace(
  'Public API',
  'Public API, since: 2026-01-01, checks: [{ id: api-health, type: tcp, host: api.example.org, port: 443 }]',
);
const FILE = 'incidents/2026/2026-11-20-api.md';
const INCIDENT = `---
title: Elevated errors
category: internal
impact: major
components:
  api: partial_outage
---

## Investigating · 2026-11-20T10:05:00Z

We are looking into it.
`;
const BROKEN = INCIDENT.replace('impact: major', 'impact: huge').replace(
  'Elevated errors',
  'Elevated errors on the API',
);

async function read(root: string, now = NOW): Promise<SiteReading> {
  return (await createBuildPorts(root, now)).readContent();
}

describe('readSiteContent()', { timeout: 30_000 }, () => {
  test('reads a folder outside Git, and says what is made up for', async () => {
    const root = makeFolder();
    writeFiles(root, { 'status.yml': WITHOUT_ID, [FILE]: INCIDENT });
    const { content, warnings } = await read(root);
    expect(content.entries.map(({ id, title }) => [id, title])).toEqual([['2026-11-20-api', 'Elevated errors']]);
    expect(content).toMatchObject({ commit: undefined, checkedAt: undefined, broken: [], withdrawn: [] });
    expect(content.pageId).toMatch(/^[a-z0-9]{12}$/);
    expect(warnings[0]).toContain('The ids in feeds are made from page.url');
  });

  test('reads a repository without a commit', async () => {
    const root = makeTestRepo();
    writeFiles(root, { 'status.yml': CONFIG, [FILE]: INCIDENT });
    const { content, warnings } = await read(root);
    expect(content.entries).toHaveLength(1);
    expect(content).toMatchObject({ pageId: 'k7d0v3m9x2qa', commit: undefined });
    expect(warnings).toEqual([]);
  });

  test('reads a root that lies below the top of its repository', async () => {
    const repo = makeTestRepo({
      commits: [{ files: { 'status/status.yml': CONFIG, [`status/${FILE}`]: INCIDENT, 'README.md': 'x' } }],
    });
    writeFiles(repo, { [`status/${FILE}`]: BROKEN });
    const { content } = await read(path.join(repo, 'status'));
    expect(content.broken).toMatchObject([{ path: FILE, shownCommit: git(repo, ['rev-parse', 'HEAD']) }]);
    expect(content.firstNamed.get('api')).toBe(at('2026-11-20T08:00:00Z'));
    expect(content.commit).toEqual({ id: git(repo, ['rev-parse', 'HEAD']), at: at('2026-11-20T08:00:00Z') });
  });

  test('shows the last good revision of a broken file, and tells what is wrong with the file', async () => {
    const root = makeTestRepo({
      commits: [
        { files: { 'status.yml': CONFIG, [FILE]: INCIDENT.replace('Elevated', 'Some') } },
        { files: { [FILE]: INCIDENT } },
        { files: { [FILE]: BROKEN } },
        { files: { [FILE]: 'no front matter' } },
      ],
    });
    const good = git(root, ['rev-parse', 'HEAD~2']);
    const { content, warnings } = await read(root);
    expect(content.entries.map(({ title }) => title)).toEqual(['Elevated errors']);
    expect(content.broken).toMatchObject([{ id: '2026-11-20-api', title: 'Elevated errors', shownCommit: good }]);
    expect(warnings[0]).toBe(`${FILE} is shown as of commit ${good.slice(0, 8)}:`);
    expect(warnings[1]).toMatch(/^ {2}incidents\/2026\/2026-11-20-api\.md:1:1: error: Cannot find the front matter/);
  });

  test('invents no state for a file that never was good, and shows its title', async () => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG, [FILE]: BROKEN } }] });
    const { content, warnings } = await read(root);
    expect(content.entries).toEqual([]);
    expect(content.broken).toMatchObject([
      { id: '2026-11-20-api', title: 'Elevated errors on the API', shownCommit: undefined },
    ]);
    expect(warnings[0]).toBe(`${FILE} is shown with its title alone:`);
  });

  test('takes the name of a broken file without a title', async () => {
    const root = makeFolder();
    writeFiles(root, { 'status.yml': CONFIG, [FILE]: '\0' });
    expect((await read(root)).content.broken).toMatchObject([{ title: '2026-11-20-api' }]);
  });

  test('uses the last good status.yml', async () => {
    const root = makeTestRepo({
      commits: [{ files: { 'status.yml': CONFIG } }, { files: { 'status.yml': 'page: [' } }],
    });
    const { content, warnings } = await read(root);
    expect(content.config.page.name).toBe('Example Cloud');
    expect(content.configCommit).toBe(git(root, ['rev-parse', 'HEAD~1']));
    expect(deriveSiteModel(content).isConfigBroken).toBe(true);
    expect(warnings[0]).toBe(`status.yml is used as of commit ${git(root, ['rev-parse', 'HEAD~1']).slice(0, 8)}:`);
    expect(warnings[1]).toMatch(/^ {2}status\.yml:1:\d+: error: /);
  });

  test('cannot do without a status.yml that once was good, and tells where each fault is', async () => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': 'page: { name: Example Cloud }\n' } }] });
    await expect(read(root)).rejects.toThrow(
      /^Cannot build the page, as status\.yml cannot be read:\n {2}status\.yml:1:\d+: error: .*url/,
    );
  });

  test('makes the id of the page from the first commit, the same in every clone that reaches back to it', async () => {
    const repo = makeTestRepo({ commits: [{ files: { 'status.yml': WITHOUT_ID } }, { files: { [FILE]: INCIDENT } }] });
    const remote = makeBareRemote(repo);
    const ids = await Promise.all(
      [repo, cloneOf(remote), cloneOf(remote, ['--depth=1'])].map(async (root) => {
        const { content, warnings } = await read(root);
        return { id: content.pageId, isKnown: warnings.length === 0 };
      }),
    );
    expect(ids.map(({ isKnown }) => isKnown)).toEqual([true, true, false]);
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]?.id).not.toBe(ids[0]?.id);
  });

  test('knows since when a component is named, unless the clone is shallow', async () => {
    const two = CONFIG.replace(']', ', { id: web, name: Website }]');
    const repo = makeTestRepo({
      commits: [
        { files: { 'status.yml': CONFIG }, at: '2026-01-01T00:00:00Z' },
        { files: { 'status.yml': two }, at: '2026-02-01T00:00:00Z' },
      ],
    });
    const whole = await read(repo);
    expect([...whole.content.firstNamed]).toEqual([
      ['api', at('2026-01-01T00:00:00Z')],
      ['web', at('2026-02-01T00:00:00Z')],
    ]);
    const shallow = await read(cloneOf(makeBareRemote(repo), ['--depth=1']));
    expect(shallow.content.firstNamed.size).toBe(0);
  });

  test('knows when a text was taken back, however its time is written', async () => {
    const redact = (time: string): string =>
      `${CONFIG}redactions: [{ incident: 2026-11-20-api, update: "${time}", reason: a name, by: ada }]\n`;
    const repo = makeTestRepo({
      commits: [
        { files: { 'status.yml': CONFIG, [FILE]: INCIDENT }, at: '2026-11-20T11:00:00Z' },
        { files: { 'status.yml': redact('2026-11-20T10:05:00Z') }, at: '2026-11-20T11:20:00Z' },
        { files: { 'status.yml': redact('2026-11-20T11:05:00+01:00') }, at: '2026-11-20T11:40:00Z' },
      ],
    });
    const key = `2026-11-20-api ${at('2026-11-20T10:05:00Z')}`;
    expect([...(await read(repo)).content.redactedAt]).toEqual([[key, at('2026-11-20T11:20:00Z')]]);
  });

  test('keeps the address of a removed file, not that of one that was moved or says what it was called', async () => {
    const root = makeTestRepo({
      commits: [
        {
          files: {
            'status.yml': CONFIG,
            [FILE]: INCIDENT,
            'incidents/moved.md': INCIDENT,
            'incidents/old.md': INCIDENT,
          },
        },
        {
          files: {
            [FILE]: undefined,
            'incidents/moved.md': undefined,
            'incidents/2026/moved.md': INCIDENT,
            'incidents/old.md': undefined,
            'incidents/new.md': INCIDENT.replace('---\n', '---\nformerly: [old]\n'),
          },
          at: '2026-11-21T09:00:00Z',
        },
      ],
    });
    expect((await read(root)).content.withdrawn).toEqual([{ id: '2026-11-20-api', at: at('2026-11-21T09:00:00Z') }]);
  });

  test('reads the measurements of the last 90 days up to now, those of the remote where there is one', async () => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': WITH_CHECK } }] });
    const day = (date: string, ...lines: string[]): Record<string, string> => ({
      [`measurements/${date.slice(0, 4)}/${date}.txt`]: `${lines.join('\n')}\n`,
    });
    git(root, ['switch', '--quiet', '--orphan', 'status-data']);
    commitFiles(root, {
      files: {
        ...day('2026-08-01', '10:00:00', 'api-health 41'),
        ...day('2026-11-19', '23:55:00', 'api-health 43'),
        ...day('2026-11-20', '10:00:00 11:55:00 12:05:00', 'api-health 41 !503 44', 'web 9 - 9'),
      },
    });
    git(root, ['switch', '--quiet', 'main']);
    const { content, warnings } = await read(root);
    expect(warnings).toEqual([]);
    expect(content.checkedAt).toBe(at('2026-11-20T11:55:00Z'));
    expect(content.measurements.get('api-health')?.map(({ at: time, state }) => [time, state])).toEqual([
      [at('2026-11-19T23:55:00Z'), 'up'],
      [at('2026-11-20T10:00:00Z'), 'up'],
      [at('2026-11-20T11:55:00Z'), 'down'],
    ]);
    expect(content.firstMeasured.get('api-health')).toBe(at('2026-08-01T10:00:00Z'));
    expect(content.firstMeasured.get('web')).toBe(at('2026-11-20T10:00:00Z'));
    const remote = makeBareRemote(root);
    git(root, ['branch', '-D', 'status-data']);
    expect((await read(root)).content.checkedAt).toBe(at('2026-11-20T11:55:00Z'));
    expect((await read(cloneOf(remote))).content.checkedAt).toBe(at('2026-11-20T11:55:00Z'));
  });

  test('knows nothing of a component whose checks fell silent before the days that are read', async () => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': WITH_CHECK } }] });
    git(root, ['switch', '--quiet', '--orphan', 'status-data']);
    commitFiles(root, { files: { 'measurements/2026/2026-08-01.txt': '10:00:00\napi-health 41\n' } });
    git(root, ['switch', '--quiet', 'main']);
    const { content } = await read(root);
    expect(deriveSiteModel(content).components.map(({ state, uptime }) => [state, uptime.ratio])).toEqual([
      ['no_data', null],
    ]);
  });

  test('takes back the text of an update wherever the revision is from', async () => {
    const redactions =
      'redactions: [{ incident: 2026-11-20-api, update: "2026-11-20T10:05:00Z", reason: a name, by: ops }]\n';
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG + redactions, [FILE]: INCIDENT } }] });
    writeFiles(root, { [FILE]: BROKEN });
    const { content } = await read(root);
    expect(content.entries[0]?.updates).toMatchObject([{ text: '' }]);
  });

  test('shows one of two files with the same id, and a file whose name is none under one that is', async () => {
    const root = makeFolder();
    writeFiles(root, {
      'status.yml': CONFIG,
      'incidents/2026/double.md': INCIDENT,
      'incidents/double.md': INCIDENT,
      'incidents/Ä Big Outage!.md': INCIDENT,
    });
    const { content, warnings } = await read(root);
    expect(content.entries.map(({ id }) => id).sort()).toEqual(['a-big-outage', 'double']);
    expect(warnings).toEqual([
      'incidents/double.md is not shown: incidents/2026/double.md has the same id "double"',
      'incidents/Ä Big Outage!.md is shown as "a-big-outage": its name cannot be an id',
    ]);
  });

  test.each([
    ['incidents/2025/a.md', 'incidents/2026/a.md'],
    ['incidents/2026/a.md', 'incidents/2025/a.md'],
  ])('shows %s, which was committed before %s', async (first, second) => {
    const newcomer = INCIDENT.replace('Elevated errors', 'Another');
    const root = makeTestRepo({
      commits: [
        { files: { 'status.yml': CONFIG, [first]: INCIDENT } },
        { files: { [second]: newcomer }, at: '2026-11-20T09:00:00Z' },
      ],
    });
    writeFiles(root, { 'incidents/a.md': newcomer });
    const { content, warnings } = await read(root);
    expect(content.entries.map(({ title }) => title)).toEqual(['Elevated errors']);
    expect(warnings).toEqual([
      `${second} is not shown: ${first} has the same id "a"`,
      `incidents/a.md is not shown: ${first} has the same id "a"`,
    ]);
  });

  test('never follows a symbolic link out of the root', async () => {
    const outside = makeFolder();
    writeFiles(outside, { 'secret.md': INCIDENT, 'folder/secret.md': INCIDENT });
    const root = makeFolder();
    writeFiles(root, { 'status.yml': CONFIG, [FILE]: INCIDENT });
    mkdirSync(path.join(root, 'incidents/2025'));
    symlinkSync(path.join(outside, 'secret.md'), path.join(root, 'incidents/2025/linked.md'));
    symlinkSync(path.join(outside, 'folder'), path.join(root, 'incidents/linked'));
    symlinkSync(path.join(root, 'incidents'), path.join(root, 'incidents/2026/loop'));
    const { content } = await read(root);
    expect(content.entries.map(({ id }) => id)).toEqual(['2026-11-20-api']);
    expect(content.broken).toMatchObject([{ path: 'incidents/2025/linked.md', title: 'linked' }]);
  });
});
