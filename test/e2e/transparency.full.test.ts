/** The page of a year, of a clone without its history, and of a site that is new, at each width. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startBrowser } from '../support/browser.ts';
import { readTree } from '../support/built-site.ts';
import { findHtmlFaults } from '../support/html-faults.ts';
import { git, makeFolder, writeFiles } from '../support/make-repo.ts';
import { findFaults } from '../support/page-faults.ts';
import { findLayoutFaults } from '../support/page-layout.ts';
import { runCli } from '../support/run-cli.ts';
import { visitPages } from '../support/visit-pages.ts';
import { makeYearRoot, YEAR_NOW } from '../support/year-root.ts';

const NEW_PAGE = `page: { name: New, url: "https://status.example.org", id: k7d0v3m9x2qa }
components: [{ id: api, name: Public API }]
`;
/** What is never to be read where nothing is known or nothing has happened. */
const NONSENSE = /NaN|undefined|null|Infinity|\[object|Invalid/;

let scratch = '';
let browser: Browser;
const trees = new Map<string, Map<string, string>>();

async function build(name: string, root: string): Promise<void> {
  const out = join(scratch, `out-${name}`);
  const { exitCode, stderr } = await runCli(['build', '--root', root, '--out', out, '--now', YEAR_NOW], {
    cwd: scratch,
  });
  if (exitCode !== 0) throw new Error(stderr);
  trees.set(name, await readTree(out));
}

const pageOf = (name: string): string => trees.get(name)?.get('transparency/index.html') ?? '';
const textOf = (name: string): string =>
  (pageOf(name).split('<main')[1] ?? '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'candor-transparency-'));
  browser = await startBrowser();
  const root = join(scratch, 'year');
  mkdirSync(root);
  makeYearRoot(root);
  await build('year', root);
  git(scratch, ['clone', '--quiet', '--depth=1', '--no-single-branch', `file://${root}`, 'shallow']);
  await build('shallow', join(scratch, 'shallow'));
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
});

describe.each(['year', 'shallow'])('/transparency/ of %s', (name) => {
  test('is valid HTML, and says nothing that nobody understands', async () => {
    expect(await findHtmlFaults([[name, pageOf(name)]])).toEqual([]);
    expect(textOf(name)).not.toMatch(NONSENSE);
  });

  test.each([320, 1440])('keeps nobody out and cuts nothing at %i pixels, all tables open', async (width) => {
    const seen = {
      viewport: { width, height: 900 },
      colorScheme: width === 320 ? ('dark' as const) : ('light' as const),
    };
    const noise = await visitPages(
      { browser, files: trees.get(name) ?? new Map(), paths: ['transparency/'], seen },
      async (page) => {
        await page.evaluate(`document.querySelectorAll('details').forEach((each) => (each.open = true))`);
        expect(await findFaults(page)).toEqual([]);
        expect(await findLayoutFaults(page)).toEqual([]);
      },
    );
    expect(noise).toEqual([]);
  });
});

test('a clone without the history says that it cannot know, and shows no figure that would need it', () => {
  const text = textOf('shallow');
  expect(text).toContain('This page was built without the whole history of its files.');
  expect(text).toContain('Of none of the 36 incidents of these months is it known how long people waited.');
  expect(text).toContain('Whether anything was changed afterwards is not known');
  expect(pageOf('shallow')).not.toContain('<circle');
});

test('a page without a past has a sentence for each figure, and no figure', async () => {
  const root = makeFolder();
  writeFiles(root, { 'status.yml': NEW_PAGE });
  await build('new', root);
  expect(await findHtmlFaults([['new', pageOf('new')]])).toEqual([]);
  for (const words of [
    'No incident began in these months.',
    'No update was promised by a certain time.',
    'None was asked for, and none was published.',
    'No action of a post-mortem is open.',
    'No post-mortem has led to a check yet.',
    'Nothing has been measured yet.',
  ]) {
    expect(textOf('new')).toContain(words);
  }
  expect(textOf('new')).not.toMatch(NONSENSE);
  expect(pageOf('new')).not.toMatch(/<(circle|rect|details|table)/);
});

test('the figures are drawn beside tables of the same', () => {
  const html = pageOf('year');
  const told = html.split('id="told"')[1]?.split('</section>')[0] ?? '';
  expect(told.match(/<circle/g)).toHaveLength(34);
  expect(told.split('</details>')[0]?.match(/<th scope="row"/g)).toHaveLength(34);
  const data = JSON.parse(trees.get('year')?.get('transparency.json') ?? '') as {
    timeToTell: { told: { url: string }[] };
  };
  for (const { url } of data.timeToTell.told) expect(told).toContain(`href="${new URL(url).pathname}"`);
});
