import { beforeEach, describe, expect, test } from 'vitest';

import { connectGitHub, type GitHub } from '../../../src/store/github/client.ts';
import { readPermission } from '../../../src/store/github/collaborators.ts';
import { createComment, listComments, updateComment } from '../../../src/store/github/comments.ts';
import { setCommitStatus } from '../../../src/store/github/commit-statuses.ts';
import { createIssue, listIssues, updateIssue } from '../../../src/store/github/issues.ts';
import { enableWorkflow, listWorkflows } from '../../../src/store/github/workflows.ts';
import { makeIssueComment, makeWorkflow } from '../../support/github/objects.ts';
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
