import { beforeEach, describe, expect, test } from 'vitest';

import { type ConnectOptions, connectGitHub, type GitHub, readGitHubAccess } from '../../../src/store/github/client.ts';
import { createIssue, listIssues, updateIssue } from '../../../src/store/github/issues.ts';
import { makeRepositoryOnGitHub } from '../../support/github/repository.ts';
import { type Fault, type GitHubServer, startGitHub } from '../../support/github/server.ts';
import { findClosedPort, startHttpServer, startTcpServer, writeForever } from '../../support/servers.ts';

const TOKEN = 'ghs_notForAnybodyToSee';

let api: GitHubServer;
beforeEach(async () => {
  api = await startGitHub();
});

function connect(manner: ConnectOptions['manner'] = 'patiently', apiUrl = api.url): Promise<GitHub> {
  return connectGitHub({ token: TOKEN, repository: 'acme/status', apiUrl }, { manner, secondMs: 1 });
}

/** The letter of what was refused, with its hint; it never holds the token. */
async function letterOf(asked: Promise<unknown>): Promise<string> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'GitHubError' });
  expect(JSON.stringify(error) + String(error)).not.toContain(TOKEN);
  const { message, hint } = error as { message: string; hint: string | undefined };
  return hint === undefined ? message : `${message} ${hint}`;
}

const NEW = { title: 'T', body: 'B', labels: ['candor'] };
const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
const SOON = String(Math.floor(Date.now() / 1_000) + 60);

describe('a patient client', () => {
  test.each<[string, Fault]>([
    ['a secondary limit', { status: 403, body: { message: SECONDARY }, headers: { 'retry-after': '7' } }],
    ['a secondary limit that says no time', { status: 403, body: { message: SECONDARY } }],
    ['a limit that is used up', { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': SOON } }],
    ['429 with retry-after', { status: 429, body: { message: 'Slow down' }, headers: { 'retry-after': '9' } }],
    ['429 that says nothing', { status: 429, body: { message: 'Slow down' } }],
  ])('waits for %s, also before it creates something', async (_, fault) => {
    api.faults.push({ ...fault, times: 2 });
    const github = await connect();
    await createIssue(github, NEW);
    expect(await listIssues(github, { state: 'open' })).toMatchObject([{ title: 'T', labels: ['candor'] }]);
    expect(api.asked.map(({ method, status }) => `${method} ${status}`).slice(0, 3)).toEqual([
      `POST ${fault.status}`,
      `POST ${fault.status}`,
      'POST 201',
    ]);
  });

  test.each<[string, Fault]>([
    ['502', { status: 502, body: { message: 'Bad gateway' } }],
    ['503', { status: 503, body: { message: 'Unavailable' } }],
    ['503 with retry-after', { status: 503, headers: { 'retry-after': '30' } }],
  ])('asks again after %s', async (_, fault) => {
    api.faults.push({ ...fault, times: 3 });
    api.status.issues.push(...makeRepositoryOnGitHub({ issues: [{ number: 1 }] }).issues);
    expect(await listIssues(await connect(), { state: 'all' })).toHaveLength(1);
    api.faults.push({ ...fault, times: 3 });
    expect(await updateIssue(await connect(), 1, { state: 'completed' })).toMatchObject({ isOpen: false });
  });

  test.each([502, 503])('creates nothing twice where the answer is lost with %i', async (status) => {
    api.faults.push({ status, headers: { 'retry-after': '1' }, isDone: true, times: 1 });
    const letter = await letterOf(createIssue(await connect(), NEW));
    expect(letter).toBe(
      `Cannot open an issue in acme/status: GitHub answered ${status}: A fault. Nothing is wrong here: run this again later.`,
    );
    expect(api.status.issues).toHaveLength(1);
  });

  test('waits for no limit that lasts longer than it has time', async () => {
    const reset = Math.floor(Date.now() / 1_000) + 3_000;
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
    api.faults.push({ status: 403, body: { message: 'API rate limit exceeded' }, headers });
    const until = new Date(reset * 1_000).toISOString().slice(11, 16);
    expect(await letterOf(createIssue(await connect(), NEW))).toBe(
      `Cannot open an issue in acme/status: GitHub's limit for this token is used up until ${until} UTC (403: API rate limit exceeded). Nothing is wrong here: run this again later.`,
    );
    expect(api.asked).toHaveLength(1);
  });

  test.each([
    [{ status: 403, body: { message: SECONDARY }, headers: { 'retry-after': '1' } }],
    [{ status: 429, body: { message: 'Slow down' }, headers: { 'retry-after': '1' } }],
    [{ status: 429, body: { message: SECONDARY }, headers: { 'retry-after': '-1' } }],
    [{ status: 429, body: { message: 'Slow down' }, headers: { 'retry-after': '99999999' } }],
  ])('gives up on a limit that does not end: %j', async (fault) => {
    api.faults.push(fault);
    expect(await letterOf(listIssues(await connect(), { state: 'all' }))).toMatch(
      /^Cannot list the issues of acme\/status: GitHub asks for fewer requests \(4\d\d: /,
    );
    expect(api.asked.length).toBeLessThanOrEqual(6);
  });

  test('reads all pages of a thousand issues, and no pull request among them', async () => {
    const issues = Array.from({ length: 1_000 }, (_, index) => ({
      number: index + 1,
      isPullRequest: index % 10 === 0,
      labels: index % 2 === 0 ? ['even'] : [],
    }));
    api.status.issues.push(...makeRepositoryOnGitHub({ issues }).issues);
    api.faults.push({ status: 502, path: /page=7/, times: 1 });
    const all = await listIssues(await connect(), { state: 'all' });
    expect(all).toHaveLength(900);
    expect(new Set(all.map(({ number }) => number)).size).toBe(900);
    expect(api.asked).toHaveLength(11);
    expect(await listIssues(await connect(), { state: 'all', label: 'even' })).toHaveLength(400);
  });
});

describe('connectGitHub()', () => {
  test.each<[string, Fault, string]>([
    [
      '403',
      { status: 403, body: { message: 'Resource not accessible by integration', documentation_url: 'https://x' } },
      'GitHub answered 403: Resource not accessible by integration. Give the workflow "permissions: { issues: write }", or a token that has it.',
    ],
    [
      '404',
      { status: 404, body: { message: 'Not Found' } },
      'GitHub answered 404: Not Found. It is not there, or this token may not see it. Give the workflow "permissions: { issues: write }", or a token that has it.',
    ],
    [
      '401',
      { status: 401, body: { message: `Bad credentials ${TOKEN}` } },
      'GitHub answered 401: Bad credentials ***. GITHUB_TOKEN holds no token that GitHub takes, or one that has run out.',
    ],
    [
      '409',
      { status: 409, body: { message: 'Conflict' } },
      'GitHub answered 409: Conflict. Somebody else has changed it meanwhile. Run this again.',
    ],
    [
      '422',
      { status: 422, body: { message: 'Validation Failed', errors: [{ field: 'title', code: 'missing' }] } },
      'GitHub answered 422: Validation Failed: {"field":"title","code":"missing"}.',
    ],
    [
      'words that act',
      { status: 422, body: { message: `a\u202E\u001B[31m\n${'x'.repeat(400)}` } },
      `GitHub answered 422: a\\u{202E}\\u{1B}[31m ${'x'.repeat(279)}….`,
    ],
  ])('answered with %s says so in either manner, once', async (_, fault, said) => {
    api.faults.push(fault);
    for (const manner of ['once', 'patiently'] as const) {
      expect(await letterOf(createIssue(await connect(manner), NEW))).toBe(
        `Cannot open an issue in acme/status: ${said}`,
      );
    }
    expect(api.asked).toHaveLength(2);
  });

  test.each<[string, Fault]>([
    ['429', { status: 429, headers: { 'retry-after': '1' } }],
    ['a secondary limit', { status: 403, body: { message: SECONDARY }, headers: { 'retry-after': '1' } }],
  ])('waits for nothing in the manner of a run: %s', async (_, fault) => {
    api.faults.push(fault);
    const letter = await letterOf(listIssues(await connect('once'), { state: 'all' }));
    expect(letter).toContain('GitHub asks for fewer requests');
    expect(api.asked).toHaveLength(1);
  });

  test('says that GitHub cannot be reached', async () => {
    const apiUrl = `http://127.0.0.1:${await findClosedPort()}`;
    expect(await letterOf(createIssue(await connect('patiently', apiUrl), NEW))).toBe(
      'Cannot open an issue in acme/status: GitHub could not be reached (ECONNREFUSED).',
    );
  });

  test.each(['[1]', '{"number":"x"}', '<html>', 'null', ''])('says so of an answer that is none: %s', async (text) => {
    const { url } = await startHttpServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    });
    expect(await letterOf(createIssue(await connect('patiently', url), NEW))).toBe(
      "Cannot open an issue in acme/status: GitHub's answer could not be read.",
    );
  });

  test('reads no answer that has no end', async () => {
    const { url, bytesSent } = await startTcpServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n[');
        writeForever(socket, '1,'.repeat(32_768));
      });
    });
    expect(await letterOf(createIssue(await connect('patiently', url), NEW))).toMatch(
      /an answer of more than \d+ bytes/,
    );
    expect(bytesSent()).toBeLessThan(150 * 1024 * 1024);
  });

  test('hides a token that no header takes', async () => {
    const access = { token: `${TOKEN}\n${TOKEN}`, repository: 'acme/status', apiUrl: api.url };
    const github = await connectGitHub(access, { manner: 'patiently', secondMs: 1 });
    await letterOf(createIssue(github, NEW));
  });
});

describe('readGitHubAccess()', () => {
  test.each([
    [{ GITHUB_TOKEN: ' t\n', GITHUB_REPOSITORY: 'acme/api' }, 'https://api.github.com'],
    [{ GITHUB_TOKEN: 't', GITHUB_REPOSITORY: 'acme/api', GITHUB_API_URL: 'https://x' }, 'https://x'],
    [{ GITHUB_TOKEN: ' ', GITHUB_REPOSITORY: 'acme/api' }, undefined],
    [{ GITHUB_TOKEN: 't', GITHUB_REPOSITORY: 'acme/api/../..' }, undefined],
    [{ GITHUB_TOKEN: 't' }, undefined],
  ])('reads %j', (environment, apiUrl) => {
    const access = readGitHubAccess(environment);
    expect(access).toEqual(apiUrl === undefined ? undefined : { token: 't', repository: 'acme/api', apiUrl });
  });
});
