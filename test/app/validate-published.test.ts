import { expect, test } from 'vitest';

import { validate } from '../../src/app/validate.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { readContentChanges } from '../../src/store/content-changes.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { makeTestRepo, writeFiles } from '../support/make-repo.ts';

const CONFIG = 'page: { name: Example, url: https://status.example.org }\ncomponents: [{ id: api, name: API }]\n';
const incident = (lines = ''): string =>
  `---\ntitle: T\ncategory: internal\nimpact: major\ncomponents: { api: partial_outage }\n${lines}---\n\n## Investigating · 2026-11-20T10:05:00Z\n`;

type Files = Record<string, string | undefined>;

/** Letters about the working tree, against what is committed. */
async function lettersAfter(change: Files, published: Files): Promise<string[]> {
  const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG, ...published } }] });
  writeFiles(root, change);
  const changes = await readContentChanges(root, undefined);
  const { problems } = await validate(await openRootFiles(root), { now: at('2026-11-21T00:00:00Z'), changes });
  return problems.map(formatProblem);
}

const PUBLISHED = { 'incidents/a.md': incident('formerly: [b, c]\n') };

test.each<[string, Files, string[]]>([
  [
    'of "formerly"',
    { 'incidents/a.md': incident('formerly: [b]\n') },
    [
      'incidents/a.md:6:11: error: Cannot drop the published id "c": expected it in "formerly", since links and feeds lead to it, for example formerly: [b, c], got formerly: [b]',
    ],
  ],
  [
    'of "formerly" that is gone whole',
    { 'incidents/a.md': incident() },
    [
      'incidents/a.md:2:1: error: Cannot drop the published ids "b", "c": expected it in "formerly", since links and feeds lead to it, for example formerly: [b, c], got nothing',
    ],
  ],
  [
    'of "formerly" in a file that is renamed',
    { 'incidents/a.md': undefined, 'incidents/d.md': incident('formerly: [a]\n') },
    [
      'incidents/d.md:6:11: error: Cannot drop the published ids "b", "c": expected it in "formerly", since links and feeds lead to it, for example formerly: [a, b, c], got formerly: [a]',
    ],
  ],
  [
    'of a file that is gone, with all that it had earlier',
    { 'incidents/a.md': undefined },
    [
      'incidents/a.md:1:1: error: Cannot drop the published ids "a", "b", "c": expected the file, or another one that says it was formerly this, for example formerly: [a, b, c], got nothing. Put the file back; where a text has to go, change the text.',
    ],
  ],
  [
    'not while the file cannot be read',
    { 'incidents/a.md': incident('formerly: [b\n') },
    [expect.stringMatching(/^incidents\/a\.md:6:11: error: Cannot find the end/) as string],
  ],
  [
    'not while a file that may have it cannot be read',
    {
      'incidents/a.md': undefined,
      'incidents/d.md': incident('formerly: [a, b, c]\n').replace('title: T', 'title: "T'),
    },
    [expect.stringMatching(/^incidents\/d\.md:2:8: error: Cannot find the end of a text in quotes/) as string],
  ],
  [
    'not where the file has another fault',
    { 'incidents/a.md': PUBLISHED['incidents/a.md'].replace('major', 'huge') },
    [
      'incidents/a.md:4:9: error: Cannot read "impact": expected one of none, minor, major, critical, for example impact: major, got "huge"',
    ],
  ],
  [
    'not where another file takes it over',
    { 'incidents/a.md': incident('formerly: [b]\n'), 'incidents/d.md': incident('formerly: [c]\n') },
    [],
  ],
])('a published id is missed: %s', async (_what, change, letters) => {
  expect(await lettersAfter(change, PUBLISHED)).toEqual(letters);
});

test('a file that is not read was never published', async () => {
  const hidden = { 'incidents/.drafts/a.md': incident(), 'incidents/2026/.b.md': incident() };
  expect(await lettersAfter({ 'incidents/.drafts/a.md': undefined }, hidden)).toEqual([]);
});
