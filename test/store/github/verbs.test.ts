import { beforeEach, describe, expect, test } from 'vitest';

import {
  createBranch,
  deleteBranch,
  putFile,
  readBranch,
  readRemoteFile,
} from '../../../src/store/github/branch-files.ts';
import { connectGitHub, type GitHub } from '../../../src/store/github/client.ts';
import { readPermission } from '../../../src/store/github/collaborators.ts';
import { createComment, listComments, updateComment } from '../../../src/store/github/comments.ts';
import { setCommitStatus } from '../../../src/store/github/commit-statuses.ts';
import { createIssue, listIssues, readIssueState, updateIssue } from '../../../src/store/github/issues.ts';
import {
  listOpenPullRequests,
  listPullRequestsOfCommit,
  openPullRequest,
  readPullRequest,
} from '../../../src/store/github/pull-requests.ts';
import { enableWorkflow, listWorkflows } from '../../../src/store/github/workflows.ts';
import { makeIssueComment, makePullRequest, makeWorkflow } from '../../support/github/objects.ts';
import { makeRepositoryOnGitHub } from '../../support/github/repository.ts';
import { type GitHubServer, startGitHub } from '../../support/github/server.ts';

let api: GitHubServer;
let github: GitHub;
beforeEach(async () => {
  api = await startGitHub();
  const access = { token: 'ghs_notForAnybodyToSee', repository: 'acme/status', apiUrl: api.url };
  github = await connectGitHub(access, { manner: 'patiently', secondMs: 1 });
});

/** The only request that was made, as `METHOD /path`, and what it said. */
function lastAsked(): string {
  const { method, path, body } = api.asked.at(-1) ?? { method: '', path: '', body: undefined };
  return `${method} ${path.replace('/api/v3/repos/acme/status', '')} ${JSON.stringify(body) ?? ''}`.trim();
}

describe('issues', () => {
  test('createIssue() opens one with its labels, updateIssue() changes what is given', async () => {
    const { number, url, labels } = await createIssue(github, { title: 'T', body: 'B', labels: ['candor'] });
    expect({ number, url, labels }).toEqual({
      number: 1,
      url: 'https://github.example.org/acme/status/issues/1',
      labels: ['candor'],
    });
    expect(await updateIssue(github, 1, { body: 'C' })).toMatchObject({ title: 'T', body: 'C', isOpen: true });
    expect(lastAsked()).toBe('PATCH /issues/1 {"body":"C"}');
    await updateIssue(github, 1, { state: 'not_planned' });
    expect(lastAsked()).toBe('PATCH /issues/1 {"state":"closed","state_reason":"not_planned"}');
    await updateIssue(github, 1, { title: 'U', state: 'open' });
    expect(await listIssues(github, { state: 'open', label: 'candor' })).toMatchObject([
      { title: 'U', body: 'C', author: { login: 'github-actions[bot]', type: 'Bot' }, association: 'NONE' },
    ]);
  });

  test('readIssueState() tells how an issue of another repository stands', async () => {
    api.repositories.set('acme/api', makeRepositoryOnGitHub({ issues: [{ number: 12, state: 'closed' }] }));
    const stateOf = (repository: string, number: number) => readIssueState(github, { repository, number });
    expect(await stateOf('acme/api', 12)).toEqual({
      isOpen: false,
      reason: undefined,
      closedAt: '2026-11-26T06:00:00Z',
    });
    expect(await stateOf('acme/api', 13)).toBeUndefined();
    expect(await stateOf('acme/web', 1)).toBeUndefined();
  });
});

test('comments are listed over all pages, written and changed', async () => {
  api.status.issues.push(...makeRepositoryOnGitHub({ issues: [{ number: 7 }] }).issues);
  const needs = 'pull-requests: write';
  for (let id = 1; id <= 100; id += 1) {
    api.status.comments.push(makeIssueComment('acme/status', { id, number: 7, body: 'B', by: 'maria' }));
  }
  await createComment(github, { number: 7, body: 'B', needs });
  await updateComment(github, { id: 101, body: 'changed', needs });
  const comments = await listComments(github, 7);
  expect(comments).toHaveLength(101);
  expect(comments.at(-1)).toMatchObject({ id: 101, body: 'changed', author: { login: 'github-actions[bot]' } });
});

test.each([
  ['maria', 'write'],
  ['nobody', 'none'],
  ['a/../b', 'none'],
] as const)('readPermission() says that %s has the permission %s', async (login, permission) => {
  api.status.permissions.set('maria', 'write');
  expect(await readPermission(github, login)).toBe(permission);
});

test('setCommitStatus() sets one with a description of GitHub’s length', async () => {
  const commit = 'b'.repeat(40);
  const status = { commit, state: 'success', context: 'candor', targetUrl: 'https://example.org/' } as const;
  await setCommitStatus(github, { ...status, description: 'x'.repeat(200) });
  expect(api.status.commitStatuses).toMatchObject([
    { commit, status: { state: 'success', context: 'candor', description: `${'x'.repeat(139)}…` } },
  ]);
});

describe('branches and files', () => {
  test('are made, read and written', async () => {
    const main = (await readBranch(github, 'main')) ?? '';
    expect(await readBranch(github, 'none')).toBeUndefined();
    expect(await createBranch(github, { branch: 'candor/x', commit: main })).toBe('created');
    expect(await createBranch(github, { branch: 'candor/x', commit: main })).toBe('exists');
    const file = { path: 'incidents/2026/a.md', branch: 'candor/x', message: 'Open a' };
    const text = 'Zeiten: 10:05 · ✓\n'.repeat(20);
    const written = await putFile(github, { ...file, text, sha: undefined });
    expect(written).toEqual({ kind: 'written', commit: await readBranch(github, 'candor/x') });
    expect(await readRemoteFile(github, file)).toEqual({ text, sha: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(await readRemoteFile(github, { ...file, branch: 'main' })).toBeUndefined();
    await deleteBranch(github, 'candor/x');
    await deleteBranch(github, 'candor/x');
    expect(await readBranch(github, 'candor/x')).toBeUndefined();
  });

  test('putFile() loses to whoever was faster, and says so', async () => {
    const file = { path: 'incidents/a.md', branch: 'main', message: 'm' };
    await putFile(github, { ...file, text: 'one', sha: undefined });
    const { sha } = (await readRemoteFile(github, file)) ?? { sha: '' };
    expect(await putFile(github, { ...file, text: 'two', sha: undefined })).toEqual({ kind: 'conflict' });
    expect(await putFile(github, { ...file, text: 'two', sha })).toMatchObject({ kind: 'written' });
    expect(await putFile(github, { ...file, text: 'three', sha })).toEqual({ kind: 'conflict' });
    expect(await readRemoteFile(github, file)).toMatchObject({ text: 'two' });
  });

  test('putFile() is refused by a rule with a letter, and sends nothing again whose answer is lost', async () => {
    const file = { path: 'a.md', branch: 'main', message: 'm', text: 'one', sha: undefined };
    api.faults.push({ status: 409, body: { message: 'Repository rule violations found' }, times: 1 });
    await expect(putFile(github, file)).rejects.toMatchObject({ status: 409 });
    api.faults.push({ status: 502, isDone: true, times: 1 });
    await expect(putFile(github, file)).rejects.toMatchObject({ status: 502 });
    expect(api.asked).toHaveLength(2);
    expect(await readRemoteFile(github, file)).toMatchObject({ text: 'one' });
  });
});

test('pull requests are found by branch, by number and by a commit, of forks too', async () => {
  const { url } = await openPullRequest(github, { head: 'candor/x', base: 'main', title: 'T', body: 'B' });
  expect(await listOpenPullRequests(github, { head: 'candor/x' })).toMatchObject([{ number: 1, url, isOpen: true }]);
  expect(await listOpenPullRequests(github, { head: 'candor/x', base: 'other' })).toEqual([]);
  const commit = 'c'.repeat(40);
  const head = { branch: 'main', commit, repository: 'eve/status' };
  api.status.pulls.push(makePullRequest('acme/status', { number: 2, by: 'eve', head, base: { branch: 'main' } }));
  api.status.pullsOfCommits.set(commit, [2]);
  const found = await listPullRequestsOfCommit(github, commit);
  expect(found).toMatchObject([
    { number: 2, head: { repository: 'eve/status', commit, branch: 'main' }, base: { repository: 'acme/status' } },
  ]);
  expect(await readPullRequest(github, 2)).toEqual(found[0]);
  expect(await listPullRequestsOfCommit(github, 'd'.repeat(40))).toEqual([]);
});

test('workflows are listed with their state, and enabled', async () => {
  api.status.workflows.push(makeWorkflow(1, 'check.yml'), makeWorkflow(2, 'site.yml', 'disabled_inactivity'));
  const workflows = await listWorkflows(github);
  expect(workflows.map(({ path, state }) => `${path} ${state}`)).toEqual([
    '.github/workflows/check.yml active',
    '.github/workflows/site.yml disabled_inactivity',
  ]);
  for (const workflow of workflows) await enableWorkflow(github, workflow);
  expect((await listWorkflows(github)).map(({ state }) => state)).toEqual(['active', 'active']);
});
