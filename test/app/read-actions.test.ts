import { beforeEach, expect, test, vi } from 'vitest';

import { listActionIssues } from '../../src/app/follow-up/read-actions.ts';
import { followActionIssues } from '../../src/cli/follow-actions.ts';
import { formatActionsFile, parseActionsFile } from '../../src/content/actions-file.ts';
import { parsePostmortemFile } from '../../src/content/postmortem-file.ts';
import { connectGitHub } from '../../src/store/github/client.ts';
import { openIssueStates } from '../../src/store/github/issue-states.ts';
import { at } from '../support/builders.ts';
import { MADE_AT, makeIssue } from '../support/github/objects.ts';
import { makeRepositoryOnGitHub } from '../support/github/repository.ts';
import { type GitHubServer, startGitHub } from '../support/github/server.ts';
import { git, makeTestRepo } from '../support/make-repo.ts';

// Dozens of Git processes a test take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const NOW = at('2026-11-27T06:41:00Z');
const STATUS =
  'page: { name: Example Cloud, url: "https://status.example.org" }\ncomponents: [{ id: api, name: API }]\n';

function postmortem(status: string, ...issues: string[]): string {
  const actions = issues.map(
    (issue, index) =>
      `  - { id: a${index}, text: T, type: detect, priority: P1, owner: ops, due: 2026-12-01, issue: ${issue} }`,
  );
  return `---
incidents: [a]
status: ${status}
authors: [ops]
summary: S
impact: { text: Errors }
trigger: { kind: config }
detection: check
factors: [{ text: F, whys: [{ why: w, because: b }], becomes: { kind: accepted, reason: r } }]
actions:
${actions.join('\n')}
---
`;
}

const NAMED = ['acme/api#1', 'acme/api#2', 'acme/api#3', 'acme/api#4', 'acme/gone#1'];
let api: GitHubServer;
let notes: string[];

beforeEach(async () => {
  notes = [];
  api = await startGitHub();
  const repository = makeRepositoryOnGitHub({ name: 'acme/api' });
  const merged = makeIssue('acme/api', { number: 4, state: 'closed', isPullRequest: true });
  if (merged.pull_request !== undefined) merged.pull_request.merged_at = MADE_AT;
  repository.issues.push(
    makeIssue('acme/api', { number: 1 }),
    makeIssue('acme/api', { number: 2, state: 'closed' }),
    { ...makeIssue('acme/api', { number: 3, state: 'closed' }), state_reason: 'not_planned' },
    merged,
  );
  api.repositories.set('acme/api', repository);
});

async function follow(root: string, { isDry = false, now = NOW } = {}) {
  const access = { token: 'ghs_notForAnybodyToSee', repository: 'acme/status', apiUrl: api.url };
  const reader = openIssueStates(await connectGitHub(access, { manner: 'patiently', secondMs: 1 }));
  return followActionIssues(root, reader, { now, isDry, note: (text) => void notes.push(text) });
}

const written = (root: string): string => git(root, ['show', 'status-data:actions']);

test('followActionIssues() writes down on status-data how each issue stands, and only where that has changed', async () => {
  const files = { 'status.yml': STATUS, 'postmortems/p.md': postmortem('published', ...NAMED) };
  const root = makeTestRepo({ commits: [{ files }] });
  const closed = MADE_AT.replace('.000', '');
  expect((await follow(root))?.failure).toBeUndefined();
  expect(written(root).split('\n')).toEqual([
    'acme/api#1 open 2026-11-27T06:41:00Z',
    `acme/api#2 completed ${closed}`,
    `acme/api#3 not_planned ${closed}`,
    `acme/api#4 completed ${closed}`,
    'acme/gone#1 unreadable 2026-11-27T06:41:00Z',
  ]);
  const tip = git(root, ['rev-parse', 'status-data']);
  await follow(root);
  expect(git(root, ['rev-parse', 'status-data'])).toBe(tip);
  // Nobody answers on the next day: what is known stays, and somebody is told.
  api.faults.push({ status: 401, body: { message: 'Bad credentials' } });
  const followed = await follow(root, { now: NOW + 86_400_000 });
  expect(followed?.failure?.message).toContain('read the issue acme/');
  expect(followed?.states.get('acme/api#1')).toEqual({ kind: 'open', at: NOW });
  expect(git(root, ['rev-parse', 'status-data'])).toBe(tip);
});

test('followActionIssues() writes nothing in a dry run, and asks for nothing where no action names an issue', async () => {
  const files = { 'status.yml': STATUS, 'postmortems/p.md': postmortem('published', 'acme/api#1') };
  const root = makeTestRepo({ commits: [{ files }] });
  expect((await follow(root, { isDry: true }))?.states.get('acme/api#1')).toEqual({ kind: 'open', at: NOW });
  expect(git(root, ['branch', '--list', 'status-data'])).toBe('');
  const asked = api.asked.length;
  const bare = makeTestRepo({ commits: [{ files: { 'status.yml': STATUS } }] });
  expect(await follow(bare)).toBeUndefined();
  expect(api.asked).toHaveLength(asked);
});

test('listActionIssues() takes issues of what is published alone, each once', () => {
  const read = (status: string, ...issues: string[]) =>
    parsePostmortemFile(`postmortems/${status}.md`, postmortem(status, ...issues));
  const issues = listActionIssues([
    read('published', 'acme/api#1', 'Acme/API#1', 'acme/b#2', '../..#4'),
    read('draft', 'x/y#3'),
  ]);
  expect([...issues.keys()]).toEqual(['acme/api#1', 'acme/b#2']);
});

test('parseActionsFile() leaves out what it cannot read, and reads what was written', () => {
  const text = 'acme/api#12 open 2026-11-27T06:41:00Z\nacme/b#1 completed 2026-11-22T09:00:00Z\n';
  expect(formatActionsFile(parseActionsFile(`${text}acme/c#1 lost 2026-11-22T09:00:00Z\nx open\n\0\n`))).toBe(text);
});
