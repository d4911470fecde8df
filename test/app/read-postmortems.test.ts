import { describe, expect, test } from 'vitest';

import { createBuildPorts } from '../../src/cli/commands/build.ts';
import type { SitePostmortems } from '../../src/site/site-content.ts';
import { at } from '../support/builders.ts';
import {
  cloneOf,
  commitFiles,
  git,
  makeBareRemote,
  makeFolder,
  makeTestRepo,
  writeFiles,
} from '../support/make-repo.ts';

const NOW = at('2026-11-25T12:00:00Z');
const CONFIG = `page: { name: Example Cloud, url: "https://status.acme.dev", id: k7d0v3m9x2qa }
components: [{ id: api, name: Public API }]
`;
const FILE = 'postmortems/2026/api.md';
const PUBLISHED = `---
incidents: [2026-11-20-api]
status: published
authors: [api-team]
summary: It failed.
trigger: { kind: config }
detection: check
factors:
  - text: Nobody looked
    whys: [{ why: It failed, because: nobody looked }]
    becomes: { kind: accepted, reason: it is rare }
---
`;
const DRAFT = PUBLISHED.replace('status: published', 'status: draft').replace('It failed.', 'A secret.');
const REVIEW = DRAFT.replace('status: draft', 'status: review');
const BROKEN = PUBLISHED.replace('kind: config', 'kind: magic').replace('It failed.', 'A secret.');

interface Read {
  postmortems: SitePostmortems;
  warnings: string[];
}

async function read(root: string): Promise<Read> {
  const { content, warnings } = await (await createBuildPorts(root, NOW)).readContent();
  return { postmortems: content.postmortems, warnings };
}

/** A repository in which the file was committed in these forms, one a day from the 21st on; undefined removes it. */
function repoOf(...revisions: (string | undefined)[]): string {
  return makeTestRepo({
    commits: [
      { files: { 'status.yml': CONFIG } },
      ...revisions.map((text, index) => ({ files: { [FILE]: text }, at: `2026-11-${21 + index}T09:00:00Z` })),
    ],
  });
}

const day = (date: number): number => at(`2026-11-${date}T09:00:00Z`);

describe('readPostmortems()', { timeout: 30_000 }, () => {
  test('reads what is published, and from Git when that was and when it was changed', async () => {
    const { postmortems, warnings } = await read(
      repoOf(DRAFT, PUBLISHED, PUBLISHED.replace('It failed.', 'It failed again.')),
    );
    expect(warnings).toEqual([]);
    expect(postmortems).toMatchObject({ broken: [], inWork: [], withdrawn: [] });
    expect(postmortems.published).toMatchObject([
      { id: 'api', publishedAt: day(22), changedAt: day(23), frontMatter: { summary: 'It failed again.' } },
    ]);
  });

  test.each([
    ['outside Git', () => makeFolder()],
    ['that is not committed', () => makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG } }] })],
  ])('claims no date of a file %s', async (...[, make]) => {
    const root = make();
    writeFiles(root, { 'status.yml': CONFIG, [FILE]: PUBLISHED });
    expect((await read(root)).postmortems.published).toMatchObject([{ publishedAt: undefined, changedAt: undefined }]);
  });

  test('claims no date in a shallow clone, where every file seems to be new', async () => {
    const clone = cloneOf(makeBareRemote(repoOf(PUBLISHED)), ['--depth=1']);
    expect((await read(clone)).postmortems.published).toMatchObject([{ publishedAt: undefined, changedAt: undefined }]);
  });

  test('shows the last good revision of a broken file, by its dates', async () => {
    const root = repoOf(PUBLISHED, BROKEN);
    const { postmortems, warnings } = await read(root);
    const good = git(root, ['rev-parse', 'HEAD~1']);
    expect(postmortems.published).toMatchObject([{ changedAt: day(21), frontMatter: { summary: 'It failed.' } }]);
    expect(postmortems.broken).toMatchObject([{ id: 'api', shownCommit: good }]);
    expect(warnings[0]).toBe(`${FILE} is shown as of commit ${good.slice(0, 8)}:`);
  });

  test.each([
    ['a draft', [DRAFT], ['2026-11-20-api']],
    ['one in review', [DRAFT, REVIEW], ['2026-11-20-api']],
    ['a broken one that was a draft before', [DRAFT, BROKEN], ['2026-11-20-api']],
    ['one that never was good', [BROKEN], []],
    ['a draft that was removed', [DRAFT, undefined], []],
  ])('keeps no word of %s', async (...[, revisions, inWork]) => {
    const { postmortems } = await read(repoOf(...revisions));
    expect(postmortems).toEqual({ published: [], broken: [], inWork, withdrawn: [] });
  });

  test('tells whoever builds that a broken file is not shown', async () => {
    const { warnings } = await read(repoOf(BROKEN));
    expect(warnings[0]).toBe(`${FILE} is not shown:`);
    expect(warnings[1]).toMatch(/^ {2}postmortems\/2026\/api\.md:6:18: error: Cannot read "trigger\.kind"/);
  });

  test.each([
    ['that was removed', [PUBLISHED, undefined], 22],
    ['that was broken and then removed', [PUBLISHED, BROKEN, undefined], 23],
    ['that is a draft again', [PUBLISHED, DRAFT, REVIEW], 22],
    ['that was a draft again when it was removed', [PUBLISHED, DRAFT, undefined], 22],
  ])('keeps the address of one %s, from when it was not published any more', async (...[, revisions, date]) => {
    const { postmortems } = await read(repoOf(...revisions));
    expect(postmortems).toMatchObject({ published: [], withdrawn: [{ id: 'api', at: day(date) }] });
  });

  test('keeps no address of the invented ones of a template', async () => {
    const root = makeTestRepo({
      commits: [
        { files: { 'status.yml': CONFIG.replace('acme.dev', 'example.org'), [FILE]: PUBLISHED } },
        { files: { [FILE]: undefined }, at: '2026-11-21T09:00:00Z' },
      ],
    });
    commitFiles(root, { files: { 'status.yml': CONFIG }, at: '2026-11-22T09:00:00Z' });
    expect((await read(root)).postmortems.withdrawn).toEqual([]);
  });
});
