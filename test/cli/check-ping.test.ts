import { expect, test } from 'vitest';

import { makeCheckedRoot, startService } from '../support/check-root.ts';
import { runCli } from '../support/run-cli.ts';
import { findClosedPort } from '../support/servers.ts';

const NOW = ['--now', '2026-11-20T10:00:00Z'];

test('candor check calls triage.pingUrl after a run that landed, and not after a dry one', async () => {
  const service = await startService();
  const outside = await startService();
  const pingUrl = `${outside.url}/\${CANDOR_PING}`;
  const root = makeCheckedRoot({ components: { api: `${service.url}/api` }, triage: { pingUrl } });
  const env = { CANDOR_PING: 'secret-token' };
  await runCli(['check', '--root', root, ...NOW, '--dry-run'], { env });
  expect(outside.requests()).toBe(0);
  expect(await runCli(['check', '--root', root, ...NOW], { env })).toMatchObject({ exitCode: 0, stderr: '' });
  expect(outside.requests()).toBe(1);
});

test.each([
  [{ CANDOR_PING: 'secret-token' }, 'triage.pingUrl was called in vain: it was not reached.\n'],
  [{}, 'triage.pingUrl was not called: the environment variable CANDOR_PING is not set or may not be read.\n'],
])('candor check with %j says what came instead, exits 0, and keeps the address', async (env, stderr) => {
  const service = await startService();
  const pingUrl = `http://127.0.0.1:${await findClosedPort()}/\${CANDOR_PING}`;
  const root = makeCheckedRoot({ components: { api: `${service.url}/api` }, triage: { pingUrl } });
  expect(await runCli(['check', '--root', root, ...NOW], { env })).toMatchObject({ exitCode: 0, stderr });
});
