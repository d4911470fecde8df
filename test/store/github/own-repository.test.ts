import { realpathSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { apiOf, liesElsewhere, repositoryOf } from '../../../src/store/github/own-repository.ts';
import { git, makeBareRemote, makeFolder, makeTestRepo } from '../../support/make-repo.ts';

const PRIVATE = { server: 'https://github.com', repository: 'acme/status-private' };
/** As a workflow of the public repository has it. */
const WORKFLOW = { GITHUB_REPOSITORY: 'acme/status', GITHUB_SERVER_URL: 'https://github.com' };

describe('repositoryOf()', () => {
  test('goes by the remote, whatever repository the workflow is of', () => {
    const folder = realpathSync(makeFolder());
    const environment = { ...WORKFLOW, GITHUB_WORKSPACE: folder };
    expect(repositoryOf({ url: 'https://github.com/acme/status-private', folder }, environment)).toEqual(PRIVATE);
    expect(repositoryOf({ url: 'git@github.com:acme/status-private.git', folder }, {})).toEqual(PRIVATE);
  });

  test('takes the one of the workflow where the address means none, for its own checkout alone', () => {
    const [folder, beside] = [realpathSync(makeFolder()), realpathSync(makeFolder())];
    const environment = { ...WORKFLOW, GITHUB_WORKSPACE: folder };
    const url = 'https://git.example.org/acme/internal/status-private.git';
    expect(repositoryOf({ url: '/srv/status.git', folder }, environment)).toEqual({
      ...{ server: 'https://github.com', repository: 'acme/status' },
    });
    expect(repositoryOf({ url, folder: beside }, environment)).toBeUndefined();
    expect(repositoryOf({ url, folder }, WORKFLOW)).toBeUndefined();
    expect(repositoryOf({ url, folder }, { GITHUB_WORKSPACE: folder })).toBeUndefined();
  });
});

test.each<[server: string, environment: Record<string, string>, api: string | undefined]>([
  ['https://github.com', {}, 'https://api.github.com'],
  ['https://github.com', { GITHUB_API_URL: 'https://api.github.com/' }, 'https://api.github.com'],
  ['https://github.com', { GITHUB_SERVER_URL: 'https://github.example.org' }, 'https://api.github.com'],
  [
    'https://github.example.org',
    { GITHUB_API_URL: 'https://github.example.org/api/v3' },
    'https://github.example.org/api/v3',
  ],
  [
    'https://github.example.org',
    { GITHUB_SERVER_URL: 'https://github.example.org' },
    'https://github.example.org/api/v3',
  ],
  ['https://acme.ghe.com', { GITHUB_API_URL: 'https://api.acme.ghe.com' }, 'https://api.acme.ghe.com'],
  ['https://github.example.org', {}, undefined],
  [
    'https://github.example.org',
    { GITHUB_API_URL: 'https://api.github.com', GITHUB_SERVER_URL: 'https://github.com' },
    undefined,
  ],
  [
    'https://github.com',
    { GITHUB_API_URL: 'https://github.example.org/api/v3', GITHUB_SERVER_URL: 'https://github.example.org' },
    undefined,
  ],
])('apiOf() sends what is for %s with %j to %s', (server, environment, api) => {
  expect(apiOf({ server, repository: 'acme/status' }, environment)).toBe(api);
});

describe('liesElsewhere()', () => {
  test.each([
    ['https://github.com/acme/status-private', true],
    ['https://git.example.org/acme/status', true],
    ['git@github.com:Acme/Status.git', false],
  ])('of a root whose remote is %s is %s', async (url, isElsewhere) => {
    const root = makeTestRepo();
    git(root, ['remote', 'add', 'origin', url]);
    expect(await liesElsewhere(root, WORKFLOW)).toBe(isElsewhere);
  });

  test('is not known, and so not said, of a root without an address at a server', async () => {
    const root = makeTestRepo();
    expect(await liesElsewhere(root, WORKFLOW)).toBe(false);
    makeBareRemote(root);
    expect(await liesElsewhere(root, WORKFLOW)).toBe(false);
    expect(await liesElsewhere(makeFolder(), WORKFLOW)).toBe(false);
  });
});
