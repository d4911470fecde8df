/** Repositories for the bench: a root folder, its bare remote, and what lies in both branches. */
import { mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { formatMeasurementFiles } from '../src/content/measurement-file.ts';
import type { Measurement } from '../src/domain/measurement.ts';
import { formatDay, type Instant } from '../src/schema/timestamp.ts';
import { createGit, type Git } from '../src/store/git.ts';
import { openRepository } from '../src/store/repository.ts';
import type { GeneratedFile } from './generate.ts';
import { benchEnvironment } from './measure.ts';

export const ENGINE_FOLDER = path.join(import.meta.dirname, '..');
export const CANDOR = path.join(ENGINE_FOLDER, 'src/cli/candor.mjs');

const WRITER = 'Bench <bench@example.org>';

/** Runs `work` with a folder of its own, which is removed afterwards. `inside` is the folder that it lies in. */
export async function withFolder<T>(work: (folder: string) => Promise<T>, inside = tmpdir()): Promise<T> {
  await mkdir(inside, { recursive: true });
  const folder = await realpath(await mkdtemp(path.join(inside, 'candor-bench-')));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One commit a file, as `git fast-import` reads them. */
function importStream(files: readonly GeneratedFile[]): string {
  return files
    .map(({ path: file, text, at }) => {
      const date = `${Math.floor(at / 1_000)} +0000`;
      const bytes = Buffer.byteLength(text);
      const head = `commit refs/heads/main\ncommitter ${WRITER} ${date}\ndata ${Buffer.byteLength(file)}\n${file}\n`;
      return `${head}M 100644 inline ${file}\ndata ${bytes}\n${text}\n`;
    })
    .join('');
}

/** Makes a repository in `folder` whose main has a commit for each file, in their order, and is checked out. */
export async function makeRepository(folder: string, files: readonly GeneratedFile[]): Promise<Git> {
  await mkdir(folder, { recursive: true });
  const git = createGit(folder, benchEnvironment());
  await git.text(['init', '--quiet', '--template=', '--initial-branch=main']);
  await git.text(['config', 'gc.auto', '0']);
  await git.text(['fast-import', '--quiet'], { stdin: importStream(files) });
  await git.text(['reset', '--quiet', '--hard', 'main']);
  return git;
}

/** Lands measurements on `status-data` through the store, a day after the other. */
export async function landDays(root: string, measurements: readonly Measurement[], at: Instant): Promise<void> {
  const repository = await openRepository({ root, env: benchEnvironment() });
  const changes = [...formatMeasurementFiles(measurements)].map(([file, text]) => ({ path: file, text }));
  const data = { changes, day: formatDay(at) };
  const result = await repository.land(await repository.snapshot(), { main: { changes: [], message: '' }, data, at });
  if (result.kind !== 'landed') throw new Error(`the measurements did not land: ${result.kind}`);
}

/** Gives a repository a bare remote `remote.git` beside it, reached over file://, with its main. */
export async function addRemote(git: Git): Promise<void> {
  const remote = path.join(path.dirname(git.cwd), 'remote.git');
  await git.text(['init', '--quiet', '--template=', '--bare', '--initial-branch=main', remote]);
  await git.text(['remote', 'add', 'origin', `file://${remote}`]);
  await git.text(['push', '--quiet', '--set-upstream', 'origin', 'main']);
}

/** Counts what a repository sends to its remote `origin` from now on; returns the bytes since the last call. */
export async function countPushes(git: Git): Promise<() => Promise<number>> {
  const folder = path.dirname(git.cwd);
  const [script, sent] = [path.join(folder, 'receive-pack'), path.join(folder, 'sent')];
  await writeFile(script, `#!/bin/sh\ntee -a '${sent}' | git receive-pack "$@"\n`, { mode: 0o755 });
  await git.text(['config', 'remote.origin.receivepack', script]);
  let before = 0;
  return async () => {
    const { size } = await stat(sent);
    const bytes = size - before;
    before = size;
    return bytes;
  };
}

/** Writes a plain text file. */
export async function writeText(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
