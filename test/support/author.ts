/** Commands that write entries, run in this process: what they print, and what lies in the repository then. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { vi } from 'vitest';

import { main } from '../../src/cli/main.ts';
import { git, makeTestRepo, type TestCommit } from './make-repo.ts';

export const NOW = '2026-11-20T10:05:00Z';
export const ID = '2026-11-20-elevated-errors';
export const PATH = `incidents/2026/${ID}.md`;

const STATUS = `page: { name: Acme, url: https://status.example.org, timeZone: Europe/Berlin }
components:
  - { id: api, name: Public API }
  - { id: web, name: Web site }
`;

export const LATER = '2026-11-20T10:20:00Z';

/** What {@link OPEN} writes. */
export const FILE = `---
title: Elevated errors
category: internal
impact: major
components:
  api: partial_outage
---

## Investigating · 2026-11-20T10:05:00Z

We are looking into it.
`;

export const OPEN = [
  ...['incident', 'open', '--title', 'Elevated errors', '--component', 'api=partial_outage'],
  ...['--impact', 'major', '--category', 'internal', '--message', 'We are looking into it.'],
];

/** A repository with a status.yml and these commits. */
export function makeAuthorRoot(...commits: TestCommit[]): string {
  return makeTestRepo({ commits: [{ files: { 'status.yml': STATUS } }, ...commits] });
}

export interface MainResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Lets Git and GitHub see nothing of this machine's own settings. */
export function stubEnvironment(): void {
  const own = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GITHUB_TOKEN: '', GH_TOKEN: '' };
  const person = { GIT_AUTHOR_NAME: 'Ada Example', GIT_AUTHOR_EMAIL: 'ada@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'Ada Example', GIT_COMMITTER_EMAIL: 'ada@example.org' };
  const github = { GITHUB_REPOSITORY: '', GITHUB_API_URL: '', GITHUB_SERVER_URL: '' };
  for (const [name, value] of Object.entries({ ...own, ...person, ...committer, ...github })) vi.stubEnv(name, value);
}

/** Runs a command line on a root folder at a held time. Call it one after the other. */
export async function runMain(root: string, args: readonly string[], now = NOW): Promise<MainResult> {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  try {
    const exitCode = await main([...args, '--root', root, '--now', now]);
    return { exitCode, ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The text of a file of the working tree. */
export function readText(root: string, path = PATH): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The phases of the updates that a branch has of a file, oldest first. */
export function phasesOf(repository: string, branch = 'main', path = PATH): string[] {
  const text = git(repository, ['show', `${branch}:${path}`]);
  return [...text.matchAll(/^## ([A-Z][a-z ]+) · /gm)].map(([, phase = '']) => phase);
}
