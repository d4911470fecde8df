import { beforeEach, describe, expect, test } from 'vitest';

import { connectGitHub, type GitHub } from '../../../src/store/github/client.ts';
import { type NewPullRequest, openPullRequest } from '../../../src/store/github/pull-requests.ts';
import { type Fault, type GitHubServer, startGitHub } from '../../support/github/server.ts';
import { findClosedPort } from '../../support/servers.ts';

const TOKEN = 'ghs_notForAnybodyToSee';
const WANTED: NewPullRequest = {
  head: 'candor/incidents',
  base: 'main',
  title: 'Open 2026-11-20-api: The api is down',
  body: 'The checks found this.',
};

let api: GitHubServer;
let github: GitHub;

function connect(apiUrl = api.url): Promise<GitHub> {
  return connectGitHub({ token: TOKEN, repository: 'acme/status', apiUrl }, { manner: 'once' });
}

beforeEach(async () => {
  api = await startGitHub();
  github = await connect();
});

describe('openPullRequest()', () => {
  test('opens one between the two branches, as the owner of the token', async () => {
    const opened = await openPullRequest(await connect(`${api.url}/`), WANTED);
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
    await openPullRequest(github, WANTED);
    expect(await openPullRequest(github, { ...WANTED, title: 'Another' })).toEqual({
      url: 'https://github.example.org/acme/status/pull/1',
      isNew: false,
    });
    expect(api.status.pulls).toHaveLength(1);
  });

  test('opens another once that is closed', async () => {
    await openPullRequest(github, WANTED);
    for (const pull of api.status.pulls) pull.state = 'closed';
    expect((await openPullRequest(github, WANTED)).isNew).toBe(true);
    expect(api.status.pulls).toHaveLength(2);
  });

  test.each<[string, Fault, RegExp]>([
    ['403', { status: 403, body: { message: 'Resource not accessible by integration' } }, /not accessible/],
    ['401', { status: 401, body: { message: `Bad credentials ${TOKEN}` } }, /Bad credentials \*\*\*/],
    ['a rate limit', { status: 429, body: { message: 'API rate limit exceeded' } }, /rate limit/],
  ])('answered with %s says so in a letter without the token', async (_, refuse, said) => {
    api.faults.push(refuse);
    const failure: unknown = await openPullRequest(github, WANTED).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'GitHubError', message: expect.stringMatching(said) });
    expect(JSON.stringify(failure) + String(failure)).not.toContain(TOKEN);
    expect(api.asked.length).toBeLessThanOrEqual(2);
  });

  test('says that GitHub cannot be reached', async () => {
    const apiUrl = `http://127.0.0.1:${await findClosedPort()}`;
    await expect(openPullRequest(await connect(apiUrl), WANTED)).rejects.toMatchObject({
      name: 'GitHubError',
      message: expect.stringMatching(
        /^Cannot open a pull request from "candor\/incidents" to "main" of acme\/status: ./,
      ),
    });
  });

  test('takes one that a list does not show yet for open', async () => {
    await openPullRequest(github, WANTED);
    api.faults.push({ status: 200, body: [], method: 'GET' });
    expect(await openPullRequest(github, WANTED)).toEqual({
      url: expect.stringContaining('acme/status'),
      isNew: false,
    });
    expect(api.status.pulls).toHaveLength(1);
  });
});
