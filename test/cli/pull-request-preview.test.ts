import { join } from 'node:path';

import { afterEach, expect, test, vi } from 'vitest';

import { runPullRequestPreview } from '../../src/cli/commands/pull-request-preview.ts';
import { commitFiles, makeFolder, makeTestRepo } from '../support/make-repo.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('runPullRequestPreview() tells at its line that content which comes with the engine is to be split from it', async () => {
  const root = makeTestRepo();
  commitFiles(root, { files: { 'status.yml': 'page: {}\n' } });
  commitFiles(root, { files: { 'status.yml': 'page: { name: A }\n', 'src/main.ts': '1\n' } });
  for (const [name, value] of [
    ['GITHUB_ACTIONS', 'true'],
    ['GITHUB_OUTPUT', ''],
    ['GITHUB_STEP_SUMMARY', ''],
  ] as const)
    vi.stubEnv(name, value);
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await runPullRequestPreview({ root, since: 'HEAD^1', out: join(makeFolder(), 'preview.json') })).toBe(0);
  const lines = printed.mock.calls.map(([text]) => String(text)).filter((text) => text.startsWith('::'));
  expect(lines).toEqual([
    '::warning file=status.yml,line=1,col=1,title=content-alone::Cannot validate or preview the content of this pull request, as it changes the engine too: expected content in a pull request of its own, as one of the engine gets tests only, got a change of src/main.ts with it. Split the pull request in two.\n',
  ]);
});
