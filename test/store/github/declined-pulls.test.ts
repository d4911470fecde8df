import { beforeEach, describe, expect, test } from 'vitest';

import { createDeclinedReader } from '../../../src/cli/asking.ts';
import type { DeclinedProposal } from '../../../src/ports.ts';
import { makeChangedFile, makePullRequest, type PullParts } from '../../support/github/objects.ts';
import { type Fault, type GitHubServer, startGitHub } from '../../support/github/server.ts';
import { makeFolder } from '../../support/make-repo.ts';

const FILE = 'status/incidents/2026/2026-11-20-api.md';
const CLOSED = '2026-11-20T10:02:00Z';
const base = { branch: 'main' };

let api: GitHubServer;
let notes: string[];
beforeEach(async () => {
  api = await startGitHub();
  notes = [];
});

function addPull(parts: Partial<PullParts> & { mergedAt?: string } = {}): void {
  const number = api.status.pulls.length + 1;
  const head = { branch: 'candor/incidents', commit: String(number).repeat(40) };
  const pull = makePullRequest('acme/status', { number, head, base, state: 'closed', ...parts });
  api.status.pulls.push({ ...pull, merged_at: parts.mergedAt ?? null, closed_at: CLOSED });
}

function read(): Promise<readonly DeclinedProposal[]> {
  const access = { GITHUB_TOKEN: 'ghs_secret', GITHUB_REPOSITORY: 'acme/status', GITHUB_API_URL: api.url };
  return createDeclinedReader(makeFolder(), access, (text) => void notes.push(text))?.() ?? Promise.resolve([]);
}

describe('createDeclinedReader()', () => {
  test('reads those of the branch that were closed and not merged, the newest first, and what they held', async () => {
    addPull();
    addPull({ mergedAt: CLOSED });
    addPull({ state: 'open' });
    addPull({ head: { branch: 'words', commit: '4'.repeat(40) } });
    addPull({ head: { branch: 'candor/incidents', repository: 'stranger/status' } });
    addPull();
    const changed = [FILE, 'status.yml', 'incidents/2026/gone.md', 'src/incidents/x.ts'];
    api.status.filesOfPulls.set(
      1,
      changed.map((path) => makeChangedFile(path)),
    );
    api.status.branches.set('1'.repeat(40), { commit: '1'.repeat(40), files: new Map([[FILE, 'Wörter']]) });
    const declined = await read();
    expect(declined.map(({ url, at }) => [url.replace(/.*\//, ''), at])).toEqual([
      ['6', Date.parse(CLOSED)],
      ['1', Date.parse(CLOSED)],
    ]);
    expect(await declined[1]?.readFiles()).toEqual([{ path: FILE, text: 'Wörter' }]);
    expect(await declined[0]?.readFiles()).toEqual([]);
  });

  test('takes none for closed while another is open for the same commit', async () => {
    const head = { branch: 'candor/incidents', commit: 'c'.repeat(40) };
    addPull({ head });
    addPull({ head, state: 'open' });
    expect(await read()).toEqual([]);
  });

  test.each<[string, Fault]>([
    ['403', { status: 403, body: { message: 'Resource not accessible by integration' } }],
    ['404', { status: 404 }],
    ['429', { status: 429, headers: { 'retry-after': '60' } }],
    ['a secondary limit', { status: 403, body: { message: 'You have exceeded a secondary rate limit' } }],
    ['something else', { status: 200, body: { pulls: [] } }],
  ])('knows of none, says so once and fails nothing where GitHub answers %s', async (_what, fault) => {
    addPull();
    api.status.filesOfPulls.set(1, [makeChangedFile(FILE)]);
    api.faults.push({ ...fault, path: /files/ });
    const [pull] = await read();
    expect([await pull?.readFiles(), await pull?.readFiles()]).toEqual([[], []]);
    expect(notes).toEqual([expect.stringMatching(/^Cannot list the files of #1 of acme\/status: /)]);
    api.faults = [fault];
    expect(await read()).toEqual([]);
    expect(notes[1]).toMatch(/^Cannot list the pull requests of acme\/status: [\s\S]*as if nobody had closed/);
  });
});
