/** A scratch repository with a bare remote, and an invented past in both of its branches. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { importMeasurements } from '../app/measurements.ts';
import { CONFIG_PATH } from '../content/config-file.ts';
import type { Instant } from '../schema/timestamp.ts';
import { createGit, type Git } from '../store/git.ts';
import { systemClock } from '../store/clock.ts';
import { openRepository } from '../store/repository.ts';
import { daysBefore, pastRevisions, type Revision } from './past-incidents.ts';
import { pastMeasurements } from './past-measurements.ts';
import { type DemoAddresses, postmortemFile, statusFile } from './status-file.ts';

/** Who wrote the past. */
const PERSON = {
  GIT_AUTHOR_NAME: 'Ada Example',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada Example',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** Local settings, so that the demo is the same whatever this machine's Git is told to do. */
const SETTINGS = {
  'user.name': 'Candor',
  'user.email': 'candor@localhost',
  'commit.gpgSign': 'false',
  'core.autocrlf': 'false',
  'gc.auto': '0',
};

async function initRepository(root: string, remote: string): Promise<Git> {
  await mkdir(root, { recursive: true });
  const git = createGit(root);
  await git.text(['init', '--quiet', '--template=', '--initial-branch=main']);
  for (const [name, value] of Object.entries(SETTINGS)) await git.text(['config', name, value]);
  await git.text(['init', '--quiet', '--template=', '--bare', '--initial-branch=main', remote]);
  await git.text(['remote', 'add', 'origin', remote]);
  return git;
}

async function commitRevision(git: Git, { path: file, text, at, message }: Revision): Promise<void> {
  await mkdir(path.dirname(path.join(git.cwd, file)), { recursive: true });
  await writeFile(path.join(git.cwd, file), text);
  await git.text(['add', '--', file]);
  const date = `@${Math.floor(at / 1_000)} +0000`;
  const env = { ...PERSON, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  await git.text(['commit', '--quiet', '--no-verify', '-m', message, '--', file], { env });
}

export interface ScratchRepository {
  /** The clone, with status.yml at its top. */
  root: string;
  /** The bare remote. */
  remote: string;
  /** How many measurements were brought over. */
  measurements: number;
}

/**
 * Makes `status/` and its remote `remote.git` in `folder`, which exists: a commit for all that people are said to have
 * written in the ninety days before `now`, and the measurements of those days on `status-data`.
 */
export async function makeScratchRepository(
  folder: string,
  addresses: DemoAddresses,
  now: Instant,
): Promise<ScratchRepository> {
  const root = path.join(folder, 'status');
  const remote = path.join(folder, 'remote.git');
  const git = await initRepository(root, remote);
  const started = daysBefore(now, 91, '09:00');
  const first = { path: CONFIG_PATH, text: statusFile(addresses), at: started, message: 'Describe what we run' };
  const revisions = [...pastRevisions(now), postmortemFile(now)].sort((a, b) => a.at - b.at);
  for (const revision of [first, ...revisions]) await commitRevision(git, revision);
  await git.text(['push', '--quiet', '--set-upstream', 'origin', 'main']);
  const repository = await openRepository({ root });
  const table = { path: 'measurements.tsv', text: pastMeasurements(now) };
  const ports = { repository, clock: systemClock, random: Math.random };
  const { added } = await importMeasurements(ports, table, daysBefore(now, 1, '23:59'));
  return { root, remote, measurements: added };
}
