/** Telling while processes are killed, while another tells, and over a history that was brought over. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { cloneOf, git } from '../../support/make-repo.ts';
import {
  FILE,
  type Hook,
  incidentFile,
  makeNotifyRoot,
  NOW,
  OPENED,
  startHook,
  tellAt,
  update,
} from '../../support/notify-root.ts';
import { startRandom } from '../../support/random.ts';
import { runAndKill } from '../../support/run-and-kill.ts';
import { runCli, startCli } from '../../support/run-cli.ts';

const ENV = { GITHUB_TOKEN: '', GITHUB_OUTPUT: '', GITHUB_ACTIONS: '' };
/** By the clock of another machine at the same time. */
const AHEAD = '2026-11-20T10:10:30Z';
const RECIPIENTS = 30;
/** As many messages are on their way to a webhook at once. */
const AT_ONCE = 20;
const KILLS = 6;

function listOf(hook: Hook): string {
  const urls = Array.from({ length: RECIPIENTS }, (_, index) => `'${hook.url}/${index}'`);
  return `  - { id: a, type: webhook, url: [${urls.join(', ')}] }\n`;
}

/** How often each recipient got each update. */
function countGot({ got }: Hook): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of got) {
    const of = `${each.path} ${each.update}`;
    counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  return counts;
}

/** Kills a run when so many messages of it have come in. */
async function killAmidSending(args: string[], hook: Hook, count: number): Promise<void> {
  const { child, result } = startCli(args, { env: ENV });
  const until = hook.got.length + count;
  const timer = setInterval(() => {
    if (hook.got.length > until) child.kill('SIGKILL');
  }, 1);
  await result;
  clearInterval(timer);
}

test(
  'notify that is killed at any moment misses nobody, and repeats at most what was on its way, with the same key',
  { timeout: 240_000 },
  async () => {
    const random = startRandom();
    const hook = await startHook(15);
    const { root, commit, remote } = makeNotifyRoot(listOf(hook));
    const begun = performance.now();
    const notify = ['notify', '--root', root, '--now', NOW];
    const ahead = ['notify', '--root', root, '--now', AHEAD];
    expect(await runCli(ahead, { env: ENV })).toMatchObject({ exitCode: 0 });
    const wholeMs = performance.now() - begun;
    const updates = [update(OPENED)];
    for (let round = 1; round <= KILLS; round += 1) {
      updates.push(update(`2026-11-20T10:0${round % 2 === 0 ? 6 : 5}:${10 + round}Z`, { phase: 'Identified' }));
      commit({ [FILE]: incidentFile(updates) });
      const afterMs = (0.3 + random() * 0.8) * wholeMs;
      if (round % 3 === 0) await runAndKill(notify, { afterMs, withGit: round % 2 === 0 });
      else await killAmidSending(notify, hook, Math.floor(random() * RECIPIENTS));
    }
    expect(await runCli(notify, { env: ENV })).toMatchObject({ exitCode: 0 });
    const counts = countGot(hook);
    expect(counts.size).toBe(RECIPIENTS * (KILLS + 1));
    expect(hook.got.length - counts.size).toBeLessThanOrEqual(KILLS * AT_ONCE);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(KILLS + 1);
    const keys = new Set(hook.got.map(({ path, update: of, key }) => `${path} ${of} ${key}`));
    expect(keys.size).toBe(counts.size);
    expect(readdirSync(join(root, '.git/candor/told'))).toEqual([]);
    expect(git(remote, ['show', 'status-data:ledger/head.json'])).not.toContain('claim');
  },
);

test('two that notify at once tell everybody once', { timeout: 120_000 }, async () => {
  const hook = await startHook(10);
  const { remote } = makeNotifyRoot(listOf(hook));
  const runs = [cloneOf(remote), cloneOf(remote)].map((root) =>
    runCli(['notify', '--root', root, '--now', NOW], { env: ENV }),
  );
  expect((await Promise.all(runs)).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect([...countGot(hook).values()]).toEqual(Array.from({ length: RECIPIENTS }, () => 1));
});

test('a thousand incidents that were brought over tell nobody', { timeout: 120_000 }, async () => {
  const hook = await startHook();
  const files = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [
      `incidents/2026/old-${index}.md`,
      incidentFile([update(OPENED)], index % 2 === 0 ? 'importedFrom: cState\n' : 'backfilled: true\n'),
    ]),
  );
  const { root } = makeNotifyRoot(`  - { id: a, type: webhook, url: '${hook.url}/a' }\n`, {
    ...files,
    [FILE]: incidentFile([update('2026-11-18T10:05:00Z')]),
  });
  expect((await tellAt(root)).outcomes).toEqual([]);
  expect(hook.got).toEqual([]);
});
