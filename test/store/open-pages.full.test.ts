import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { createBuildPorts } from '../../src/cli/commands/build.ts';
import { ENGINE_FOLDER } from '../../src/cli/root.ts';
import { deriveSiteModel } from '../../src/site/site-model.ts';
import { renderPages } from '../../src/store/astro-pages.ts';
import { openPages } from '../../src/store/open-pages.ts';
import { createWorkFolder, type WorkFolder } from '../../src/store/work-folder.ts';
import { readTree } from '../support/built-site.ts';
import { at } from '../support/builders.ts';
import { EXAMPLE_NOW, makeExampleRoot } from '../support/example-root.ts';
import { makeFolder } from '../support/make-repo.ts';

async function makeWorkFolder(): Promise<WorkFolder> {
  const folder = await createWorkFolder(ENGINE_FOLDER);
  onTestFinished(() => folder.remove());
  return folder;
}

test('openPages() renders every file as a build writes it, and no other', { timeout: 120_000 }, async () => {
  const root = path.join(makeFolder(), 'root');
  makeExampleRoot(root, 'https://status.example.org/sub/path');
  const { content } = await (await createBuildPorts(root, at(EXAMPLE_NOW))).readContent();
  const site = { content, model: deriveSiteModel(content) };
  const request = {
    site,
    pageUrl: content.config.page.url,
    engineFolder: ENGINE_FOLDER,
    takeKept: () => new Set<string>(),
    onPage: () => undefined,
  };
  const built = await readTree(await renderPages({ ...request, workFolder: (await makeWorkFolder()).path }));
  const place = { pageUrl: content.config.page.url, engineFolder: ENGINE_FOLDER };
  const pages = await openPages({ ...place, workFolder: (await makeWorkFolder()).path });
  await pages.show(site);
  const beside = await readTree(pages.folder);
  expect(built.size).toBeGreaterThan(20);
  for (const [file, text] of built) {
    const rendered = await pages.render(file);
    expect(rendered === undefined ? beside.get(file) : Buffer.from(rendered).toString(), file).toBe(text);
  }
  expect(await pages.render('incidents/nothing/index.html')).toBeUndefined();
  await pages.close();
});
