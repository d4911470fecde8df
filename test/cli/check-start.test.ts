import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test } from 'vitest';

import { makeTestRepo } from '../support/make-repo.ts';
import { runCli } from '../support/run-cli.ts';

/** The files that a command loaded, by the coverage that Node writes of each. */
async function filesLoaded(folder: string): Promise<string[]> {
  const reports = await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name), 'utf8')));
  return reports.flatMap((report) =>
    (JSON.parse(report) as { result: { url: string }[] }).result.map(({ url }) => url),
  );
}

test('candor check loads no reader of Markdown, front matter or pages while there is no incident', async () => {
  const root = makeTestRepo({
    commits: [{ files: { 'status.yml': 'page: { name: A, url: "https://a.example" }\n' } }],
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'candor-loaded-'));
  const { exitCode } = await runCli(['check', '--root', root], { env: { NODE_V8_COVERAGE: folder } });
  const files = await filesLoaded(folder);
  await rm(folder, { recursive: true, force: true });
  expect(exitCode).toBe(0);
  expect(files.some((file) => file.endsWith('/src/app/check/run.ts'))).toBe(true);
  expect(
    files.filter((file) => /node_modules\/(?:gray-matter|micromark|remark|astro|undici|octokit)/.test(file)),
  ).toEqual([]);
});
