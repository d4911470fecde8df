/** Runs that roll up and are killed at any moment, and what must hold after the next whole one. */
import { expect } from 'vitest';

import { parseRolledFile } from '../../src/content/rolled-file.ts';
import { filesOf, startService } from './check-root.ts';
import { git, makeBareRemote } from './make-repo.ts';
import { startRandom } from './random.ts';
import { figuresOf, makeRolledRoot } from './rolled-root.ts';
import { runAndKill } from './run-and-kill.ts';
import { runCli } from './run-cli.ts';

const MONTH = 'measurements/2026/2026-11.txt';

function checkAt(root: string, day: number, minute: number): string[] {
  return ['check', '--root', root, '--now', `2026-11-${day}T00:${String(minute).padStart(2, '0')}:30Z`];
}

/** Each day is there once: as it was measured, or rolled up. */
function expectEachDayOnce(repo: string, today: number): void {
  const files = filesOf(repo, 'status-data', 'measurements/');
  const { days, problems } = parseRolledFile(MONTH, files.get(MONTH) ?? '');
  expect(problems).toEqual([]);
  const rolled = days.map(({ day }) => new Date(day).getUTCDate());
  const raw = [...files.keys()].flatMap((path) => /-(\d\d)\.txt$/.exec(path.replace(MONTH, ''))?.[1] ?? []).map(Number);
  const all = [...rolled, ...raw].filter((day) => day < today);
  expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: today - 11 }, (_, index) => 11 + index));
}

/** Kills the first runs of as many days, each of which rolls a day up, and lets a whole run follow each. */
export async function expectKilledRollUpsToLoseNothing(rounds: number): Promise<void> {
  const random = startRandom();
  const service = await startService();
  const { root } = await makeRolledRoot(service);
  const remote = makeBareRemote(root);
  const env = { GIT_CONFIG_GLOBAL: '/dev/null', GITHUB_TOKEN: '', GITHUB_OUTPUT: '' };
  const evening = '2026-11-19T23:59:00Z';
  const before = await figuresOf(root, evening);
  let wholeMs = 1_000;
  for (let round = 0; round < rounds; round += 1) {
    const day = 20 + round;
    // Most moments of a run are before it has anything to land.
    await runAndKill(checkAt(root, day, 0), { afterMs: (0.3 + 0.8 * random()) * wholeMs, withGit: round % 2 === 0 });
    const begun = performance.now();
    expect(await runCli(checkAt(root, day, 5), { env })).toMatchObject({ exitCode: 0, stderr: '' });
    wholeMs = performance.now() - begun;
    expectEachDayOnce(remote, day);
    expect(await figuresOf(root, evening)).toEqual(before);
    expect(git(remote, ['fsck', '--strict', '--no-dangling'])).toBe('');
  }
}
