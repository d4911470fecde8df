/**
 * Everything that tells GitHub something, with a fault at each of its requests: it says so in a letter or lives through it,
 * and the next run ends where one without a fault had ended, with nothing there twice.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { answerForm } from '../../src/app/form/answer-form.ts';
import { followUp } from '../../src/app/follow-up/follow-up.ts';
import { keepWorkflows } from '../../src/app/follow-up/keep-workflows.ts';
import { runPullRequestComment } from '../../src/cli/commands/pull-request-comment.ts';
import type { Duty } from '../../src/domain/follow-up/duty.ts';
import { StatusError } from '../../src/errors.ts';
import { IssueEventSchema } from '../../src/schema/issue-event.ts';
import { connectGitHub, type GitHub } from '../../src/store/github/client.ts';
import { openDutyTracker } from '../../src/store/github/duty-issues.ts';
import { createFormDesk } from '../../src/store/github/form-desk.ts';
import { openPullRequest } from '../../src/store/github/pull-requests.ts';
import { at } from '../support/builders.ts';
import { formBody } from '../support/form-bodies.ts';
import { makeChangedFile, makeIssue, makePullRequest, makeWorkflow } from '../support/github/objects.ts';
import { type Fault, type GitHubServer, startGitHub } from '../support/github/server.ts';
import { makeIssueEvent } from '../support/issue-events.ts';
import { makeFolder } from '../support/make-repo.ts';

vi.setConfig({ testTimeout: 300_000 });

const SECONDARY = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' };
const FAULTS: Readonly<Record<string, Fault>> = {
  '403': { status: 403, body: { message: 'Resource not accessible by integration' } },
  '404': { status: 404, body: { message: 'Not Found' } },
  '409': { status: 409, body: { message: 'Conflict' } },
  '422': { status: 422, body: { message: 'Validation Failed' } },
  '429 with retry-after': { status: 429, body: { message: 'Slow down' }, headers: { 'retry-after': '5' } },
  '502': { status: 502, body: { message: 'Bad gateway' } },
  '502 although it is done': { status: 502, isDone: true },
  'a secondary limit': { status: 403, body: SECONDARY, headers: { 'retry-after': '5' } },
  'what is none of its answers': { status: 200, body: '<html>' },
};

interface Walk {
  api: GitHubServer;
  run(): Promise<unknown>;
}

function connect(api: GitHubServer): Promise<GitHub> {
  const access = { token: 'ghs_notForAnybodyToSee', repository: 'acme/status', apiUrl: api.url };
  return connectGitHub(access, { manner: 'patiently', secondMs: 1 });
}

async function walkForm(): Promise<Walk> {
  const api = await startGitHub();
  const body = formBody('incident');
  api.status.permissions.set('ada-example', 'write');
  api.status.issues.push(makeIssue('acme/status', { number: 12, body }));
  const status =
    'page: { name: Example, url: "https://status.example.org" }\ncomponents: [{ id: api, name: Public API }]\n';
  const base = { commit: 'b'.repeat(40), branch: 'main', files: [{ path: 'status.yml', text: status }] };
  const repository = {
    read: () => Promise.resolve(base),
    push: () => Promise.resolve({ kind: 'pushed' as const, commit: 'c'.repeat(40) }),
  };
  const desk = createFormDesk(await connect(api));
  const readPageState = () => Promise.reject(new Error('Nobody reports a problem'));
  const event = IssueEventSchema.parse(makeIssueEvent({ body }));
  return { api, run: () => answerForm(event, { desk, repository, readPageState }) };
}

const DUTY: Duty = { kind: 'silence', incident: 'a', title: 'A', lastAt: at('2026-11-20T10:00:00Z') };

async function walkDuties(duties: Duty[], told: Duty[]): Promise<Walk> {
  const api = await startGitHub();
  const tracker = openDutyTracker(await connect(api));
  const tell = (all: Duty[]) =>
    followUp({ tracker, note: () => undefined }, { duties: all, isUnknown: () => false }, { isDry: false });
  await tell(told);
  api.asked.splice(0);
  return { api, run: () => tell(duties) };
}

async function walkWorkflows(): Promise<Walk> {
  const api = await startGitHub();
  api.status.workflows.push(makeWorkflow(1, 'check.yml', 'disabled_inactivity'));
  const tracker = openDutyTracker(await connect(api));
  const times = { activeAt: undefined, now: at('2026-11-20T12:00:00Z'), isDry: false };
  return { api, run: () => keepWorkflows({ tracker, note: () => undefined }, times) };
}

async function walkComment(): Promise<Walk> {
  const api = await startGitHub();
  const head = { branch: 'fix', commit: 'c'.repeat(40) };
  api.status.pulls.push(makePullRequest('acme/status', { number: 7, head, base: { branch: 'main' } }));
  api.status.filesOfPulls.set(7, [makeChangedFile('src/a.ts'), makeChangedFile('status.yml')]);
  const event = {
    workflow_run: {
      ...{ id: 70, run_attempt: 1, event: 'pull_request', path: '.github/workflows/validate.yml' },
      ...{
        head_sha: head.commit,
        head_branch: 'fix',
        head_repository: { full_name: 'acme/status', owner: { login: 'acme' } },
      },
      html_url: 'https://github.example.org/acme/status/actions/runs/70',
    },
    repository: { full_name: 'acme/status', default_branch: 'main' },
  };
  const file = join(makeFolder(), 'event.json');
  writeFileSync(file, JSON.stringify(event));
  const env = { GITHUB_TOKEN: 'ghs_notForAnybodyToSee', GITHUB_REPOSITORY: 'acme/status', GITHUB_API_URL: api.url };
  for (const [name, value] of Object.entries({ ...env, GITHUB_EVENT_PATH: file })) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  return { api, run: () => runPullRequestComment({ secondMs: 1 }) };
}

async function walkPullRequest(): Promise<Walk> {
  const api = await startGitHub();
  const github = await connect(api);
  const wanted = { head: 'candor/incidents', base: 'main', title: 'Open a', body: 'The checks found this.' };
  return { api, run: () => openPullRequest(github, wanted) };
}

const WALKS: Readonly<Record<string, () => Promise<Walk>>> = {
  'a form': walkForm,
  'a duty': () => walkDuties([DUTY], []),
  'a duty that is done': () => walkDuties([], [DUTY]),
  'a workflow that is disabled': walkWorkflows,
  'a comment': walkComment,
  'a pull request': walkPullRequest,
};

/** What is there at the end, without what says how it came there. */
function endOf({ status: { issues, comments, pulls, workflows, commitStatuses } }: GitHubServer): unknown {
  return {
    issues: issues.map(({ number, state, body, labels }) => ({ number, state, body, labels: new Set(labels) })),
    comments: comments.map(({ body }) => body),
    pulls: pulls.map(({ title, state }) => ({ title, state })),
    workflows: workflows.map(({ state }) => state),
    status: commitStatuses.at(-1)?.status.state,
  };
}

describe.each(Object.entries(WALKS))('%s', (_what, begin) => {
  test.each(Object.entries(FAULTS))('ends well after %s at any of its requests', async (_name, fault) => {
    const { api: undisturbed, run: runAlone } = await begin();
    await runAlone();
    const end = endOf(undisturbed);
    const requests = undisturbed.asked.length;
    expect(requests).toBeGreaterThan(0);
    for (let nth = 0; nth < requests; nth += 1) {
      const { api, run } = await begin();
      let count = 0;
      api.onAsked = () => {
        if (count === nth) api.faults.push({ ...fault, times: 1 });
        count += 1;
      };
      const failure: unknown = await run().catch((error: unknown) => error);
      if (failure instanceof Error) expect(failure).toBeInstanceOf(StatusError);
      expect(String(failure)).not.toContain('ghs_notForAnybodyToSee');
      delete api.onAsked;
      api.faults.splice(0);
      await run();
      expect(endOf(api), `request ${nth + 1}`).toEqual(end);
    }
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
});
