import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { validate } from '../../src/app/validate.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { readContentChanges } from '../../src/store/content-changes.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { commitFiles, git, makeTestRepo, writeFiles } from '../support/make-repo.ts';

const CONFIG =
  'page: { name: Example, url: https://status.example.org }\ncomponents: [{ id: api, name: API }, { id: web, name: Web }]\n';
const incident = (lines = ''): string =>
  `---\ntitle: T\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }\n${lines}---\n\n## Investigating · 2026-11-20T10:05:00Z\n`;
const RESOLVED = `${incident()}\n## Resolved · 2026-11-20T11:00:00Z\n`;
const OLD_PROBLEM = incident().replace('major', 'huge');
const OLD_LETTER =
  'Cannot read "impact": expected one of none, minor, major, critical, for example impact: major, got "huge"';
const POSTMORTEM = `---
incidents: [a]
status: published
authors: [api-team]
impact: { text: Errors }
summary: S
trigger: { kind: config }
detection: check
factors: [{ text: F, whys: [{ why: w, because: b }], becomes: { kind: accepted, reason: r } }]
---
`;

type Files = Record<string, string | undefined>;

/** Letters of `validate --since` after a change of a repository with these files. */
async function lettersAfter(change: Files, base: Files): Promise<string[]> {
  const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG, ...base } }] });
  git(root, ['branch', 'base']);
  writeFiles(root, change);
  return lettersOf(root);
}

async function lettersOf(root: string): Promise<string[]> {
  const changes = await readContentChanges(root, 'base');
  const now = at('2026-11-21T00:00:00Z');
  const { problems } = await validate(await openRootFiles(root), { now, changes, isRelative: true });
  return problems.map(formatProblem);
}

describe('validate() with a base tells as errors what the change causes in files that it leaves alone', () => {
  test('an id that a new file takes', async () => {
    expect(await lettersAfter({ 'incidents/2025/x.md': incident() }, { 'incidents/2026/x.md': incident() })).toEqual([
      'incidents/2026/x.md:1:1: error: Cannot use the id "x" twice: expected a file name of its own in all folders, for example x-2.md, got x.md, as incidents/2025/x.md',
    ]);
  });

  test('an earlier id that a new file takes', async () => {
    expect(
      await lettersAfter({ 'incidents/a.md': incident() }, { 'incidents/b.md': incident('formerly: [a]\n') }),
    ).toEqual([
      'incidents/b.md:6:12: error: Cannot use the earlier id "a": expected an id that no other file has or had, for example formerly: [2026-11-20-api], got a, which is incidents/a.md',
    ]);
  });

  test('an incident with a published post-mortem that is open again', async () => {
    expect(
      await lettersAfter(
        { 'incidents/a.md': `${RESOLVED}\n## Monitoring · 2026-11-20T12:00:00Z\n` },
        { 'incidents/a.md': RESOLVED, 'postmortems/p.md': POSTMORTEM },
      ),
    ).toEqual([
      'postmortems/p.md:2:13: error: Cannot publish a post-mortem while "a" is open: expected a resolved incident, or another status, for example status: draft, got monitoring',
    ]);
  });

  test('a component that status.yml has no more', async () => {
    const change = { 'status.yml': CONFIG.replace('{ id: api, name: API }, ', '') };
    expect(await lettersAfter(change, { 'incidents/a.md': incident() })).toEqual([
      'incidents/a.md:5:15: error: Cannot find the component "api": expected one of web, for example web, got "api"',
    ]);
  });

  test('also where it lies in commits', async () => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG, 'incidents/2026/x.md': incident() } }] });
    git(root, ['branch', 'base']);
    commitFiles(root, { files: { 'incidents/2025/x.md': incident() } });
    expect(await lettersOf(root)).toEqual([expect.stringContaining('error: Cannot use the id "x" twice')]);
  });
});

describe('validate() with a base tells as warnings what was wrong before in files that the change leaves alone', () => {
  test('whatever is edited in status.yml', async () => {
    const change = { 'status.yml': `${CONFIG}uptime: { holdFor: 1h }\n` };
    expect(await lettersAfter(change, { 'incidents/a.md': OLD_PROBLEM })).toEqual([
      `incidents/a.md:4:9: warning: ${OLD_LETTER}`,
    ]);
  });

  test('an id that two files had', async () => {
    expect(
      await lettersAfter(
        { 'incidents/b.md': incident() },
        { 'incidents/2025/x.md': incident(), 'incidents/2026/x.md': incident() },
      ),
    ).toEqual([
      'incidents/2026/x.md:1:1: warning: Cannot use the id "x" twice: expected a file name of its own in all folders, for example x-2.md, got x.md, as incidents/2025/x.md',
    ]);
  });

  test('bytes that are not UTF-8', async () => {
    const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG, 'incidents/bad.md': incident() } }] });
    writeFileSync(join(root, 'incidents/bad.md'), Buffer.from([0xff]));
    git(root, ['commit', '--quiet', '--all', '-m', 'Break a file']);
    git(root, ['branch', 'base']);
    writeFiles(root, { 'status.yml': `${CONFIG}uptime: { holdFor: 1h }\n` });
    expect(await lettersOf(root)).toEqual([
      'incidents/bad.md:1:1: warning: Cannot read the text: expected UTF-8, for example a file saved with the encoding UTF-8, got bytes that are not UTF-8',
    ]);
  });

  test('and as an error in a file that it touches', async () => {
    expect(
      await lettersAfter({ 'incidents/a.md': `${OLD_PROBLEM}\nMore words.\n` }, { 'incidents/a.md': OLD_PROBLEM }),
    ).toEqual([`incidents/a.md:4:9: error: ${OLD_LETTER}`]);
  });

  test('in a root folder below the top of the repository', async () => {
    const root = makeTestRepo({
      commits: [
        { files: { 's/status.yml': CONFIG, 's/incidents/a.md': OLD_PROBLEM, 's/incidents/2026/x.md': incident() } },
      ],
    });
    git(root, ['branch', 'base']);
    writeFiles(root, { 's/status.yml': `${CONFIG}uptime: { holdFor: 1h }\n`, 's/incidents/2025/x.md': incident() });
    expect(await lettersOf(join(root, 's'))).toEqual([
      expect.stringMatching(/^incidents\/2026\/x\.md:1:1: error: Cannot use the id "x" twice/),
      `incidents/a.md:4:9: warning: ${OLD_LETTER}`,
    ]);
  });
});
