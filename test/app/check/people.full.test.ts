/** What a person writes stays, and what the engine may still do in a file that a person has edited. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import { formatIncidentText, parseIncidentFile } from '../../../src/content/incident-file.ts';
import {
  filesOf,
  incidentsOf,
  makeCheckedRoot,
  measurementsOf,
  runAt,
  type Service,
  startService,
} from '../../support/check-root.ts';
import { commitFiles, git, writeFiles } from '../../support/make-repo.ts';

vi.setConfig({ testTimeout: 120_000 });

const ID = '2026-11-20-api';
const FILE = `incidents/2026/${ID}.md`;

let service: Service;
beforeEach(async () => {
  service = await startService();
});

async function runAll(root: string, times: readonly string[]): Promise<void> {
  for (const now of times) await runAt(root, `2026-11-20T${now}:00Z`);
}

/** A root whose component `api` fails since 10:00 and whose incident was opened at 10:05. */
async function makeOutage(): Promise<string> {
  service.failing.set('/api', 500);
  const root = makeCheckedRoot({ components: { api: `${service.url}/api`, web: `${service.url}/web` } });
  await runAll(root, ['10:00', '10:05']);
  return root;
}

function edit(root: string, change: (text: string) => string): string {
  const before = readFileSync(join(root, FILE), 'utf8');
  const after = change(before);
  if (after === before) throw new Error('The edit changes nothing');
  commitFiles(root, { files: { [FILE]: after }, at: '2026-11-20T10:07:00Z' });
  return after;
}

const EDITS: Readonly<Record<string, (text: string) => string>> = {
  'the words of an update': (text) => text.replace('We are looking into it.', 'Our people are on it.'),
  'the front matter': (text) => text.replace('impact: critical', 'impact: minor'),
  'an update of their own': (text) => `${text}\n## Identified · 2026-11-20T10:06:30Z\n\nA disk is full.\n`,
};

/** A root with two checks of `api`: the first fails since 10:00, the second since 10:10. */
async function makeSecondFailure(change: (root: string) => void = () => undefined): Promise<string> {
  const urls = ['/api', '/more', '/rest'].map((path) => service.url + path);
  service.failing.set('/api', 500);
  const root = makeCheckedRoot({ components: { api: urls } });
  await runAll(root, ['10:00', '10:05']);
  change(root);
  service.failing.set('/more', 503);
  await runAll(root, ['10:10', '10:15']);
  return root;
}

describe('another failure of a component that an open incident names', () => {
  test('joins the engine’s own file as evidence, once, and the file stays the engine’s', async () => {
    const root = await makeSecondFailure();
    const text = readFileSync(join(root, FILE), 'utf8');
    const { frontMatter, updates } = parseIncidentFile(FILE, text).file ?? {};
    expect(updates).toHaveLength(1);
    expect(frontMatter).toMatchObject({
      checks: ['api-1', 'api-2'],
      evidence: [
        { at: '2026-11-20T10:00:00Z', text: expect.stringMatching(/^api-1: .*500/) as string },
        {
          at: '2026-11-20T10:10:00Z',
          text: expect.stringMatching(/^api-2: .*503 \(http_5xx\), 2 in a row$/) as string,
        },
      ],
    });
    expect(git(root, ['log', '-1', '--format=%s', 'main'])).toBe(`Add to ${ID}: api-2 fails too`);
    await runAll(root, ['10:20']);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(text);
    service.failing.clear();
    await runAll(root, ['10:25', '10:30', '10:45']);
    expect(incidentsOf(root, 'main')).toEqual({ [ID]: ['investigating', 'monitoring', 'resolved'] });
  });

  test('changes nothing where a person has written', async () => {
    let edited = '';
    const root = await makeSecondFailure(
      (made) => (edited = edit(made, (text) => text.replace('critical', 'minor').replace('major', 'minor'))),
    );
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(edited);
  });
});

describe('a file that a person has edited', () => {
  test.each(Object.entries(EDITS))('in %s keeps every line; recovery adds one note', async (_, change) => {
    const root = await makeOutage();
    const edited = edit(root, change);
    service.failing.set('/web', 500);
    await runAll(root, ['10:10', '10:15']);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(edited);
    service.failing.clear();
    await runAll(root, ['10:20', '10:25', '10:30', '10:45']);
    const text = readFileSync(join(root, FILE), 'utf8');
    expect(text.startsWith(edited)).toBe(true);
    expect(text.slice(edited.length)).toMatch(
      /^\n## (Investigating|Identified) · 2026-11-20T10:25:00Z\n\nChecks have passed since 10:20 UTC\.\n$/,
    );
    service.failing.set('/api', 500);
    await runAll(root, ['10:50', '10:55', '11:00']);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(text);
    expect(Object.keys(incidentsOf(root, 'main'))).toEqual([ID, '2026-11-20-web']);
  });

  test('stays a person’s when the edit is taken back', async () => {
    const root = await makeOutage();
    const before = readFileSync(join(root, FILE), 'utf8');
    edit(root, (text) => text.replace('impact: critical', 'impact: minor'));
    await runAll(root, ['10:10']);
    expect(filesOf(root, 'status-data').get('written')).toMatch(/ person\n$/);
    commitFiles(root, { files: { [FILE]: before } });
    service.failing.clear();
    await runAll(root, ['10:15', '10:20']);
    expect(incidentsOf(root, 'main')).toEqual({ [ID]: ['investigating', 'investigating'] });
  });

  test('is resolved when the person says so; the failure that goes on opens no second incident', async () => {
    const root = await makeOutage();
    edit(root, (text) => `${text}\n## Resolved · 2026-11-20T10:06:30Z\n\nWe changed what is checked.\n`);
    const { plan } = await runAt(root, '2026-11-20T10:10:00Z');
    await runAll(root, ['10:15', '10:20']);
    expect(incidentsOf(root, 'main')).toEqual({ [ID]: ['investigating', 'resolved'] });
    expect(plan.unopened).toEqual([
      { component: 'api', why: `a person has resolved "${ID}", which began with this failure` },
    ]);
    service.failing.clear();
    await runAll(root, ['10:25']);
    service.failing.set('/api', 500);
    await runAll(root, ['10:30', '10:35']);
    expect(incidentsOf(root, 'main')).toEqual({ [ID]: ['investigating', 'resolved'], [`${ID}-2`]: ['investigating'] });
  });

  test('with edits that are not committed is not touched on disk, and the measurements land', async () => {
    const root = await makeOutage();
    const draft = `${readFileSync(join(root, FILE), 'utf8')}\nA draft.\n`;
    writeFileSync(join(root, FILE), draft);
    service.failing.clear();
    await runAll(root, ['10:10', '10:15']);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(draft);
    expect(incidentsOf(root, 'main')).toEqual({ [ID]: ['investigating'] });
    expect(incidentsOf(root, 'candor/incidents')).toEqual({ [ID]: ['investigating', 'monitoring'] });
    expect(measurementsOf(root)).toHaveLength(8);
  });
});

describe('what does not count as an edit', () => {
  const PLAIN: Readonly<Record<string, (root: string) => void>> = {
    'another form of the same': (root) => {
      const reformed = (text: string): string =>
        text.replace('[api-health]', '\n  - api-health').replace('## Investigating · ', '## INVESTIGATING - ');
      const text = edit(root, reformed);
      expect(formatIncidentText(FILE, text)).not.toBe(text);
    },
    'a merge': (root) => {
      git(root, ['switch', '--quiet', '--create', 'work', 'main~1']);
      commitFiles(root, { files: { 'README.md': 'Example' } });
      git(root, ['merge', '--quiet', '--no-edit', 'main']);
      git(root, ['switch', '--quiet', 'main']);
      git(root, ['merge', '--quiet', '--no-ff', '--no-edit', 'work']);
    },
  };

  test.each(Object.entries(PLAIN))('%s: the engine goes on', async (_, change) => {
    const root = await makeOutage();
    change(root);
    service.failing.clear();
    await runAll(root, ['10:10', '10:15', '10:25']);
    expect(incidentsOf(root, 'main')).toEqual({ [ID]: ['investigating', 'monitoring', 'resolved'] });
  });
});

describe('an incident of a person', () => {
  const OWN = `---
title: We see errors
category: internal
impact: minor
components:
  api: degraded_performance
---

## Investigating · 2026-11-20T09:58:00Z

We know.
`;

  test('that is open and names the component keeps the engine from opening one', async () => {
    service.failing.set('/api', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api` } });
    commitFiles(root, { files: { 'incidents/2026/errors.md': OWN } });
    await runAll(root, ['10:00', '10:05', '10:10']);
    service.failing.clear();
    await runAll(root, ['10:15', '10:20', '10:40']);
    expect(filesOf(root, 'main', 'incidents/')).toEqual(new Map([['incidents/2026/errors.md', OWN]]));
    expect(measurementsOf(root)).toHaveLength(6);
  });

  test('that cannot be read keeps its components alone from being opened, with a note', async () => {
    service.failing.set('/api', 500).set('/web', 500);
    const root = makeCheckedRoot({ components: { api: `${service.url}/api`, web: `${service.url}/web` } });
    const conflict = OWN.replace('impact: minor', '<<<<<<< HEAD\nimpact: minor\n=======\nimpact: major\n>>>>>>> work');
    writeFiles(root, { 'incidents/2026/errors.md': conflict });
    git(root, ['add', 'incidents']);
    git(root, ['commit', '--quiet', '-m', 'Merge by mistake']);
    await runAll(root, ['10:00']);
    const { plan, notes } = await runAt(root, '2026-11-20T10:05:00Z');
    expect(plan.unopened).toEqual([{ component: 'api', why: 'a file that cannot be read names it' }]);
    expect(notes).toEqual([expect.stringContaining('Left alone, it cannot be read: incidents/2026/errors.md:')]);
    expect([...filesOf(root, 'main', 'incidents/').keys()]).toEqual([
      'incidents/2026/2026-11-20-web.md',
      'incidents/2026/errors.md',
    ]);
    expect(filesOf(root, 'main').get('incidents/2026/errors.md')).toBe(conflict);
  });
});
