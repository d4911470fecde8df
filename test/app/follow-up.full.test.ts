/** The daily duties over real repositories and a server that plays GitHub. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';

import { beforeEach, describe, expect, test } from 'vitest';

import { findDuties } from '../../src/app/follow-up/find-duties.ts';
import { followUp, type FollowUpPorts } from '../../src/app/follow-up/follow-up.ts';
import { keyOf } from '../../src/domain/follow-up/duty.ts';
import { connectGitHub } from '../../src/store/github/client.ts';
import { openDutyTracker } from '../../src/store/github/duty-issues.ts';
import { openRepository } from '../../src/store/repository.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { runAt, startService, statusFile } from '../support/check-root.ts';
import { makeRepositoryOnGitHub } from '../support/github/repository.ts';
import { type GitHubServer, startGitHub } from '../support/github/server.ts';
import { bareEnvironment, commitFiles, makeTestRepo } from '../support/make-repo.ts';

let api: GitHubServer;
let notes: string[];
beforeEach(async () => {
  api = await startGitHub();
  notes = [];
});

async function connect(): Promise<FollowUpPorts> {
  const access = { token: 'ghs_notForAnybodyToSee', repository: 'acme/status', apiUrl: api.url };
  const github = await connectGitHub(access, { manner: 'patiently', secondMs: 1 });
  return { tracker: openDutyTracker(github), note: (text) => void notes.push(text) };
}

async function findAt(root: string, now: string) {
  const repository = await openRepository({ root, env: bareEnvironment(), onNotice: () => undefined });
  const sources = { files: await openRootFiles(root), snapshot: await repository.snapshot(), now: at(now) };
  return findDuties(sources);
}

async function followUpAt(root: string, now: string): Promise<void> {
  await followUp(await connect(), await findAt(root, now), { isDry: false });
}

/** Each issue on the server as `#1 open Title`. */
function issues(): string[] {
  return api.status.issues.map(({ number, state, title }) => `#${number} ${state} ${title}`).reverse();
}

const INCIDENT = `---
title: "Ask @acme/everyone, see #12 <b>"
category: internal
impact: major
components:
  api: partial_outage
---

## Investigating · 2026-11-20T10:05:00Z · next: 2026-11-20T11:00:00Z

We look into it.
`;
const PATH = 'incidents/2026/2026-11-20-api.md';

/** A page without checks and with one open incident. */
function makeRoot(files: Record<string, string> = {}): string {
  const repo = makeTestRepo();
  const status = statusFile({ components: { api: [] } });
  commitFiles(repo, { files: { 'status.yml': status, [PATH]: INCIDENT, ...files }, message: 'Begin' });
  return repo;
}

function edit(root: string, files: Record<string, string>): void {
  commitFiles(root, { files, message: 'Edit' });
}

describe('candor follow-up', () => {
  test('tells each duty in one issue over the days, keeps it current and closes it', async () => {
    const root = makeRoot();
    await followUpAt(root, '2026-11-20T10:30:00Z');
    expect(issues()).toEqual([]);
    for (const now of ['2026-11-20T12:00:00Z', '2026-11-21T06:41:00Z', '2026-11-22T06:41:00Z'])
      await followUpAt(root, now);
    expect(issues()).toEqual(['#1 open Write the promised update of 2026-11-20-api']);
    const [issue] = api.status.issues;
    expect(issue?.body).toContain('Incident `2026-11-20-api`, ` Ask @acme/everyone, see #12 <b> `.');
    expect(api.asked.filter(({ method }) => method !== 'GET')).toHaveLength(1);

    const text = `${INCIDENT}\n## Identified · 2026-11-22T08:00:00Z\n\nA disk is full.\n`;
    edit(root, { [PATH]: text });
    await followUpAt(root, '2026-11-22T09:00:00Z');
    expect(issues()).toEqual(['#1 closed Write the promised update of 2026-11-20-api']);
    expect(api.status.comments.map(({ body }) => body)).toEqual([
      '<!-- candor closing -->\nThis is done, as far as Candor can see.',
    ]);
    await followUpAt(root, '2026-11-23T09:00:00Z');
    expect(issues().slice(1)).toEqual(['#2 open Write an update of 2026-11-20-api']);

    edit(root, { [PATH]: `${text}\n## Resolved · 2026-11-23T10:00:00Z\n` });
    await followUpAt(root, '2026-11-24T06:41:00Z');
    expect(issues().slice(1)).toEqual([
      '#2 closed Write an update of 2026-11-20-api',
      '#3 open Publish the post-mortem of 2026-11-20-api',
    ]);
    for (const issue of api.status.issues) issue.body = `${issue.body ?? ''}\n- [x] Maria writes it\n`;
    await followUpAt(root, '2026-12-01T06:41:00Z');
    expect(api.status.issues[0]?.body).toMatch(/was due by 2026-11-30 and is overdue[\s\S]*Maria writes it/);

    edit(root, {
      [PATH]: readFileSync(join(root, PATH), 'utf8').replace(
        'impact: major',
        'impact: major\npostmortem: waived\nwaiver: known',
      ),
    });
    await followUpAt(root, '2026-12-02T06:41:00Z');
    expect(issues().at(-1)).toBe('#3 closed Publish the post-mortem of 2026-11-20-api');
  });

  test('asks a person to resolve what a person has written in, once the checks pass', async () => {
    const service = await startService();
    const root = makeTestRepo();
    const status = statusFile({ components: { api: `${service.url}/api` }, triage: { confirmAfter: 1 } });
    commitFiles(root, { files: { 'status.yml': status }, message: 'Begin' });
    service.failing.set('/api', 500);
    await runAt(root, '2026-11-20T10:00:00Z');
    const file = join(root, PATH);
    edit(root, { [PATH]: readFileSync(file, 'utf8').replace(/title: .*/, 'title: The api is down, and we know why') });
    service.failing.clear();
    for (const minute of ['05', '10', '15', '20']) await runAt(root, `2026-11-20T10:${minute}:00Z`);
    expect((await findAt(root, '2026-11-20T10:21:00Z')).duties.map(keyOf)).toEqual(['resolve/2026-11-20-api']);
    expect((await findAt(root, '2026-11-20T15:00:00Z')).duties.map(keyOf)).toEqual([
      'resolve/2026-11-20-api',
      'checks/all',
    ]);
  });

  test('tells a broken file, and closes nothing that it cannot tell from it', async () => {
    const root = makeRoot();
    await followUpAt(root, '2026-11-20T12:00:00Z');
    edit(root, { [PATH]: INCIDENT.replace('impact: major', 'impact: @maria') });
    await followUpAt(root, '2026-11-21T12:00:00Z');
    expect(issues()).toEqual(['#1 open Write the promised update of 2026-11-20-api', `#2 open Correct ${PATH}`]);
    edit(root, { 'status.yml': 'page: [' });
    await followUpAt(root, '2026-11-22T12:00:00Z');
    expect(issues().slice(2)).toEqual(['#3 open Correct status.yml']);
  });

  test('leaves an issue closed that a person has closed, until the facts change', async () => {
    const root = makeRoot();
    await followUpAt(root, '2026-11-20T12:00:00Z');
    for (const issue of api.status.issues) issue.state = 'closed';
    await followUpAt(root, '2026-11-21T12:00:00Z');
    expect(issues()).toHaveLength(1);
    edit(root, { [PATH]: INCIDENT.replace('T11:00:00Z', 'T11:30:00Z') });
    await followUpAt(root, '2026-11-22T12:00:00Z');
    expect(issues()[1]).toBe('#2 open Write the promised update of 2026-11-20-api');
  });

  test('leaves one issue of two that were opened at once, whoever comes last', async () => {
    const root = makeRoot();
    let waiting: (() => void)[] = [];
    api.onAsked = ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/issues')) return undefined;
      // Neither is opened before both are to be.
      return new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 2) for (const go of waiting.splice(0)) go();
      });
    };
    const both = await Promise.allSettled([1, 2].map(() => followUpAt(root, '2026-11-20T12:00:00Z')));
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(issues()).toEqual([
      '#1 open Write the promised update of 2026-11-20-api',
      '#2 closed Write the promised update of 2026-11-20-api',
    ]);
    waiting = [];
    await followUpAt(root, '2026-11-21T12:00:00Z');
    expect(issues()).toHaveLength(2);
  });

  test('finds its issue among a thousand, and through limits and failures', async () => {
    const root = makeRoot();
    await followUpAt(root, '2026-11-20T12:00:00Z');
    const others = Array.from({ length: 999 }, (_, index) => ({ number: index + 2, by: 'someone' }));
    api.status.issues = [...makeRepositoryOnGitHub({ issues: others }).issues, ...api.status.issues];
    // Its label was taken off.
    for (const issue of api.status.issues) issue.labels = [];
    api.faults.push({ status: 502, path: /page=4/, times: 2 }, { status: 429, path: /page=9/, times: 1 });
    await followUpAt(root, '2026-11-21T12:00:00Z');
    expect(api.status.issues).toHaveLength(1_000);
  });
});
