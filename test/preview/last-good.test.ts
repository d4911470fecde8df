import { rmSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { keepLastGood } from '../../src/preview/last-good.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { makeFolder, writeFiles } from '../support/make-repo.ts';

const INCIDENT = 'incidents/x.md';
const GOOD = '---\ntitle: A\nkind: announcement\n---\n\n## Announced · 2026-11-18T09:00:00Z\n';
const BETTER = GOOD.replace('A', 'B');
const BROKEN = GOOD.replace('title', 'tilte');
const CONFIG = 'page: { name: A, url: "https://status.example.org" }\n';

test('keepLastGood() gives the last text that could be shown, for as long as the one on disk cannot be', async () => {
  const root = makeFolder();
  const files = keepLastGood(await openRootFiles(root));
  const seen: (string | undefined)[] = [];
  for (const text of [BROKEN, GOOD, BROKEN, BROKEN, BETTER, BROKEN]) {
    writeFiles(root, { [INCIDENT]: text });
    const [listed] = await files.readMarkdown('incidents');
    expect((await files.read(INCIDENT))?.text).toBe(listed?.text);
    seen.push(listed?.text);
  }
  expect(seen).toEqual([BROKEN, GOOD, GOOD, GOOD, BETTER, BETTER]);
});

test('keepLastGood() lets go of an incident that is gone, and keeps status.yml, without which there is no page', async () => {
  const root = makeFolder();
  writeFiles(root, { [INCIDENT]: GOOD, 'status.yml': CONFIG });
  const files = keepLastGood(await openRootFiles(root));
  await Promise.all([files.readMarkdown('incidents'), files.read('status.yml')]);
  for (const name of [INCIDENT, 'status.yml']) rmSync(path.join(root, name));
  expect(await files.readMarkdown('incidents')).toEqual([]);
  expect((await files.read('status.yml'))?.text).toBe(CONFIG);
});
