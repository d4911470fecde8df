import { beforeEach, describe, expect, test } from 'vitest';

import type { ActivityReport } from '../../../src/domain/activity.ts';
import { openActivityReader } from '../../../src/store/github/activity.ts';
import { at } from '../../support/builders.ts';
import { makeDeployment, makeRelease, makeRun } from '../../support/github/activity.ts';
import { makeRepositoryOnGitHub } from '../../support/github/repository.ts';
import { type GitHubServer, startGitHub } from '../../support/github/server.ts';
import {
  findClosedPort,
  startHttpServer,
  startRawServer,
  startTcpServer,
  writeForever,
} from '../../support/servers.ts';

const TOKEN = 'ghs_notForAnybodyToSee';
const WINDOW = { from: at('2026-11-20T08:00:00Z'), until: at('2026-11-20T10:00:00Z') };

let api: GitHubServer;
beforeEach(async () => {
  api = await startGitHub();
});

/** Minutes before the end of the window as GitHub writes a time. */
function before(minutes: number): string {
  return new Date(WINDOW.until - minutes * 60_000).toISOString().replace('.000Z', 'Z');
}

async function readAll(
  repositories: readonly string[] = ['acme/api'],
  environment: Record<string, string> = { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: api.url },
): Promise<ActivityReport> {
  const report = await openActivityReader(environment).readActivity(repositories, WINDOW);
  expect(JSON.stringify(report)).not.toContain(TOKEN);
  return report;
}

/** What is told of the only repository: its clauses, and why anything is missing. */
async function tell(): Promise<string[]> {
  const report = await readAll();
  if (report.kind === 'not_looked_at') return [report.why];
  return report.repositories.flatMap((each) => [
    ...each.activities.map(({ text }) => text),
    ...(each.kind === 'unknown' ? [`unknown: ${each.why}`] : []),
  ]);
}

function paths(): string[] {
  return api.asked.map(({ path }) => path.replace('/api/v3/repos/acme/api', '').replace(/\?.*/, ''));
}

describe('readActivity()', () => {
  test('reads deployments, releases and workflow runs of the window', async () => {
    api.repositories.set(
      'acme/api',
      makeRepositoryOnGitHub({
        deployments: [makeDeployment(1, before(121)), makeDeployment(2, before(12)), makeDeployment(3, before(-1))],
        releases: [makeRelease('v1.4.0', before(30)), makeRelease('v1.3.0', before(9_000))],
        runs: [makeRun('Deploy', before(13)), makeRun('Deploy', before(200))],
      }),
    );
    expect(await readAll()).toEqual({
      kind: 'looked_at',
      repositories: [
        {
          kind: 'read',
          repository: 'acme/api',
          activities: [
            {
              kind: 'deployment',
              repository: 'acme/api',
              at: at(before(12)),
              text: 'acme/api was deployed to production',
              url: `${api.url.replace('/api/v3', '')}/acme/api/deployments`,
              failed: false,
            },
            expect.objectContaining({ kind: 'release', text: 'the release v1.4.0 of acme/api was published' }),
            expect.objectContaining({ kind: 'workflow_run', text: 'the workflow Deploy of acme/api ran' }),
          ],
        },
      ],
    });
    expect(new Set(api.asked.map(({ method, authorization }) => `${method} ${authorization}`))).toEqual(
      new Set([`GET token ${TOKEN}`]),
    );
  });

  test.each<[Parameters<typeof makeDeployment>[2], string[]]>([
    [['success', 'in_progress', 'queued'], ['acme/api was deployed to production']],
    [['inactive', 'success'], ['acme/api was deployed to production']],
    [['failure', 'in_progress'], ['a deployment of acme/api to production failed']],
    [['inactive', 'error'], ['a deployment of acme/api to production failed']],
    [['in_progress'], ['a deployment of acme/api to production began']],
    [[], ['a deployment of acme/api to production began']],
    [['inactive'], ['a deployment of acme/api to production began']],
    [['queued'], []],
    [['pending'], []],
  ])('takes a deployment with the statuses %j for what it is', async (states, told) => {
    api.repositories.set('acme/api', makeRepositoryOnGitHub({ deployments: [makeDeployment(1, before(5), states)] }));
    expect(await tell()).toEqual(told);
  });

  test.each([
    [{}, ['the workflow X of acme/api ran']],
    [{ conclusion: 'failure' }, ['the workflow X of acme/api failed']],
    [{ conclusion: 'timed_out' }, ['the workflow X of acme/api failed']],
    [{ conclusion: 'cancelled' }, ['the workflow X of acme/api was cancelled']],
    [{ status: 'in_progress', conclusion: null }, ['the workflow X of acme/api began']],
    [{ event: 'workflow_dispatch', name: null }, ['the workflow ".github/workflows/x.yml" of acme/api ran']],
    [{ status: 'queued', conclusion: null }, []],
    [{ conclusion: 'skipped' }, []],
    [{ conclusion: 'action_required' }, []],
    [{ event: 'pull_request' }, []],
    [{ event: 'issue_comment' }, []],
  ])('takes a workflow run with %j for what it is', async (overrides, told) => {
    api.repositories.set('acme/api', makeRepositoryOnGitHub({ runs: [makeRun('X', before(5), overrides)] }));
    expect(await tell()).toEqual(told);
  });

  test('leaves out drafts of releases', async () => {
    const releases = [makeRelease('v2', before(5), { draft: true, published_at: null }), makeRelease('v1', before(6))];
    api.repositories.set('acme/api', makeRepositoryOnGitHub({ releases }));
    expect(await tell()).toEqual(['the release v1 of acme/api was published']);
  });

  test('shows no address, name or word that is not for everybody', async () => {
    const tag = `v1\u202E"${'x'.repeat(500)}`;
    api.repositories.set(
      'acme/api',
      makeRepositoryOnGitHub({
        deployments: [makeDeployment(1, before(5))],
        releases: [makeRelease(tag, before(6), { html_url: 'https://elsewhere.example.org/' })],
        runs: [makeRun('X', before(7))],
      }),
    );
    const told = JSON.stringify(await readAll());
    expect(told).not.toMatch(/ci\.example\.org|elsewhere|secret|words of a commit|x{100}|\u202E/);
    expect(told).toContain('the release \\"v1\\\\u{202E}\'xxx');
  });

  test('asks for no page after the one that reaches back far enough', async () => {
    const deployments = Array.from({ length: 100 }, (_, index) => makeDeployment(200 - index, before(3 * index)));
    const releases = Array.from({ length: 50 }, (_, index) => makeRelease(`v${index}`, before(6 * index)));
    api.repositories.set('acme/api', makeRepositoryOnGitHub({ deployments, releases }));
    const report = await readAll();
    expect(report).toMatchObject({ repositories: [{ kind: 'read' }] });
    // 41 deployments and 21 releases began in the two hours.
    expect(report.kind === 'looked_at' && report.repositories[0]?.activities).toHaveLength(62);
    expect(paths().filter((path) => path === '/deployments')).toHaveLength(2);
    expect(paths().filter((path) => path === '/releases')).toHaveLength(3);
    expect(paths().filter((path) => path.endsWith('/statuses'))).toHaveLength(20);
  });

  test('says that more happened than it looks through, and keeps what it found elsewhere', async () => {
    const deployments = Array.from({ length: 200 }, (_, index) => makeDeployment(300 - index, before(index / 2)));
    api.repositories.set('acme/api', makeRepositoryOnGitHub({ deployments, releases: [makeRelease('v1', before(6))] }));
    expect(await tell()).toEqual([
      'the release v1 of acme/api was published',
      'unknown: more has happened there than is looked through',
    ]);
  });

  test('does not fetch again what has not changed', async () => {
    const known = makeRepositoryOnGitHub({ deployments: [makeDeployment(1, before(12), ['in_progress'])] });
    api.repositories.set('acme/api', known);
    const first = await readAll();
    const asked = api.asked.length;
    expect(api.asked.every(({ knows }) => knows === undefined)).toBe(true);
    expect(await readAll()).toEqual(first);
    expect(api.asked).toHaveLength(2 * asked);
    expect(api.asked.slice(asked).every(({ knows }) => knows !== undefined)).toBe(true);
    known.deploymentStatuses.set(1, makeDeployment(1, before(12), ['success']).statuses);
    expect(await tell()).toEqual(['acme/api was deployed to production']);
  });

  test('keeps an answer from whoever has another token', async () => {
    api.repositories.set('acme/api', makeRepositoryOnGitHub());
    await readAll();
    await readAll(['acme/api'], { GITHUB_TOKEN: 'another', GITHUB_API_URL: api.url });
    expect(api.asked.every(({ knows }) => knows === undefined)).toBe(true);
  });
});

describe('readActivity() that cannot read', () => {
  test('looks at nothing without a token, and asks nobody', async () => {
    const environment = { GITHUB_TOKEN: ' ', GITHUB_API_URL: api.url };
    expect(await readAll(['acme/api'], environment)).toEqual({ kind: 'not_looked_at', why: 'no token' });
    expect(api.asked).toEqual([]);
  });

  test('prefers the token that was made for it', async () => {
    api.repositories.set('acme/api', makeRepositoryOnGitHub());
    await readAll(['acme/api'], {
      GITHUB_TOKEN: 'x',
      CANDOR_GITHUB_TOKEN: ` ${TOKEN}\n`,
      GITHUB_API_URL: `${api.url}/`,
    });
    expect(new Set(api.asked.map(({ authorization }) => authorization))).toEqual(new Set([`token ${TOKEN}`]));
  });

  test('says what a token needs for a repository that it does not see', async () => {
    api.repositories.set('acme/web', makeRepositoryOnGitHub());
    expect(await readAll(['acme/api', 'acme/web'])).toMatchObject({
      repositories: [
        {
          kind: 'unknown',
          repository: 'acme/api',
          why: 'GitHub knows no acme/api that this token may see; a private one needs a token in CANDOR_GITHUB_TOKEN with "deployments: read", "contents: read" and "actions: read" for it',
        },
        { kind: 'read', repository: 'acme/web' },
      ],
    });
  });

  test('keeps what it may read', async () => {
    api.repositories.set('acme/api', makeRepositoryOnGitHub({ releases: [makeRelease('v1', before(6))] }));
    const body = { message: `Resource not accessible by integration ${TOKEN}` };
    api.faults.push({ status: 403, body, path: /actions/ });
    expect(await tell()).toEqual([
      'the release v1 of acme/api was published',
      'unknown: GitHub does not let this token read its workflow runs, which needs a token in CANDOR_GITHUB_TOKEN with "deployments: read", "contents: read" and "actions: read" for it',
    ]);
  });

  test.each([
    [
      'a limit',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1763634060' } },
      "GitHub's limit for this token is used up until 10:21 UTC",
    ],
    [
      'a limit without a time',
      { status: 403, headers: { 'x-ratelimit-remaining': '0' } },
      'GitHub asks for fewer requests',
    ],
    ['a second limit', { status: 403, headers: { 'retry-after': '60' } }, 'GitHub asks for fewer requests'],
    ['too many requests', { status: 429, headers: {} }, 'GitHub asks for fewer requests'],
    ['a token that is none', { status: 401, headers: {} }, 'GitHub does not take the token'],
  ])('answered with %s asks for nothing more', async (_, refusal, why) => {
    api.faults.push({ ...refusal, body: { message: `No ${TOKEN}` } });
    const names = Array.from({ length: 9 }, (_each, index) => `acme/${index}`);
    const report = await readAll(names);
    expect(report).toEqual({
      kind: 'looked_at',
      repositories: names.map((repository) => ({ kind: 'unknown', repository, activities: [], why })),
    });
    expect(api.asked.length).toBeLessThanOrEqual(3);
  });

  test('says that GitHub cannot be reached', async () => {
    const GITHUB_API_URL = `http://127.0.0.1:${await findClosedPort()}`;
    expect(await readAll(['acme/api'], { GITHUB_TOKEN: TOKEN, GITHUB_API_URL })).toMatchObject({
      repositories: [{ kind: 'unknown', why: 'GitHub could not be reached (ECONNREFUSED)' }],
    });
  });

  test.each([
    ['no list', '{"a":1}'],
    ['entries of another form', '[{"id":"x"}]'],
    ['a time that is none', '[{"id":1,"environment":"p","created_at":"soon"}]'],
    ['no JSON', '<html>'],
  ])('says so of an answer with %s', async (_, text) => {
    const { url } = await startHttpServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    });
    expect(await readAll(['acme/api'], { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: url })).toMatchObject({
      repositories: [{ kind: 'unknown', why: "GitHub's answer about its deployments could not be read" }],
    });
  });

  test('reads no answer that has no end', async () => {
    const { url, bytesSent } = await startTcpServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[');
        writeForever(socket, '1,'.repeat(32_768));
      });
    });
    expect(await readAll(['acme/api'], { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: url })).toMatchObject({
      repositories: [{ kind: 'unknown', why: "GitHub's answer about its deployments could not be read" }],
    });
    expect(bytesSent()).toBeLessThan(150 * 1024 * 1024);
  });

  test('says so of a server that does not speak HTTP, and of a token that no header takes', async () => {
    const { url } = await startRawServer('SSH-2.0-OpenSSH\r\n');
    for (const GITHUB_TOKEN of [TOKEN, `${TOKEN}\n${TOKEN}`]) {
      expect(await readAll(['acme/api'], { GITHUB_TOKEN, GITHUB_API_URL: url })).toMatchObject({
        repositories: [{ kind: 'unknown' }],
      });
    }
  });
});
