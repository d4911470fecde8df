import { expect, test, vi } from 'vitest';

import { createBuildPorts } from '../../src/cli/commands/build.ts';
import type { SiteContent } from '../../src/site/site-content.ts';
import { at } from '../support/builders.ts';
import { cloneOf, commitFiles, git, makeTestRepo } from '../support/make-repo.ts';

// Dozens of Git processes a test take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const CONFIG = `page: { name: Example Cloud, url: "https://status.example.org", id: k7d0v3m9x2qa }
components:
  - id: api
    name: Public API
    checks: [{ id: api-health, type: tcp, host: api.example.org, port: 443 }]
`;
const INCIDENT = `---
title: Elevated errors
category: internal
impact: major
components:
  api: partial_outage
checks: [api-health]
---

## Investigating · 2026-07-20T10:05:00Z

We are looking into it.

## Resolved · 2026-07-20T11:00:00Z
`;
const FILE = 'incidents/2026/2026-07-20-api.md';
const MEASURED = `09:50:00 09:55:00 10:00:00 10:05:00 10:40:00
api-health 41 41 !timeout !timeout 41
`;

async function readContent(root: string, now: string): Promise<SiteContent> {
  return (await (await createBuildPorts(root, at(now))).readContent()).content;
}

/** A repository whose incident went live four minutes after its commit, as the branch `status-data` tells. */
function makeRoot(): string {
  const root = makeTestRepo({ commits: [{ files: { 'status.yml': CONFIG }, at: '2026-07-01T08:00:00Z' }] });
  const [before, opened] = [
    git(root, ['rev-parse', 'HEAD']),
    commitFiles(root, { files: { [FILE]: INCIDENT }, at: '2026-07-20T10:06:00Z' }),
  ];
  const deploys = [
    `2026-07-20T10:01:00Z ${before} 2026-07-20T10:00:00Z -`,
    `2026-07-20T10:10:00Z ${opened} 2026-07-20T10:07:00Z -`,
  ];
  git(root, ['checkout', '--quiet', '--orphan', 'status-data']);
  git(root, ['rm', '-rqf', '--cached', '.']);
  commitFiles(root, {
    files: { deploys: `${deploys.join('\n')}\n`, 'measurements/2026/2026-07-20.txt': MEASURED },
    at: '2026-07-20T12:00:00Z',
  });
  git(root, ['checkout', '--quiet', '--force', 'main']);
  return root;
}

test('readKnowledge() tells from Git, deploys and measurements when people were told and how an incident began', async () => {
  const root = makeRoot();
  const content = await readContent(root, '2026-07-21T12:00:00Z');
  const known = {
    publication: { kind: 'live', at: at('2026-07-20T10:10:00Z'), committedAt: at('2026-07-20T10:06:00Z') },
    detections: [
      {
        check: 'api-health',
        failedAt: at('2026-07-20T10:00:00Z'),
        passedAt: at('2026-07-20T09:55:00Z'),
        recoveredAt: at('2026-07-20T10:40:00Z'),
      },
    ],
  };
  expect(content.known.get('2026-07-20-api')).toEqual(known);
  expect(content.entries).toMatchObject([{ startedAt: at('2026-07-20T10:00:00Z') }]);
  // Months later the same is read from days that a page no longer shows.
  expect((await readContent(root, '2026-11-21T12:00:00Z')).known.get('2026-07-20-api')).toEqual(known);
});

test('readKnowledge() knows of no first word in a clone that does not reach back', async () => {
  const shallow = cloneOf(makeRoot(), ['--depth', '1', '--branch', 'main']);
  const { known } = await readContent(shallow, '2026-07-21T12:00:00Z');
  expect(known.get('2026-07-20-api')?.publication).toEqual({ kind: 'unknown', because: 'no_history' });
});
