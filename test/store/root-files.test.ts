import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, test } from 'vitest';

import { StatusError } from '../../src/errors.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { formatProblem, sortProblems } from '../../src/schema/problems.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

/** Each file below incidents/ with its text, or with what was found in its place. */
async function readIncidents(root: string): Promise<Record<string, string | undefined>> {
  const found = await (await openRootFiles(root)).readMarkdown('incidents');
  return Object.fromEntries(found.map(({ path, text, problems }) => [path, text ?? problems[0]?.received]));
}

describe('readMarkdown()', () => {
  test('reads Markdown in every folder, and nothing that is hidden', async () => {
    const root = makeFolder();
    writeFiles(root, {
      'incidents/a.md': 'a',
      'incidents/2026/b.md': 'b',
      'incidents/.c.md': 'c',
      'incidents/.d/e.md': 'e',
    });
    writeFiles(root, { 'incidents/graph.png': 'p', 'incidents/2026/empty/.gitkeep': '' });
    expect(await readIncidents(root)).toEqual({ 'incidents/2026/b.md': 'b', 'incidents/a.md': 'a' });
  });

  test('goes through links inside the root once, and through none that leaves it', async () => {
    const root = makeFolder();
    const elsewhere = makeFolder();
    writeFiles(elsewhere, { 'secret.md': 's' });
    writeFiles(root, { 'incidents/2026/a.md': 'a' });
    symlinkSync('..', join(root, 'incidents/2026/loop'));
    symlinkSync('itself.md', join(root, 'incidents/itself.md'));
    symlinkSync(elsewhere, join(root, 'incidents/away'));
    symlinkSync(join(elsewhere, 'secret.md'), join(root, 'incidents/secret.md'));
    expect(await readIncidents(root)).toEqual({
      'incidents/2026/a.md': 'a',
      'incidents/itself.md': 'a symbolic link to nothing',
      'incidents/secret.md': 'a symbolic link that leaves the folder of status.yml',
    });
  });

  test('says what is neither file nor folder, and waits for none of it', async () => {
    const root = makeFolder();
    mkdirSync(join(root, 'incidents/folder.md'), { recursive: true });
    execFileSync('mkfifo', [join(root, 'incidents/pipe.md')]);
    expect(await readIncidents(root)).toEqual({
      'incidents/folder.md': 'a folder',
      'incidents/pipe.md': 'something that is neither file nor folder',
    });
  });

  test('says which file has a name that is almost that of an incident', async () => {
    const root = makeFolder();
    writeFiles(root, { 'incidents/2026-API.MD': 'a', 'incidents/b.markdown': 'b' });
    const found = await (await openRootFiles(root)).readMarkdown('incidents');
    expect(found.map(({ text, problems }) => [text, problems[0]?.expected, problems[0]?.example])).toEqual([
      [undefined, 'a name that ends in ".md"', '2026-api.md'],
      [undefined, 'a name that ends in ".md"', 'b.md'],
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('says what it may not open', async () => {
    const root = makeFolder();
    writeFiles(root, { 'incidents/a.md': 'a', 'incidents/locked/b.md': 'b' });
    chmodSync(join(root, 'incidents/a.md'), 0);
    chmodSync(join(root, 'incidents/locked'), 0);
    const found = await readIncidents(root);
    chmodSync(join(root, 'incidents/locked'), 0o700);
    const reason = 'a file or folder that may not be opened';
    expect(found).toEqual({ 'incidents/a.md': reason, 'incidents/locked': reason });
  });

  test('reads what stays while files come and go', async () => {
    const root = makeFolder();
    writeFiles(root, { 'incidents/stays.md': 'a' });
    const script = 'i=0; while [ $i -lt 300 ]; do echo b > incidents/$i.md; rm incidents/$i.md; i=$((i+1)); done';
    const busy = promisify(execFile)('sh', ['-c', script], { cwd: root });
    const rounds: (string | undefined)[] = [];
    for (let round = 0; round < 50; round++) rounds.push((await readIncidents(root))['incidents/stays.md']);
    await busy;
    expect(new Set(rounds)).toEqual(new Set(['a']));
  });
});

describe('findIgnored()', () => {
  const INCIDENT = '---\ntitle: T\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }\n---\n';

  test('warns of each file and folder that may have been meant to be read', async () => {
    const root = makeFolder();
    writeFiles(root, {
      'incidents/2026/2026-11-20-noext': INCIDENT,
      'incidents/x.md.txt': INCIDENT,
      'incidents/Y.yaml': 'title: T',
      'postmortems/z.txt': 'text',
      'incident/2026/a.md': INCIDENT,
      'post-mortem/a.md': 'text',
      'api.md': `${INCIDENT}\n## Investigating · 2026-11-20T10:05:00Z\n`,
    });
    const named = (message: string, expected: string, rest: string): string =>
      `:1:1: warning: ${message}: expected ${expected}, for example ${rest}`;
    const misnamed = (example: string, name: string): string =>
      named('This file is not read', 'a name that ends in ".md"', `${example}, got "${name}"`);
    const misplaced = 'This file reads like an incident and is not read here';
    const example = '2026/2026-11-20-api-errors.md';
    const found = sortProblems(await (await openRootFiles(root)).findIgnored()).map(formatProblem);
    expect(found).toEqual([
      `api.md${named(misplaced, 'it in the folder "incidents"', 'incidents/api.md, got "api.md"')}`,
      `incident${named('This folder is not read', 'the folder "incidents"', `incidents/${example}, got "incident"`)}`,
      `incidents/2026/2026-11-20-noext${misnamed('2026-11-20-noext.md', '2026-11-20-noext')}`,
      `incidents/x.md.txt${misnamed('x.md', 'x.md.txt')}`,
      `incidents/Y.yaml${misnamed('y.md', 'Y.yaml')}`,
      `post-mortem${named('This folder is not read', 'the folder "postmortems"', `postmortems/${example}, got "post-mortem"`)}`,
      `postmortems/z.txt${misnamed('z.md', 'z.txt')}`,
    ]);
  });

  test('is silent about what explains, what is shown and what is hidden', async () => {
    const root = makeFolder();
    writeFiles(root, { 'README.md': '# Status', 'CHANGES.md': '---\ntitle: T\n---\n', 'incidents/graph.png': 'p' });
    writeFiles(root, { 'incidents/README.txt': 'r', 'incidents/LICENSE': 'l', 'incidents/2026/.gitkeep': '' });
    writeFiles(root, { 'incidents/a.md': INCIDENT, 'incidents/a.md.orig': INCIDENT, 'status.yml': '' });
    expect(await (await openRootFiles(root)).findIgnored()).toEqual([]);
  });
});

describe('writeText()', () => {
  test('writes to where a link inside the root leads, and keeps link and mode', async () => {
    const root = makeFolder();
    writeFiles(root, { 'incidents/a.md': 'old' });
    chmodSync(join(root, 'incidents/a.md'), 0o640);
    symlinkSync('a.md', join(root, 'incidents/link.md'));
    await (await openRootFiles(root)).writeText('incidents/link.md', 'new');
    expect(readFileSync(join(root, 'incidents/a.md'), 'utf8')).toBe('new');
    expect(lstatSync(join(root, 'incidents/link.md')).isSymbolicLink()).toBe(true);
    expect(statSync(join(root, 'incidents/a.md')).mode & 0o777).toBe(0o640);
  });

  test('writes through no link that leaves the root, and says where it cannot write', async () => {
    const root = makeFolder();
    const outside = join(makeFolder(), 'outside.md');
    writeFileSync(outside, 'theirs');
    writeFiles(root, { file: 'f' });
    mkdirSync(join(root, 'incidents'));
    symlinkSync(outside, join(root, 'incidents/link.md'));
    const files = await openRootFiles(root);
    await expect(files.writeText('incidents/link.md', 'x')).rejects.toThrow(StatusError);
    await expect(files.writeText('file/below.md', 'x')).rejects.toThrow('Cannot write file/below.md: EEXIST at mkdir');
    expect(readFileSync(outside, 'utf8')).toBe('theirs');
  });
});
