/** Two writers that run their checks at one remote at the same time, each in a process and a clone of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { expect } from 'vitest';

import { incidentsOf, makeCheckedRoot, measurementsOf, type Service, startService } from './check-root.ts';
import { bareEnvironment, cloneOf, git, makeBareRemote } from './make-repo.ts';

/** What the service answers each of the two, so that a measurement tells whose it is. */
const WRITERS = [
  { name: 'one', up: 200, down: 500 },
  { name: 'two', up: 204, down: 503 },
] as const;
/** Between which shares of all requests a component fails. */
const OUTAGES = { api: { from: 0.2, until: 0.5 }, web: { from: 0.4, until: 0.7 } };

/** Starts one writer; its checks ask `url`. Resolves with the times of its runs. */
function startWriter(root: string, { url, rounds }: { url: string; rounds: number }): Promise<number[]> {
  const script = join(import.meta.dirname, 'check-runs.ts');
  const child = spawn(process.execPath, [script, root, String(rounds)], {
    env: { ...bareEnvironment(), CANDOR_SERVICE: url },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code === 0) resolve(stdout.trim().split('\n').map(Number));
      else reject(new Error(`A writer ended with ${String(code)}: ${stderr}`));
    });
  });
}

/** Fails each component for its share of the runs, by the number of runs that have asked the service. */
function failByShare(service: Service, rounds: number): NodeJS.Timeout {
  const all = rounds * WRITERS.length * Object.keys(OUTAGES).length;
  return setInterval(() => {
    const share = service.requests() / all;
    for (const [id, { from, until }] of Object.entries(OUTAGES)) {
      const isFailing = share >= from && share < until;
      for (const { name, up, down } of WRITERS) service.failing.set(`/${name}/${id}`, isFailing ? down : up);
    }
  }, 5);
}

/** Lets both writers run so many times, and expects everything of both, once, in one line of history. */
export async function expectRaceToLoseNothing(rounds: number): Promise<void> {
  const service = await startService();
  const components = { api: '${CANDOR_SERVICE}/api', web: '${CANDOR_SERVICE}/web' };
  const root = makeCheckedRoot({ components });
  const remote = makeBareRemote(root);
  const roots = [root, cloneOf(remote)];
  const timer = failByShare(service, rounds);
  const runs = await Promise.all(
    WRITERS.map(({ name }, index) => startWriter(roots[index] ?? '', { url: `${service.url}/${name}`, rounds })),
  ).finally(() => clearInterval(timer));

  const measured = measurementsOf(remote);
  const times = runs.flat();
  expect(new Set(times).size).toBe(2 * rounds);
  for (const check of ['api-health', 'web-health']) {
    const ofCheck = measured.filter((measurement) => measurement.check === check);
    expect(ofCheck.map(({ at }) => at)).toEqual([...times].sort((a, b) => a - b));
    expect(ofCheck.filter(({ state }) => state === 'down').length).toBeGreaterThan(2);
    for (const [index, { up, down }] of WRITERS.entries()) {
      const own = ofCheck.filter(({ at }) => runs[index]?.includes(at) === true);
      expect([String(up), String(down)]).toEqual(expect.arrayContaining(own.map(({ code }) => code)));
    }
  }
  const incidents = incidentsOf(remote, 'main');
  expect(Object.keys(incidents).map((id) => id.replace(/^[\d-]{11}/, ''))).toEqual(['api', 'web']);
  for (const phases of Object.values(incidents)) expect(phases.slice(0, 2)).toEqual(['investigating', 'monitoring']);
  expect(git(remote, ['rev-list', '--merges', '--count', 'main'])).toBe('0');
  const steps = Object.values(incidents).flat().length;
  expect(Number(git(remote, ['rev-list', '--count', 'main']))).toBeLessThanOrEqual(1 + steps);
  expect(git(remote, ['fsck', '--strict', '--no-dangling'])).toBe('');
  for (const folder of roots) expect(git(folder, ['status', '--porcelain'])).toBe('');
}
