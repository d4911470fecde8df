/** Pull requests of people, which the checks leave alone for a while. */
import { beforeEach, describe, expect, test } from 'vitest';

import { findHeld } from '../../../src/app/check/at-work.ts';
import { createPullReader } from '../../../src/cli/asking.ts';
import type { IncidentFile } from '../../../src/domain/incident.ts';
import type { TriageStep } from '../../../src/domain/triage/model.ts';
import type { YoungPullReader } from '../../../src/ports.ts';
import { formatInstant } from '../../../src/schema/timestamp.ts';
import { at } from '../../support/builders.ts';
import { makeChangedFile, makePullRequest } from '../../support/github/objects.ts';
import { type GitHubServer, startGitHub } from '../../support/github/server.ts';
import { git, makeFolder, makeTestRepo } from '../../support/make-repo.ts';

const ID = '2026-11-20-api';
const FILE = `incidents/2026/${ID}.md`;
const NOW = at('2026-11-20T10:15:00Z');
const MINUTE_MS = 60_000;

let api: GitHubServer;
beforeEach(async () => {
  api = await startGitHub();
});

interface Pull {
  branch?: string;
  repository?: string;
  minutesAgo: number;
  files?: readonly string[];
}

/** A pull request at the tests' GitHub that was opened so long before {@link NOW}. */
function addPull({ branch = 'words', repository, minutesAgo, files = [FILE] }: Pull): void {
  const number = api.status.pulls.length + 1;
  const head = { branch, ...(repository !== undefined && { repository }) };
  const pull = makePullRequest('acme/status', { number, head, base: { branch: 'main' } });
  api.status.pulls.push({ ...pull, created_at: formatInstant(NOW - minutesAgo * MINUTE_MS) });
  api.status.filesOfPulls.set(
    number,
    files.map((file) => makeChangedFile(file)),
  );
}

function readPulls(root = makeFolder()): YoungPullReader | undefined {
  const access = { GITHUB_TOKEN: 'ghs_secret', GITHUB_REPOSITORY: 'acme/status', GITHUB_API_URL: api.url };
  return createPullReader(root, access);
}

describe('createPullReader()', () => {
  test('reads those of the last minutes by people who may write here, with what each changes', async () => {
    addPull({ minutesAgo: 29, files: ['status.yml', FILE] });
    addPull({ minutesAgo: 31 });
    addPull({ minutesAgo: 5, repository: 'stranger/status' });
    addPull({ minutesAgo: 5, branch: 'candor/incidents' });
    expect(await readPulls()?.(NOW - 30 * MINUTE_MS)).toEqual([
      { url: 'https://github.example.org/acme/status/pull/1', paths: ['status.yml', FILE] },
    ]);
  });

  test('finds none of a root that lies in another repository', async () => {
    addPull({ minutesAgo: 5 });
    const root = makeTestRepo();
    git(root, ['remote', 'add', 'origin', 'https://github.com/acme/another']);
    expect(await readPulls(root)?.(NOW - 30 * MINUTE_MS)).toEqual([]);
  });

  test('is none without a token', () => {
    expect(createPullReader(makeFolder(), { GITHUB_REPOSITORY: 'acme/status' })).toBeUndefined();
  });
});

test('findHeld() holds what a pull request changes, wherever the root folder lies, and no new incident', () => {
  const file = { frontMatter: { title: 'T' } } as IncidentFile;
  const join = (id: string): TriageStep => ({
    ...{ kind: 'join', id, path: `incidents/2026/${id}.md` },
    joined: { checks: ['api-2'], evidence: [] },
  });
  const steps: TriageStep[] = [{ kind: 'open', id: 'c', components: ['api'], file }, join('a'), join('b')];
  const paths = ['status/incidents/2026/a.md', 'incidents/2026/c.md', 'incidents/2026/xb.md'];
  expect(findHeld(steps, [{ url: 'https://github.example.org/acme/status/pull/1', paths }])).toEqual({
    files: new Set(['incidents/2026/a.md']),
    notes: [
      'Waits for https://github.example.org/acme/status/pull/1, until it is merged or half an hour old: Add to a: api-2 fails too',
    ],
  });
});
