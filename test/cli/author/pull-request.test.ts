import { afterEach, expect, test, vi } from 'vitest';

import { openPullRequestFor } from '../../../src/cli/author/pull-request.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('openPullRequestFor() sends the token to no server that only the remote names', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('Nothing is to be asked'));
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const entry = {
    url: 'https://git.example.org/acme/status',
    head: 'candor/open-a',
    mainBranch: 'main',
    message: 'Open: A',
  };
  await openPullRequestFor(entry, { GITHUB_TOKEN: 't0ken', GITHUB_SERVER_URL: 'https://github.com' });
  expect(asked).not.toHaveBeenCalled();
  expect(written.mock.calls.map(([text]) => String(text))).toEqual([
    'Pushed the branch "candor/open-a".\n',
    'Open the pull request here: https://git.example.org/acme/status/compare/main...candor/open-a?expand=1 With GITHUB_TOKEN and GITHUB_API_URL set, Candor opens it.\n',
  ]);
});
