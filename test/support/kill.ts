/** Runs of the checks that are killed at any moment, and what must hold after the next whole run. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'vitest';

import { incidentsOf, makeCheckedRoot, measurementsOf, startService } from './check-root.ts';
import { git, makeBareRemote } from './make-repo.ts';
import { startRandom } from './random.ts';
import { runAndKill } from './run-and-kill.ts';
import { runCli } from './run-cli.ts';

const START = Date.UTC(2026, 10, 20, 10);

function timeOf(round: number): string {
  return new Date(START + round * 60_000).toISOString();
}

function expectWhole(root: string, { remote, failed }: { remote: string | undefined; failed: number }): void {
  expect(git(root, ['fsck', '--strict', '--no-dangling'])).toBe('');
  expect(git(root, ['status', '--porcelain'])).toBe('');
  expect(git(root, ['rev-parse', 'HEAD'])).toBe(git(remote ?? root, ['rev-parse', 'main']));
  expect(readdirSync(join(root, '.git/candor'))).toEqual([]);
  const opened = Object.entries(incidentsOf(remote ?? root, 'main'));
  expect(opened.map(([id]) => id.slice('2026-11-20-'.length)).sort()).toEqual(
    Array.from({ length: failed }, (_, index) => `part-${index}`).sort(),
  );
  for (const [, phases] of opened) expect(phases).toEqual(['investigating']);
}

/**
 * Kills as many runs, each of which would open an incident of a component that had none, with a whole run after every
 * fifth and at the end. Expects one incident for each component, a clean repository and every measurement readable.
 */
export async function expectKillsToHarmNothing(rounds: number, hasRemote: boolean): Promise<void> {
  const random = startRandom();
  const service = await startService();
  const parts = Array.from({ length: rounds + 1 }, (_, index) => `part-${index}`);
  const components = Object.fromEntries(parts.map((id) => [id, `${service.url}/${id}`]));
  const root = makeCheckedRoot({ components, triage: { confirmAfter: 1, correlateAt: 1_000 } });
  const remote = hasRemote ? makeBareRemote(root) : undefined;
  const env = { GIT_CONFIG_GLOBAL: '/dev/null', GITHUB_TOKEN: '', GITHUB_OUTPUT: '' };
  const begun = performance.now();
  service.failing.set('/part-0', 500);
  const check = (round: number): string[] => ['check', '--root', root, '--now', timeOf(round)];
  expect(await runCli(check(0), { env })).toMatchObject({ exitCode: 0, stderr: '' });
  const wholeMs = performance.now() - begun;
  let landed = 1;
  for (let round = 1; round <= rounds; round += 1) {
    service.failing.set(`/part-${round}`, 500);
    await runAndKill(check(round), { afterMs: random() * wholeMs * 1.1, withGit: round % 2 === 0 });
    if (round % 5 !== 0 && round !== rounds) continue;
    expect(await runCli(check(round), { env })).toMatchObject({ exitCode: 0, stderr: '' });
    expectWhole(root, { remote, failed: round + 1 });
    const times = new Set(measurementsOf(remote ?? root).map(({ at }) => at));
    expect(times).toContain(START + round * 60_000);
    expect(times.size).toBeGreaterThan(landed);
    landed = times.size;
  }
}
