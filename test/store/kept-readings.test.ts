import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { readShownContent } from '../../src/app/read-content.ts';
import type { PlacedIncidentFile } from '../../src/content/incident-file.ts';
import { openKeptReadings, type RecordedReadings } from '../../src/store/kept-readings.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

interface Words {
  words: string[];
}

function open<T = Words>(folder: string, { from = 1, reader = 'first reader' } = {}): Promise<RecordedReadings<T>> {
  return openKeptReadings<T>({ folder, name: 'words', from, describeReader: () => reader });
}

/** A folder in which "one two" of a.md and "three" of b.md are kept. */
async function keepTwo(): Promise<string> {
  const folder = makeFolder();
  const kept = await open(folder);
  kept.keep('a.md', 'one two', { words: ['one', 'two'] });
  kept.keep('b.md', 'three', { words: ['three'] });
  await kept.record();
  return folder;
}

describe('openKeptReadings()', () => {
  test('knows what was read of the same text in the same file, and of no other', async () => {
    const kept = await open(await keepTwo());
    expect(kept.take('a.md', 'one two')).toEqual({ words: ['one', 'two'] });
    expect(kept.take('b.md', 'three')).toEqual({ words: ['three'] });
    expect(kept.take('a.md', 'three')).toBeUndefined();
    expect(kept.take('b.md', 'three ')).toBeUndefined();
  });

  test('knows nothing of what another reader made of it', async () => {
    const kept = await open(await keepTwo(), { reader: 'second reader' });
    expect(kept.take('a.md', 'one two')).toBeUndefined();
  });

  test('writes nothing where too little is new, and leaves out what nobody asked for', async () => {
    const folder = await keepTwo();
    const sparing = await open(folder, { from: 2 });
    sparing.take('a.md', 'one two');
    sparing.keep('c.md', 'four', { words: ['four'] });
    await sparing.record();
    expect((await open(folder)).take('b.md', 'three')).toBeDefined();
    const eager = await open(folder);
    eager.take('a.md', 'one two');
    eager.keep('c.md', 'four', { words: ['four'] });
    await eager.record();
    const last = await open(folder);
    expect(last.take('a.md', 'one two')).toBeDefined();
    expect(last.take('b.md', 'three')).toBeUndefined();
    expect(last.take('c.md', 'four')).toEqual({ words: ['four'] });
  });

  test('knows nothing of a damaged file', async () => {
    const folder = await keepTwo();
    const [name = ''] = readdirSync(folder);
    const file = path.join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace('two', 'twö'));
    expect((await open(folder)).take('a.md', 'one two')).toBeUndefined();
  });
});

const GOOD = `---
title: Elevated errors
category: internal
impact: major
formerly: [2026-11-20-errors]
components:
  api: partial_outage
---

## Investigating · 2026-11-20T10:05:00Z

We are looking into it.
`;

describe('readShownContent()', () => {
  test('gives what a reading without an earlier one gives, and keeps what is without fault alone', async () => {
    const root = makeFolder();
    writeFiles(root, {
      'status.yml': 'page: { name: Example Cloud, url: "https://status.example.org" }\n',
      'incidents/2026/2026-11-20-api.md': GOOD,
      'incidents/2026/2026-11-20-crlf.md': GOOD.replaceAll('\n', '\r\n').replace('-errors', '-crlf-errors'),
      'incidents/2026/2026-11-20-broken.md': GOOD.replace('major', 'huge'),
    });
    const files = await openRootFiles(root);
    const read = async (kept?: RecordedReadings<PlacedIncidentFile>): Promise<object[]> =>
      (await readShownContent(files, kept)).incidents.map(({ yaml: _, ...shown }) => shown);
    const expected = await read();
    const folder = makeFolder();
    const first = await open<PlacedIncidentFile>(folder);
    expect(await read(first)).toEqual(expected);
    await first.record();
    const [name = ''] = readdirSync(folder);
    expect(readFileSync(path.join(folder, name), 'utf8').split('\n').slice(2)).toHaveLength(1);
    expect(await read(await open<PlacedIncidentFile>(folder))).toEqual(expected);
  });
});
