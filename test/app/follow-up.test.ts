import { beforeEach, describe, expect, test } from 'vitest';

import { followUp, type FollowUpPorts } from '../../src/app/follow-up/follow-up.ts';
import { keepWorkflows } from '../../src/app/follow-up/keep-workflows.ts';
import type { Duty } from '../../src/domain/follow-up/duty.ts';
import { connectGitHub } from '../../src/store/github/client.ts';
import { openDutyTracker } from '../../src/store/github/duty-issues.ts';
import { at } from '../support/builders.ts';
import { makeIssue, makeIssueComment, makeWorkflow } from '../support/github/objects.ts';
import { type GitHubServer, startGitHub } from '../support/github/server.ts';

const DUTY: Duty = { kind: 'silence', incident: 'a', title: '@maria', lastAt: at('2026-11-20T10:00:00Z') };

let api: GitHubServer;
beforeEach(async () => {
  api = await startGitHub();
});

async function connect(): Promise<FollowUpPorts> {
  const access = { token: 'ghs_notForAnybodyToSee', repository: 'acme/status', apiUrl: api.url };
  const github = await connectGitHub(access, { manner: 'patiently', secondMs: 1 });
  return { tracker: openDutyTracker(github), note: () => undefined };
}

async function tell(...duties: Duty[]): Promise<string[]> {
  await followUp(await connect(), { duties, isUnknown: () => false }, { isDry: false });
  return api.status.issues.map(({ number, state }) => `#${number} ${state}`).reverse();
}

describe('followUp()', () => {
  test('opens, keeps and closes one issue', async () => {
    expect(await tell(DUTY)).toEqual(['#1 open']);
    expect(await tell(DUTY)).toEqual(['#1 open']);
    expect(await tell()).toEqual(['#1 closed']);
    expect(await tell(DUTY)).toEqual(['#1 closed', '#2 open']);
  });

  test('says that it is done once, also where a run has ended before it could close the issue', async () => {
    await tell(DUTY);
    api.faults.push({ status: 502, method: 'PATCH' });
    await expect(tell()).rejects.toThrow('502');
    api.faults = [{ status: 502, method: 'POST', path: /comments$/, isDone: true, times: 1 }];
    expect(await tell()).toEqual(['#1 closed']);
    expect(api.status.comments).toHaveLength(1);
    api.status.issues.forEach((issue) => (issue.state = 'open'));
    api.status.comments.push(makeIssueComment('acme/status', { id: 2, number: 1, body: 'Is it?', by: 'ada' }));
    await expect(tell()).rejects.toThrow('502');
    expect(await tell()).toEqual(['#1 closed']);
    expect(api.status.comments.map(({ body }) => body)).toEqual([
      '<!-- candor closing -->\nThis is done, as far as Candor can see.',
      'Is it?',
      '<!-- candor closing -->\nThis is done, as far as Candor can see.',
    ]);
  });

  test('leaves one issue of two that were opened at once', async () => {
    const waiting: (() => void)[] = [];
    api.onAsked = ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/issues')) return undefined;
      // Neither is opened before both are to be.
      return new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 2) for (const go of waiting.splice(0)) go();
      });
    };
    await Promise.all([tell(DUTY), tell(DUTY)]);
    expect(await tell(DUTY)).toEqual(['#1 open', '#2 closed']);
  });

  test.each(['eve', 'another-app[bot]'])('takes an issue of %s that looks like ours for nothing', async (by) => {
    await tell(DUTY);
    const forged = { number: 1, body: api.status.issues[0]?.body ?? '', by, state: 'closed' as const };
    api.status.issues = [makeIssue('acme/status', { ...forged, labels: ['candor-follow-up'] })];
    expect(await tell(DUTY)).toEqual(['#1 closed', '#2 open']);
  });
});

test('keepWorkflows() enables what GitHub has disabled or is about to, and tells what it may not', async () => {
  api.status.workflows.push(makeWorkflow(1, 'check.yml'), makeWorkflow(2, 'site.yml', 'disabled_inactivity'));
  const times = { activeAt: at('2026-09-01T00:00:00Z'), now: at('2026-11-20T12:00:00Z') };
  expect(await keepWorkflows(await connect(), { ...times, isDry: true })).toEqual([]);
  expect(api.status.workflows[1]?.state).toBe('disabled_inactivity');
  expect(await keepWorkflows(await connect(), { ...times, isDry: false })).toEqual([]);
  expect(api.status.workflows.map(({ state }) => state)).toEqual(['active', 'active']);
  api.faults.push({ status: 403, method: 'PUT', body: { message: 'Resource not accessible by integration' } });
  const [duty, ...rest] = await keepWorkflows(await connect(), { ...times, isDry: false });
  expect(duty).toMatchObject({ kind: 'workflow', path: '.github/workflows/check.yml', isDisabled: false });
  expect(rest).toHaveLength(1);
});
