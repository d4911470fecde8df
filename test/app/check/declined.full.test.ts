/** Proposals of the checks whose pull request a person has closed: that is a no. */
import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { RunReport } from '../../../src/app/check/run.ts';
import { createDeclinedReader } from '../../../src/cli/asking.ts';
import { filesOf, incidentsOf, makeCheckedRoot, runAt, type Service, startService } from '../../support/check-root.ts';
import { makeChangedFile, makePullRequest } from '../../support/github/objects.ts';
import { type GitHubServer, startGitHub } from '../../support/github/server.ts';
import { git, makeBareRemote } from '../../support/make-repo.ts';

vi.setConfig({ testTimeout: 120_000 });

const BRANCH = 'candor/incidents';
const ID = '2026-11-20-api';
const URL = 'https://github.example.org/acme/status/pull/1';

let service: Service;
let api: GitHubServer;
let root: string;
let remote: string;
beforeEach(async () => {
  [service, api] = await Promise.all([startService(), startGitHub()]);
  service.failing.set('/api', 500);
  root = makeCheckedRoot({
    components: { api: `${service.url}/api`, web: `${service.url}/web` },
    triage: { confirmAfter: 1, recoverAfter: 1, incidentBy: 'pull_request' },
  });
  remote = makeBareRemote(root);
});

async function run(time: string): Promise<RunReport & { notes: string[] }> {
  const access = { GITHUB_TOKEN: 'ghs_secret', GITHUB_REPOSITORY: 'acme/status', GITHUB_API_URL: api.url };
  const notes: string[] = [];
  const readDeclined = createDeclinedReader(root, access, (text) => void notes.push(text));
  const report = await runAt(root, `2026-11-20T${time}:00Z`, { readDeclined });
  return { ...report, notes: [...report.notes, ...notes] };
}

/** Somebody closes the pull request of the branch as it is. */
function closePull(time: string): void {
  const commit = git(remote, ['rev-parse', BRANCH]);
  const files = filesOf(remote, BRANCH, 'incidents/');
  const number = api.status.pulls.length + 1;
  const sides = { head: { branch: BRANCH, commit }, base: { branch: 'main' } };
  const pull = makePullRequest('acme/status', { number, state: 'closed', ...sides });
  api.status.pulls.push({ ...pull, closed_at: `2026-11-20T${time}:00Z` });
  api.status.filesOfPulls.set(
    number,
    [...files.keys()].map((path) => makeChangedFile(path)),
  );
  api.status.branches.set(commit, { commit, files });
}

const deleteBranch = (): string => git(remote, ['update-ref', '-d', `refs/heads/${BRANCH}`]);

describe('an incident whose pull request a person has closed', () => {
  test('is proposed no more while the same failure goes on, and another is', async () => {
    await run('10:00');
    closePull('10:02');
    deleteBranch();
    const after = await run('10:05');
    expect(after.plan.steps).toEqual([]);
    expect(after.plan.unopened).toEqual([
      { component: 'api', why: `a person has closed ${URL}, which proposed "${ID}" for this failure` },
    ]);
    service.failing.set('/web', 500);
    await run('10:10');
    expect(incidentsOf(remote, BRANCH)).toEqual({ '2026-11-20-web': ['investigating'] });
    service.failing.delete('/api');
    await run('10:15');
    service.failing.set('/api', 503);
    await run('10:20');
    expect(incidentsOf(remote, BRANCH)).toEqual({ '2026-11-20-web': ['investigating'], [ID]: ['investigating'] });
  });

  test('is one that waits no more, also where its branch is still there', async () => {
    await run('10:00');
    closePull('10:02');
    const closed = git(remote, ['rev-parse', BRANCH]);
    service.failing.set('/web', 500);
    const { plan } = await run('10:05');
    expect(plan.unopened).toMatchObject([{ component: 'api' }]);
    expect(incidentsOf(remote, BRANCH)).toEqual({ '2026-11-20-web': ['investigating'] });
    expect(git(remote, ['rev-parse', BRANCH])).not.toBe(closed);
  });

  test('goes on where the pull request was merged, or another was opened in its place', async () => {
    await run('10:00');
    closePull('10:02');
    const [pull] = api.status.pulls;
    if (pull === undefined) throw new Error('There is none');
    service.failing.clear();
    api.status.pulls = [{ ...pull, merged_at: pull.closed_at }];
    expect((await run('10:05')).plan.steps).toMatchObject([{ kind: 'append', id: ID }]);
    closePull('10:07');
    api.status.pulls.push({ ...api.status.pulls[1], number: 3, state: 'open', closed_at: null } as typeof pull);
    service.failing.set('/api', 500);
    expect((await run('10:10')).plan.steps).toMatchObject([{ kind: 'append', id: ID }]);
  });

  test('is proposed as if nobody had, and that is said, where GitHub does not answer', async () => {
    await run('10:00');
    closePull('10:02');
    deleteBranch();
    api.faults.push({ status: 502, path: /pulls/ });
    const { notes, plan } = await run('10:05');
    expect(plan.steps).toMatchObject([{ kind: 'open' }]);
    expect(notes.join('\n')).toMatch(/502[\s\S]*as if nobody had closed a pull request/);
  });
});
