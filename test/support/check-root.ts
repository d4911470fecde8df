/** Root folders whose checks ask a server of the test, and what runs of the checks leave in them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { LookPorts } from '../../src/app/check/look.ts';
import { type RunPorts, type RunReport, runOnce } from '../../src/app/check/run.ts';
import { runChecks } from '../../src/checks/run-checks.ts';
import { parseIncidentFile } from '../../src/content/incident-file.ts';
import { parseMeasurementFile, sortMeasurements } from '../../src/content/measurement-file.ts';
import type { Measurement } from '../../src/domain/measurement.ts';
import type { DeclinedReader } from '../../src/ports.ts';
import { systemClock } from '../../src/store/clock.ts';
import { openRepository } from '../../src/store/repository.ts';
import { openRootFiles } from '../../src/store/root-files.ts';
import { at } from './builders.ts';
import { bareEnvironment, commitFiles, git, makeTestRepo } from './make-repo.ts';
import { startHttpServer } from './servers.ts';

export interface Service {
  url: string;
  /** Paths that answer with another status than 200. */
  failing: Map<string, number>;
  /** Ends each connection before a byte of an answer. */
  hangUp: boolean;
  /** Milliseconds before each answer. */
  delayMs: number;
  /** How many requests came so far. */
  requests(): number;
}

/** A service whose paths answer 200 unless the test says otherwise. */
export async function startService(): Promise<Service> {
  let requests = 0;
  const service: Service = { url: '', failing: new Map(), hangUp: false, delayMs: 0, requests: () => requests };
  const { url } = await startHttpServer((request, response) => {
    requests += 1;
    if (service.hangUp) {
      response.destroy();
      return;
    }
    const status = service.failing.get(request.url ?? '') ?? 200;
    setTimeout(() => response.writeHead(status).end('hello'), service.delayMs);
  });
  service.url = url;
  return service;
}

export interface CheckedPage {
  /** Component id to the URL of its only check `<id>-health`, or to those of several `<id>-1`, `<id>-2`. */
  components: Readonly<Record<string, string | readonly string[]>>;
  triage?: Record<string, unknown>;
  uptime?: Record<string, unknown>;
  /** Overrides of every check. */
  check?: Record<string, unknown>;
}

/** The text of a status.yml; YAML reads JSON. */
export function statusFile({ components, triage = {}, uptime = {}, check = {} }: CheckedPage): string {
  const toCheck = (id: string, url: string): object => ({ id, type: 'http', url, retries: 0, ...check });
  return JSON.stringify({
    page: { name: 'Example Cloud', url: 'https://status.example.org', id: 'k7d0v3m9x2qa' },
    components: Object.entries(components).map(([id, urls]) => ({
      id,
      name: `The ${id}`,
      checks:
        typeof urls === 'string'
          ? [toCheck(`${id}-health`, urls)]
          : urls.map((url, index) => toCheck(`${id}-${index + 1}`, url)),
    })),
    triage: { recheckAfter: 0, ...triage },
    uptime,
  });
}

/** A repository with one commit that holds a status.yml, below `folder` where that is given. Returns the root folder. */
export function makeCheckedRoot(page: CheckedPage, { branch = 'main', folder = '' } = {}): string {
  const repo = makeTestRepo({ branch });
  mkdirSync(join(repo, folder), { recursive: true });
  commitFiles(repo, { files: { [join(folder, 'status.yml')]: statusFile(page) }, message: 'Begin' });
  return join(repo, folder);
}

/** For pages that name no provider and no repository. */
const NOBODY_TO_ASK: LookPorts = {
  fetchProvider: () => Promise.reject(new Error('No provider is named')),
  readActivity: () => Promise.reject(new Error('No repository is named')),
};

/** What a run needs, with the notes that it makes. Nothing of the machine's own configuration. */
export async function openPorts(
  root: string,
  { readDeclined, ...asking }: LookPorts & { readDeclined?: DeclinedReader | undefined } = NOBODY_TO_ASK,
): Promise<{ ports: RunPorts; notes: string[] }> {
  const notes: string[] = [];
  const note = (text: string): void => void notes.push(text);
  const ports: RunPorts = {
    repository: await openRepository({ root, env: bareEnvironment(), onNotice: note, readDeclined }),
    files: await openRootFiles(root),
    clock: systemClock,
    probe: (checks, signal) => runChecks(checks, { environment: process.env, sleep: systemClock.sleep, signal }),
    random: Math.random,
    note,
    ...asking,
  };
  return { ports, notes };
}

/** One run of the checks in this process that counts as of `now`, `2026-11-20T10:05:00Z`. */
export async function runAt(
  root: string,
  now: string,
  { isDry = false, readDeclined }: { isDry?: boolean; readDeclined?: DeclinedReader | undefined } = {},
): Promise<RunReport & { notes: string[] }> {
  const { ports, notes } = await openPorts(root, { ...NOBODY_TO_ASK, readDeclined });
  return { ...(await runOnce(ports, { now: at(now), isDry })), notes };
}

/** The files of a branch below a folder by their paths from the top of the tree; none where there is no such branch. */
export function filesOf(repo: string, branch: string, folder = ''): Map<string, string> {
  const branches = git(repo, ['for-each-ref', '--format=%(refname:short)']).split('\n');
  if (!branches.includes(branch)) return new Map();
  const listed = git(repo, ['ls-tree', '-r', '--name-only', '--full-tree', branch]).split('\n');
  const paths = listed.filter((path) => path !== '' && path.startsWith(folder));
  return new Map(paths.map((path) => [path, `${git(repo, ['show', `${branch}:${path}`])}\n`]));
}

/** Every measurement on a branch, ordered by day; fails where one cannot be read. */
export function measurementsOf(repo: string, branch = 'status-data'): Measurement[] {
  return [...filesOf(repo, branch, 'measurements/')].flatMap(([path, text]) => {
    const { runs, problems } = parseMeasurementFile(path, text);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    return sortMeasurements([...runs.byCheck.values()].flat());
  });
}

/** The phases of each incident on a branch by its id; fails where a file cannot be read. */
export function incidentsOf(repo: string, branch: string): Record<string, string[]> {
  const files = [...filesOf(repo, branch)].filter(([path]) => /(^|\/)incidents\/.*\.md$/.test(path));
  return Object.fromEntries(
    files.map(([path, text]) => {
      const { id, file, problems } = parseIncidentFile(path, text);
      if (file === undefined) throw new Error(JSON.stringify(problems));
      return [id, file.updates.map(({ phase }) => phase)];
    }),
  );
}

/** Every ref with its commit, one a line. */
export function refsOf(repo: string): string {
  return git(repo, ['for-each-ref', '--format=%(refname) %(objectname)']);
}

/** Subjects of a branch's commits, newest first. */
export function subjectsOf(repo: string, branch: string): string[] {
  return git(repo, ['log', '--format=%s', branch]).split('\n');
}
