import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import { runPullRequestComment } from '../../src/cli/commands/pull-request-comment.ts';
import { type ContentPreview, MAX_PREVIEW_BYTES } from '../../src/schema/preview.ts';
import { makeArtifact, makeChangedFile, makeIssueComment, makePullRequest } from '../support/github/objects.ts';
import { type GitHubServer, startGitHub } from '../support/github/server.ts';
import { makeFolder } from '../support/make-repo.ts';
import { makeZip } from '../support/make-zip.ts';
import { findClosedPort, startHttpServer } from '../support/servers.ts';

const COMMIT = 'c0ffee'.repeat(7).slice(0, 40);
const FILE = 'incidents/2026/a.md';
const FORK = { branch: 'fix', commit: COMMIT, repository: 'mallory/status' };
const PREVIEW: ContentPreview = {
  version: 1,
  scope: 'content',
  entries: [],
  verdict: { before: 'All systems operational.', after: 'Public API is down. @octocat #12' },
  channels: [],
  customersOf: [],
  uptime: [],
  problems: [],
  more: { entries: 0, components: 0, channels: 0, problems: 0 },
};

let api: GitHubServer;
let downloads: (string | undefined)[];
/** What the store of artifacts answers. */
let archive: Buffer;

function pack(text: string): void {
  archive = makeZip([{ name: 'preview.json', bytes: Buffer.from(text) }]);
}

/** Where GitHub says that the archive lies. */
function leadTo(store: string): void {
  api.faults.splice(0);
  api.faults.push({ path: /artifacts\/1\/zip$/, status: 302, headers: { location: `${store}/signed` } });
}

/** Lets the step run after this run of Validate, and returns what it says. */
async function comment(run: Record<string, unknown> = {}): Promise<string[]> {
  const event = {
    workflow_run: {
      ...{ id: 70, run_attempt: 1, event: 'pull_request', path: '.github/workflows/validate.yml' },
      ...{ head_sha: COMMIT, head_branch: 'fix', pull_requests: [], display_title: '@octocat' },
      ...{ head_repository: { full_name: 'mallory/status', owner: { login: 'mallory' } } },
      ...{ html_url: 'https://github.example.org/acme/status/actions/runs/70', ...run },
    },
    repository: { full_name: 'acme/status', default_branch: 'main' },
  };
  const file = join(makeFolder(), 'event.json');
  writeFileSync(file, JSON.stringify(event));
  const env = { GITHUB_TOKEN: 'ghs_notForAnybodyToSee', GITHUB_REPOSITORY: 'acme/status', GITHUB_API_URL: api.url };
  for (const [name, value] of Object.entries({ ...env, GITHUB_EVENT_PATH: file })) vi.stubEnv(name, value);
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    expect(await runPullRequestComment({ secondMs: 1 })).toBe(0);
    return written.mock.calls.map(([text]) => String(text));
  } finally {
    written.mockRestore();
    vi.unstubAllEnvs();
  }
}

const bodies = (): (string | undefined)[] => api.status.comments.map(({ body }) => body);

beforeEach(async () => {
  downloads = [];
  pack(JSON.stringify(PREVIEW));
  const store = await startHttpServer((request, response) => {
    downloads.push(request.headers.authorization);
    response.writeHead(200).end(archive);
  });
  api = await startGitHub();
  api.status.pulls.push(makePullRequest('acme/status', { number: 7, head: FORK, base: { branch: 'main' } }));
  api.status.filesOfPulls.set(7, [makeChangedFile(FILE)]);
  api.status.artifactsOfRuns.set(70, [makeArtifact(1, 'preview'), makeArtifact(2, 'page', 9e9)]);
  leadTo(store.url);
});

describe('candor pull-request comment', () => {
  test('says in the pull request of a fork what readers will see, and links the page', async () => {
    expect(await comment()).toEqual(['Commented on #7.\n']);
    const [body = ''] = bodies();
    expect(body).toMatch(/^<!-- candor preview 70\.1 -->\n### What readers will see\n/);
    expect(body).toContain('```text\nNow:   All systems operational.\nAfter: Public API is down. @octocat #12\n```');
    expect(body).toContain('](https://github.example.org/acme/status/actions/runs/70/artifacts/2)');
    expect(downloads).toEqual([undefined]);
  });

  test('keeps one comment current, and takes only its own for it', async () => {
    const others = [
      makeIssueComment('acme/status', { id: 1, number: 7, by: 'mallory', body: '<!-- candor preview 60.1 -->\nmine' }),
      makeIssueComment('acme/status', { id: 2, number: 7, body: 'Somebody wrote:\n<!-- candor preview 60.1 -->\n' }),
      makeIssueComment('acme/status', { id: 3, number: 7, body: '<!-- candor preview 60.1 -->\nold' }),
    ];
    api.status.comments.push(...others);
    expect(await comment()).toEqual(['Renewed the comment on #7.\n']);
    expect(bodies().slice(0, 2)).toEqual([
      '<!-- candor preview 60.1 -->\nmine',
      'Somebody wrote:\n<!-- candor preview 60.1 -->\n',
    ]);
    expect(bodies()[2]).toContain('After: Public API is down.');
    expect(bodies()).toHaveLength(3);
  });

  test.each([
    ['whose head has moved on', { head_sha: 'b'.repeat(40) }],
    [
      'of another fork with a branch of that name',
      { head_repository: { full_name: 'eve/status', owner: { login: 'mallory' } } },
    ],
    ['of a fork that is gone', { head_repository: null }],
    ['of another workflow', { path: '.github/workflows/other.yml' }],
    ['for a push', { event: 'push' }],
  ])('says nothing after a run %s', async (_, run) => {
    expect((await comment(run))[0]).toMatch(/^No comment: /);
    expect(bodies()).toEqual([]);
  });

  test.each([
    ['a newer run has commented', '<!-- candor preview 71.1 -->\nnew'],
    ['a later attempt has commented', '<!-- candor preview 70.2 -->\nnew'],
  ])('leaves the comment as it is where %s', async (_, body) => {
    api.status.comments.push(makeIssueComment('acme/status', { id: 3, number: 7, body }));
    expect(await comment()).toEqual(['No comment: a newer run has commented.\n']);
    expect(bodies()).toEqual([body]);
  });

  test('says nothing where the head moves on while it looks', async () => {
    api.onAsked = ({ path }) => {
      const pull = api.status.pulls[0];
      if (path.endsWith('/files?per_page=100') && pull !== undefined) pull.head.sha = 'b'.repeat(40);
    };
    expect(await comment()).toEqual(['No comment: its head has moved on meanwhile.\n']);
    expect(bodies()).toEqual([]);
  });

  test.each([
    ['a file of the engine', [makeChangedFile('src/cli/main.ts')], 'src/cli/main.ts'],
    ['a workflow', [makeChangedFile('.github/workflows/validate.yml')], '.github/workflows/validate.yml'],
    ['a file that moves within it', [makeChangedFile('src/b.ts', 'src/app/build-site.ts')], 'src/app/build-site.ts'],
  ])('takes nothing of what a run for %s left', async (_, files, path) => {
    api.status.filesOfPulls.set(7, files);
    expect(await comment()).toEqual(['No comment: it changes the engine, which the tests look at.\n']);
    expect(bodies()).toEqual([]);
    api.status.comments.push(
      makeIssueComment('acme/status', { id: 3, number: 7, body: '<!-- candor preview 60.1 -->\nold' }),
    );
    await comment();
    expect(bodies()[0]).toContain(
      `### Changes the engine: tests only\n\nNothing is previewed, as more than content changes:\n\n- \` ${path} \``,
    );
    expect(downloads).toEqual([]);
  });

  test.each([
    ['beside it', [makeChangedFile(FILE), makeChangedFile('src/cli/main.ts')], 'src/cli/main.ts'],
    ['that moves into it', [makeChangedFile(FILE, 'src/app/build-site.ts')], 'src/app/build-site.ts'],
  ])('tells to split content from a file of the engine %s, and takes nothing of the run', async (_, files, path) => {
    api.status.filesOfPulls.set(7, files);
    expect(await comment()).toEqual(['Commented on #7.\n']);
    expect(bodies()[0]).toContain('### Changes the engine and content: tests only\n\nThe content is neither validated');
    expect(bodies()[0]).toContain(`get both.\n\n- \` ${FILE} \`\n\nWhat else changes:\n\n- \` ${path} \``);
    expect(downloads).toEqual([]);
  });

  test.each([
    ['no JSON', () => pack('<html>')],
    ['no UTF-8', () => (archive = makeZip([{ name: 'preview.json', bytes: Buffer.from([0xff, 0xfe]) }]))],
    ['brackets without an end', () => pack('['.repeat(500_000))],
    ['the number of another pull request', () => pack(JSON.stringify({ ...PREVIEW, number: 8 }))],
    [
      'a text longer than its room',
      () => pack(JSON.stringify({ ...PREVIEW, verdict: { after: 'x'.repeat(1_000_000) } })),
    ],
    [
      'an address in place of a channel',
      () => pack(JSON.stringify({ ...PREVIEW, channels: [{ id: 'https://x', type: 'slack', events: [] }] })),
    ],
    [
      'a change of the engine that GitHub knows nothing of',
      () =>
        pack(
          JSON.stringify({
            version: 1,
            scope: 'engine',
            paths: ['@octocat'],
            content: [],
            more: { paths: 0, content: 0 },
          }),
        ),
    ],
    ['a bomb', () => (archive = makeZip([{ name: 'preview.json', bytes: Buffer.alloc(8_000_000), toldSize: 90 }]))],
    ['an archive without an end', () => (archive = Buffer.alloc(MAX_PREVIEW_BYTES + 1))],
    ['no archive', () => (archive = Buffer.from('Not found'))],
    ['nothing', () => api.status.artifactsOfRuns.set(70, [])],
    ['an archive in a store that does not answer', async () => leadTo(`http://127.0.0.1:${await findClosedPort()}`)],
    [
      'an archive that is told to be large',
      () => api.status.artifactsOfRuns.set(70, [makeArtifact(1, 'preview', 1e9)]),
    ],
  ])('says that there is no preview where the run left %s', async (_, prepare) => {
    prepare();
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await comment()).toEqual(['Commented on #7.\n']);
    const [body = ''] = bodies();
    expect(body).toContain(
      '### No preview\n\nThe run left none that can be shown. [Its log](https://github.example.org/acme/status/actions/runs/70)',
    );
    expect(body).not.toContain('@octocat');
    vi.restoreAllMocks();
  });

  test.each([
    ['', 'Cannot find the event: GITHUB_EVENT_PATH is not set.'],
    ['/dev/null', 'Cannot read "/dev/null": expected the event of a run that has ended.'],
  ])('is for the workflow alone: the event in %j', async (file, letter) => {
    vi.stubEnv('GITHUB_EVENT_PATH', file);
    await expect(runPullRequestComment()).rejects.toThrow(letter);
    vi.unstubAllEnvs();
  });
});
