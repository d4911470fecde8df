import { expect, test } from 'vitest';

import { git } from '../../support/make-repo.ts';
import { makeNotifyRoot, OPENED, startHook, tellAt } from '../../support/notify-root.ts';

test('tellDue() tells an update once and writes down that it did', async () => {
  const hook = await startHook();
  const { root, remote } = makeNotifyRoot(`  - { id: a, type: webhook, url: '${hook.url}/a' }\n`);
  await tellAt(root);
  await tellAt(root);
  expect(hook.got.map(({ update }) => update)).toEqual([OPENED]);
  const ledger = git(remote, ['show', 'status-data:ledger/2026-11.jsonl']);
  expect(JSON.parse(ledger)).toMatchObject({
    state: 'told',
    entry: 'api-errors',
    update: OPENED,
    channel: 'a',
    to: ['-'],
  });
});
