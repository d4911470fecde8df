import { describe, expect, it } from 'vitest';

import { validate } from '../../src/app/validate.ts';
import { formatProblem } from '../../src/schema/problems.ts';
import { readContentChanges } from '../../src/store/content-changes.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from '../support/builders.ts';
import { makeTestRepo, type TestCommit, writeFiles } from '../support/make-repo.ts';

const INCIDENT = `---
title: Errors
category: internal
impact: minor
components: { api: partial_outage }
---

## Investigating · 2026-11-20T10:05:00Z

We see errors.

## Resolved · 2026-11-20T11:00:00Z

It is over.
`;

function config(checks: readonly string[], redaction = ''): string {
  const list = checks.map((id) => `{ id: ${id}, type: http, url: https://example.org/${id} }`).join(', ');
  return `page: { name: Example, url: https://status.example.org }
components: [{ id: api, name: API, checks: [${list}] }]
${redaction}`;
}

function postmortem(becomes: string, status = 'published'): string {
  return `---
incidents: [errors]
status: ${status}
authors: [api-team]
summary: A third of API requests failed.
impact: { text: A third of API requests failed. }
trigger: { kind: load, text: A sale }
detection: check
factors:
  - text: Nothing looked at the pool
    whys: [{ why: It took long to find, because: no check asks the pool }]
    becomes: ${becomes}
    action: a1
actions: [{ id: a1, text: Add a check, type: detect, priority: P2, owner: api-team, due: 2026-12-01 }]
---
`;
}

const day = (date: number): string => `2026-11-${date}T08:00:00Z`;

async function letters(commits: readonly TestCommit[], change: TestCommit['files'] = {}): Promise<string[]> {
  const root = makeTestRepo({ commits: [...commits] });
  writeFiles(root, change);
  const changes = await readContentChanges(root, undefined);
  const { problems } = await validate(await openRootFiles(root), { now: at('2026-11-30T00:00:00Z'), changes });
  return problems.map(formatProblem);
}

describe('validate() of what a post-mortem says of its checks', () => {
  const written = (becomes: string, status?: string): TestCommit => ({
    files: { 'incidents/errors.md': INCIDENT, 'postmortems/errors.md': postmortem(becomes, status) },
    at: day(25),
  });
  const before: TestCommit = { files: { 'status.yml': config(['old']) }, at: day(10) };
  const between: TestCommit = { files: { 'status.yml': config(['old', 'young']) }, at: day(15) };
  const after: TestCommit = { files: { 'status.yml': config(['old', 'young', 'late']) }, at: day(24) };

  it.each([
    ['a check that came after it', '{ kind: monitor, check: late }'],
    ['a check that is said to have been there', '{ kind: monitor, check: young, existing: true }'],
    ['a check that may have been there', '{ kind: monitor, check: old, existing: true }'],
    ['no check', '{ kind: test, url: https://example.org/t }'],
  ])('takes %s', async (_, becomes) => {
    expect(await letters([before, between, after, written(becomes)])).toEqual([]);
  });

  it('refuses in a published one that a check came of the incident which was there before', async () => {
    const becomes = '{ kind: monitor, check: young, existing: false }';
    const letter =
      'Cannot say that the check "young" came of the incident, as it was there before: expected a check that status.yml names since a commit after 2026-11-20T10:05:00Z, or "existing: true", for example existing: true, got a check that it names since 2026-11-15T08:00:00Z';
    expect(await letters([before, between, after, written(becomes)])).toEqual([
      `postmortems/errors.md:12:38: error: ${letter}`,
    ]);
    expect(await letters([before, between, after, written(becomes, 'draft')])).toEqual([
      `postmortems/errors.md:12:38: warning: ${letter}`,
    ]);
  });

  it('warns where a check is said to have been there that came afterwards, or that nobody has committed', async () => {
    const expected =
      'expected a check that status.yml names since a commit before 2026-11-20T10:05:00Z, or "existing: false", for example existing: false, got a check';
    const claim = (check: string): TestCommit => written(`{ kind: monitor, check: ${check}, existing: true }`);
    expect(await letters([before, between, after, claim('late')])).toEqual([
      `postmortems/errors.md:12:54: warning: The check "late" was not there before the incident: ${expected} that it names since 2026-11-24T08:00:00Z`,
    ]);
    expect(await letters([before, claim('new')], { 'status.yml': config(['new']) })).toEqual([
      `postmortems/errors.md:12:53: warning: The check "new" was not there before the incident: ${expected} that no commit names`,
    ]);
  });
});

describe('validate() of redactions', () => {
  it('takes one of an update that the file had once, as its page tells of it', async () => {
    const redact = (time: string): string =>
      config([], `redactions: [{ incident: errors, update: ${time}, reason: a name, by: ada }]\n`);
    const commits: TestCommit[] = [
      { files: { 'status.yml': config([]), 'incidents/errors.md': INCIDENT } },
      { files: { 'incidents/errors.md': INCIDENT.replace('2026-11-20T10:05:00Z', '2026-11-20T10:04:00Z') } },
    ];
    expect(await letters(commits, { 'status.yml': redact('2026-11-20T10:05:00Z') })).toEqual([]);
    expect(await letters(commits, { 'status.yml': redact('2026-11-20T10:06:00Z') })).toEqual([
      expect.stringContaining('Cannot find the update to take back in "errors"'),
    ]);
  });
});
