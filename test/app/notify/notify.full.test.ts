import { expect, test } from 'vitest';

import { recordDeploy } from '../../../src/app/deploys.ts';
import { isTellingDue } from '../../../src/app/notify/ledger.ts';
import { clockFrom, openNotifyPorts } from '../../../src/cli/notify-ports.ts';
import { at } from '../../support/builders.ts';
import { git } from '../../support/make-repo.ts';
import { FILE, incidentFile, makeNotifyRoot, OPENED, startHook, tellAt, update } from '../../support/notify-root.ts';

const NEXT = '2026-11-20T10:08:00Z';

test('tellDue() tells each update once, an edit only when it says so, and nothing after a lost ledger', async () => {
  const hook = await startHook();
  const { root, remote, commit } = makeNotifyRoot(`  - { id: a, type: webhook, url: '${hook.url}/a' }\n`);
  const updates = () => hook.got.map((each) => each.update);

  await tellAt(root);
  await tellAt(root);
  expect(updates()).toEqual([OPENED]);

  commit({
    [FILE]: incidentFile([update(OPENED, { words: 'We look closer.' }), update(NEXT, { phase: 'Identified' })]),
  });
  await tellAt(root);
  expect(updates()).toEqual([OPENED, NEXT]);

  commit({
    [FILE]: incidentFile([update(OPENED, { rest: ' · notify: again' }), update(NEXT, { phase: 'Identified' })]),
  });
  await tellAt(root);
  await tellAt(root);
  expect(updates()).toEqual([OPENED, NEXT, OPENED]);

  git(remote, ['update-ref', '-d', 'refs/heads/status-data']);
  await tellAt(root);
  expect(updates()).toHaveLength(3);
  commit({ [FILE]: incidentFile([update(OPENED), update('2026-11-20T10:12:00Z', { phase: 'Resolved' })]) });
  await tellAt(root, '2026-11-20T10:13:00Z');
  expect(updates().slice(3)).toEqual(['2026-11-20T10:12:00Z']);
});

test('tellDue() tries a channel that fails again and lets it stop no other; who refuses is told of once', async () => {
  const hook = await startHook();
  hook.statuses.set('/down', 503).set('/gone', 410);
  const channels = ['down', 'gone', 'up'].map((id) => `  - { id: ${id}, type: webhook, url: '${hook.url}/${id}' }\n`);
  const { root } = makeNotifyRoot(channels.join(''));
  const told = await tellAt(root);
  expect(Object.fromEntries(told.outcomes.map(({ due, state }) => [due.channel.id, state]))).toEqual({
    down: 'retry',
    gone: 'failed',
    up: 'told',
  });
  hook.statuses.clear();
  expect((await tellAt(root)).outcomes).toEqual([]);
  const later = await tellAt(root, '2026-11-20T10:40:00Z');
  expect(later.outcomes.map(({ due, state }) => [due.channel.id, state])).toEqual([['down', 'told']]);
});

test('tellDue() gives up after a day', async () => {
  const hook = await startHook();
  hook.statuses.set('/down', 503);
  const { root } = makeNotifyRoot(`  - { id: down, type: webhook, url: '${hook.url}/down' }\n`);
  await tellAt(root);
  const { prepared } = await tellAt(root, '2026-11-21T10:12:00Z');
  expect(prepared.plan.givenUp.map(({ reason }) => reason)).toEqual(['the server answered 503']);
  expect((await tellAt(root, '2026-11-21T10:13:00Z')).prepared.plan.givenUp).toEqual([]);
});

test('isTellingDue() asks for a run while something is to be tried again, and not for ever', async () => {
  const hook = await startHook();
  hook.statuses.set('/down', 503);
  const { root } = makeNotifyRoot(`  - { id: down, type: webhook, url: '${hook.url}/down' }\n`);
  await tellAt(root);
  const ports = await openNotifyPorts(root, clockFrom(undefined), () => undefined);
  const snapshot = await ports.repository.snapshot();
  const times = ['2026-11-20T10:10:30Z', '2026-11-20T11:00:00Z', '2026-11-22T10:00:00Z', '2026-11-22T10:11:00Z'];
  const due = await Promise.all(times.map((time) => isTellingDue(snapshot, at(time))));
  expect(due).toEqual([false, true, true, false]);
});

test('tellDue() misses nobody where a run was cut off and its clock was behind that of the run before', async () => {
  const hook = await startHook();
  const urls = Array.from({ length: 25 }, (_, index) => `'${hook.url}/${index}'`).join(', ');
  const { root, commit } = makeNotifyRoot(`  - { id: a, type: webhook, url: [${urls}] }\n`);
  await tellAt(root, '2026-11-20T10:15:00Z');
  commit({ [FILE]: incidentFile([update(OPENED), update(NEXT, { phase: 'Identified' })]) });
  await tellAt(root, '2026-11-20T10:10:00Z', { endsAtFirst: true });
  const told = (): number => hook.got.filter((each) => each.update === NEXT).length;
  expect(told()).toBeGreaterThan(0);
  expect(told()).toBeLessThan(25);
  await tellAt(root, '2026-11-20T10:10:05Z');
  expect(new Set(hook.got.filter((each) => each.update === NEXT).map(({ path }) => path)).size).toBe(25);
  expect(told()).toBe(25);
});

test('tellDue() tells once that a maintenance has begun by the clock, when the page shows it', async () => {
  const hook = await startHook();
  const file = 'incidents/2026/upgrade.md';
  const fields = 'kind: maintenance\ntitle: Upgrade\ncomponents: [api]\n';
  const scheduled = 'scheduled: { from: 2026-11-20T12:00:00Z, until: 2026-11-20T13:00:00Z, timeZone: Etc/UTC }\n';
  const { root } = makeNotifyRoot(`  - { id: a, type: webhook, url: '${hook.url}/a', on: [maintenance] }\n`, {
    [file]: `---\n${fields}${scheduled}---\n\n## Scheduled · ${OPENED}\n\nWe will upgrade.\n`,
  });
  const deploy = async (time: string): Promise<void> => {
    const [commit, now] = [git(root, ['rev-parse', 'HEAD']).trim(), at(time)];
    const ports = await openNotifyPorts(root, clockFrom(now), () => undefined);
    await recordDeploy(ports, { liveAt: now, commit, builtAt: now, checkedAt: undefined });
  };
  await deploy(OPENED);
  await tellAt(root);
  expect((await tellAt(root, '2026-11-20T12:01:00Z')).prepared.plan.unpublished).toBe(1);
  await deploy('2026-11-20T12:01:30Z');
  await tellAt(root, '2026-11-20T12:02:00Z');
  await tellAt(root, '2026-11-20T12:03:00Z');
  await tellAt(root, '2026-11-20T13:30:00Z', { hasDeployFailed: true });
  await tellAt(root, '2026-11-20T13:35:00Z', { hasDeployFailed: true });
  expect(hook.got.map((each) => each.update)).toEqual([OPENED, '2026-11-20T12:00:00Z', '2026-11-20T13:00:00Z']);
});
