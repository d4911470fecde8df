/** The demo as a person starts it: one whole outage, the page that is left, and nothing else. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readTree } from '../support/built-site.ts';

const ENGINE = path.join(import.meta.dirname, '../..');

interface Played {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

let scratch = '';
let group = 0;
let played: Played;

interface Demo {
  /** Id of the process group that it has for itself. */
  group: number;
  result: Promise<Played>;
  /** What it has printed so far. */
  output(): string;
}

/** Runs a command in a process group of its own, on a machine whose Git knows nobody. */
function startDemo(command: string, args: readonly string[]): Demo {
  const child = spawn(command, args, {
    cwd: ENGINE,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: scratch, HOME: scratch, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  }
  const result = new Promise<Played>((resolve, reject) => {
    child.on('error', reject);
    // What npm itself has to say about its settings is not ours.
    child.on('close', (exitCode) => resolve({ exitCode, ...said, stderr: said.stderr.replace(/^npm .*\n/gm, '') }));
  });
  return { group: child.pid ?? 0, result, output: () => said.stdout };
}

/** The processes of a group that run. */
function processesOf(wanted: number): string[] {
  const table = execFileSync('ps', ['-eo', 'pgid=,stat=,args='], { encoding: 'utf8' });
  // One that has ended and that this machine's first process has not buried yet runs no more.
  return table.split('\n').filter((line) => line.trim().startsWith(`${wanted} `) && !/^\s*\d+ Z/.test(line));
}

/** What a demo has left in its temporary folder. */
async function leftovers(): Promise<string[]> {
  const names = await readdir(scratch);
  return names.filter((name) => name.startsWith('candor-demo-'));
}

function originOf({ stdout }: Pick<Played, 'stdout'>): string {
  return /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0] ?? '';
}

beforeAll(async () => {
  scratch = await realpath(await mkdtemp(path.join(tmpdir(), 'candor-test-demo-')));
  const demo = startDemo('npm', ['run', 'demo', '--', '--once']);
  group = demo.group;
  played = await demo.result;
}, 240_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('npm run demo -- --once', () => {
  test('exits 0 and says nothing on stderr', () => {
    expect(played).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('tells the phases of one outage in their order, each with its commit on main and the page that shows it', () => {
    const lines = played.stdout.split('\n').map((line) => line.replace(/^\d\d:\d\d:\d\d\s+/, ''));
    const told = lines.filter((line) => /^(incident|commit|page)/.test(line));
    expect(told).toEqual([
      expect.stringMatching(/^page +“All systems operational\.?”/),
      expect.stringMatching(/^incident +Investigating: Public API is partly down \(api: partial_outage\)$/),
      expect.stringMatching(/^commit +[0-9a-f]{7} on main · Open \d{4}-\d\d-\d\d-api: Public API is partly down$/),
      expect.stringMatching(/^page +“Public API is partly down\.?”/),
      expect.stringMatching(/^incident +Investigating: .* \(api: major_outage\)$/),
      expect.stringMatching(/^commit +[0-9a-f]{7} on main · Update /),
      expect.stringMatching(/^page +“Public API is down\.?”/),
      expect.stringMatching(/^incident +Monitoring: .* \(api: operational\)$/),
      expect.stringMatching(/^commit +[0-9a-f]{7} on main · Update /),
      expect.stringMatching(/^page +“/),
      expect.stringMatching(/^incident +Resolved: /),
      expect.stringMatching(/^commit +[0-9a-f]{7} on main · Update /),
      expect.stringMatching(/^page +“All systems operational\.?”/),
    ]);
  });

  test('is plain text where nobody watches on a terminal', () => {
    expect(played.stdout).not.toContain('\u001b');
  });

  test('leaves the page, with the verdict and the four updates of the incident', async () => {
    const folder = /^The page lies in (.+)$/m.exec(played.stdout)?.[1] ?? '';
    expect(await leftovers()).toEqual([path.basename(path.dirname(folder))]);
    expect(await readdir(path.dirname(folder))).toEqual(['page']);
    const files = await readTree(folder);
    expect(files.get('index.html')).toMatch(/<h1[^>]*>All systems operational/);
    const incident = [...files].find(([name]) => /^incidents\/\d{4}-\d\d-\d\d-api\/index\.html$/.test(name))?.[1] ?? '';
    const phases = [...incident.matchAll(/<h[23][^>]*>\s*(Investigating|Monitoring|Resolved)/g)].map(
      ([, phase]) => phase,
    );
    expect(phases.sort()).toEqual(['Investigating', 'Investigating', 'Monitoring', 'Resolved']);
    expect(incident).toContain('got 503');
  });

  test('leaves no process and no server', async () => {
    expect(processesOf(group)).toEqual([]);
    await expect(fetch(originOf(played))).rejects.toThrow('fetch failed');
  });
});

describe('candor demo', () => {
  test('clears everything away when it is interrupted, and exits 0', { timeout: 120_000 }, async () => {
    const before = await leftovers();
    const demo = startDemo(process.execPath, [path.join(ENGINE, 'src/cli/candor.mjs'), 'demo']);
    await expect.poll(demo.output, { timeout: 90_000, interval: 100 }).toContain('all 4 checks pass');
    const page = await fetch(originOf({ stdout: demo.output() }));
    expect([200, 503]).toContain(page.status);
    // A terminal tells everybody in the foreground, and npm tells it again at once. Later would be after the end.
    process.kill(-demo.group, 'SIGINT');
    process.kill(-demo.group, 'SIGINT');
    expect(await demo.result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await leftovers()).toEqual(before);
    expect(processesOf(demo.group)).toEqual([]);
  });
});
