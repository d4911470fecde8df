import { beforeEach, describe, expect, test } from 'vitest';

import { openPullRequest, type PullRequest } from '../../src/store/github.ts';
import { type GitHubApi, startGitHubApi } from '../support/github-api.ts';
import { findClosedPort } from '../support/servers.ts';

const TOKEN = 'ghs_notForAnybodyToSee';

let api: GitHubApi;
let wanted: PullRequest;
beforeEach(async () => {
  api = await startGitHubApi();
  wanted = {
    token: TOKEN,
    repository: 'acme/status',
    head: 'candor/incidents',
    base: 'main',
    title: 'Open 2026-11-20-api: The api is down',
    body: 'The checks found this.',
    apiUrl: api.url,
  };
});

describe('openPullRequest()', () => {
  test('opens one between the two branches, as the owner of the token', async () => {
    const opened = await openPullRequest({ ...wanted, apiUrl: `${api.url}/` });
    expect(opened).toEqual({ url: 'https://github.example.org/acme/status/pull/1', isNew: true });
    expect(api.asked.map(({ method, authorization }) => `${method} ${authorization}`)).toEqual([
      `GET token ${TOKEN}`,
      `POST token ${TOKEN}`,
    ]);
    expect(api.asked[1]?.body).toEqual({
      head: 'candor/incidents',
      base: 'main',
      title: 'Open 2026-11-20-api: The api is down',
      body: 'The checks found this.',
    });
  });

  test('finds the one that is open', async () => {
    await openPullRequest(wanted);
    expect(await openPullRequest({ ...wanted, title: 'Another' })).toEqual({
      url: 'https://github.example.org/acme/status/pull/1',
      isNew: false,
    });
    expect(api.pulls).toHaveLength(1);
  });

  test('opens another once that is closed', async () => {
    await openPullRequest(wanted);
    for (const pull of api.pulls) pull.state = 'closed';
    expect((await openPullRequest(wanted)).isNew).toBe(true);
    expect(api.pulls).toHaveLength(2);
  });

  test.each<[string, NonNullable<GitHubApi['refuse']>, RegExp]>([
    ['403', { status: 403, body: { message: 'Resource not accessible by integration' } }, /not accessible/],
    ['401', { status: 401, body: { message: `Bad credentials ${TOKEN}` } }, /Bad credentials \*\*\*/],
    ['a rate limit', { status: 429, body: { message: 'API rate limit exceeded' } }, /rate limit/],
  ])('answered with %s says so in a letter without the token', async (_, refuse, said) => {
    api.refuse = refuse;
    const failure: unknown = await openPullRequest(wanted).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StatusError', message: expect.stringMatching(said) });
    expect(failure).toMatchObject({ hint: expect.stringContaining('pull-requests: write') });
    expect(JSON.stringify(failure) + String(failure)).not.toContain(TOKEN);
    expect(api.asked.length).toBeLessThanOrEqual(2);
  });

  test('says that GitHub cannot be reached', async () => {
    const apiUrl = `http://127.0.0.1:${await findClosedPort()}`;
    await expect(openPullRequest({ ...wanted, apiUrl })).rejects.toMatchObject({
      name: 'StatusError',
      message: expect.stringMatching(
        /^Cannot open a pull request from "candor\/incidents" to "main" of acme\/status: ./,
      ),
    });
  });

  test('takes one that a list does not show yet for open', async () => {
    await openPullRequest(wanted);
    api.isListLate = true;
    expect(await openPullRequest(wanted)).toEqual({ url: expect.stringContaining('acme/status'), isNew: false });
    expect(api.pulls).toHaveLength(1);
  });
});
