import { afterEach, expect, test, vi } from 'vitest';

import { openPullRequestFor } from '../../../src/cli/author/pull-request.ts';
import { makeRepositoryOnGitHub } from '../../support/github/repository.ts';
import { startGitHub } from '../../support/github/server.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('openPullRequestFor() sends the token to no server that only the remote names', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('Nothing is to be asked'));
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const entry = {
    url: 'https://git.example.org/acme/status',
    folder: '/srv/status',
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

test('openPullRequestFor() tells the repository of a workflow nothing of a private root that it has checked out', async () => {
  const api = await startGitHub();
  const privateOne = makeRepositoryOnGitHub({ name: 'acme/status-private' });
  api.repositories.set('acme/status-private', privateOne);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const entry = {
    ...{ url: 'https://github.com/acme/status-private.git', folder: '/srv/status-private', mainBranch: 'main' },
    ...{ head: 'candor/open-a', message: 'Open: Mail of the customer Initech bounces' },
  };
  const workflow = { GITHUB_REPOSITORY: 'acme/status', GITHUB_SERVER_URL: 'https://github.com' };
  await openPullRequestFor(entry, { ...workflow, GITHUB_TOKEN: 't0ken', GITHUB_API_URL: api.url });
  expect(privateOne.pulls.map(({ title }) => title)).toEqual(['Open: Mail of the customer Initech bounces']);
  expect(api.status.pulls).toEqual([]);
  expect(api.asked.filter(({ path }) => !path.includes('/repos/acme/status-private/'))).toEqual([]);
});
